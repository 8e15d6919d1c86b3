import type { Dice } from '../../drill/dice.ts';

/** What can befall one request between a function and the outside. */
const FAULTS = [
  /** It takes seconds on its way, so that its sender has given up when it arrives. */
  'late',
  /** It is carried out and nobody hears of it. */
  'answer-lost',
  /** It never arrives. */
  'request-lost',
  /** It arrives twice, and only the second answer is heard. */
  'repeated-soon',
  /** It arrives a second time when its answer is long heard. */
  'repeated-late',
  /** The other Region writes the same item at the same instant. */
  'conflict',
  'throttled',
  /** The process dies before it sends the request. */
  'crash-before',
  /** The process dies when the request is on its way, which is carried out all the same. */
  'crash-after',
] as const;

export type Fault = (typeof FAULTS)[number];

/** Decides what befalls whom. After a number of faults the sky clears for good, so that every schedule comes to its end. */
export interface Weather {
  /** What befalls the next request. */
  fault(): Fault | undefined;
  /** Whether something of a chance between 0 and 1 goes wrong, as long as the sky has not cleared. */
  strikes(chance: number): boolean;
  /** What went wrong so far, in order. */
  readonly log: readonly string[];
}

const FAULTS_MAX = 20;

/** The weather of one schedule: how often something happens, and which things, is drawn once for all of it. */
export function weatherOf(dice: Dice): Weather {
  let left = 1 + dice.below(FAULTS_MAX);
  const roughness = dice.pick([0.1, 0.3, 0.6]);
  const kinds = dice.next() < 0.5 ? FAULTS : [dice.pick(FAULTS), dice.pick(FAULTS)];
  const log: string[] = [];

  function strikes(chance: number): boolean {
    if (left <= 0 || dice.next() >= chance) return false;
    left -= 1;
    return true;
  }

  return {
    log,
    strikes,
    fault() {
      if (!strikes(roughness)) return undefined;
      const fault = dice.pick(kinds);
      log.push(fault);
      return fault;
    },
  };
}
