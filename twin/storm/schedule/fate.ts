import type { Dice } from '../../drill/dice.ts';
import type { Fault } from './weather.ts';

/** As long as the DynamoDB client of the functions waits for an answer (lambdas/shared/dynamodb.ts). */
const ANSWER_WITHIN_MS = 700;

/** One way to the outside or back, within Europe. */
const WAY_MS = { least: 1, most: 25 };

/** How much later than its sender's patience a request may still arrive. */
const LATE_MS = 5_000;

/** What becomes of one request. */
export interface Fate {
  /** When it is carried out, and whether that answer is heard. */
  arrives: readonly { after_ms: number; heard: boolean }[];
  /** Name of the error its sender gets instead. */
  failsBy?: { name: string; after_ms: number };
  /** Whether its sender dies with it. */
  dies?: true;
}

export const wayOf = (dice: Dice): number => WAY_MS.least + dice.below(WAY_MS.most);
const lateOf = (dice: Dice): number => ANSWER_WITHIN_MS + dice.below(LATE_MS);

const silence = { name: 'TimeoutError', after_ms: ANSWER_WITHIN_MS };
const refusal = (name: string, dice: Dice): Fate => ({ arrives: [], failsBy: { name, after_ms: wayOf(dice) } });

const FATES: Record<Fault, (dice: Dice) => Fate> = {
  late: (dice) => ({ arrives: [{ after_ms: lateOf(dice), heard: false }], failsBy: silence }),
  'answer-lost': (dice) => ({ arrives: [{ after_ms: wayOf(dice), heard: false }], failsBy: silence }),
  'request-lost': () => ({ arrives: [], failsBy: silence }),
  'repeated-soon': (dice) => ({
    arrives: [
      { after_ms: wayOf(dice), heard: false },
      { after_ms: 2 * wayOf(dice), heard: true },
    ],
  }),
  'repeated-late': (dice) => ({
    arrives: [
      { after_ms: wayOf(dice), heard: true },
      { after_ms: lateOf(dice), heard: false },
    ],
  }),
  conflict: (dice) => refusal('ReplicatedWriteConflictException', dice),
  throttled: (dice) => refusal('ThrottlingException', dice),
  'crash-before': () => ({ arrives: [], dies: true }),
  'crash-after': (dice) => ({ arrives: [{ after_ms: wayOf(dice), heard: false }], dies: true }),
};

/** What becomes of a request that a fault befalls, or none. */
export const fateOf = (fault: Fault | undefined, dice: Dice): Fate =>
  fault === undefined ? { arrives: [{ after_ms: wayOf(dice), heard: true }] } : FATES[fault](dice);
