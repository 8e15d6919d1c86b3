import type { Said } from '../../../domain/tax-free/life/outcome.ts';
import { settled } from '../../../lambdas/shared/form-work/outside.ts';
import type { Acquirer, Fate, MoneyAttempt, Reception } from '../../../lambdas/shared/form-work/ports.ts';
import type { Air } from '../schedule/air.ts';
import type { Process } from '../schedule/process.ts';
import { orOutcomeUnknown, type Teller } from './teller.ts';

/** What the acquirer's own books say of a key. */
export interface Movement {
  formId: string;
  kind: MoneyAttempt['kind'];
  amount: number;
  /** Refused at once; or under way, and then done or refused by the card's bank; or done and given back. */
  state: 'refused' | 'pending' | 'done' | 'declined' | 'reversed';
}

/** The acquirer: moves money once a key, however often it is sent, and says later what became of it. */
export interface AcquirerHouse {
  /** By key. */
  books: ReadonlyMap<string, Movement>;
  /** When the last of its words so far will have been said, in milliseconds since the epoch. */
  lastWord(): number;
  /** The acquirer as a process of ours reaches it. */
  seenBy(process: Process): Acquirer;
}

const CHANCE = { refused: 0.1, declined: 0.1, silent: 0.15, slow: 0.1, misfit: 0.05, reversed: 0.2, restored: 0.4 };
const DECIDES_MS = 4_000;
const LONG_MS = 1_800_000;
const DAY_MS = 86_400_000;
/** When money comes back: with the outcome, while customs decide, or weeks later. */
const REVERSED_MS = [2_000, 2 * DAY_MS, 40 * DAY_MS];

/** How long a word may take until it was taken in. */
const TAKEN_IN_MS = 3_600_000;

export function createAcquirerHouse({ time, dice, today }: Air, tell: Teller): AcquirerHouse {
  const books = new Map<string, Movement>();
  let lastWord_ms = 0;

  /** Something happens later, and is said some time after it: words overtake each other. */
  function later(delay_ms: number, act: () => void): void {
    lastWord_ms = Math.max(lastWord_ms, today().getTime() + delay_ms + TAKEN_IN_MS);
    time.after(delay_ms, act);
  }

  function say(key: string, said: Said, amount: number): void {
    const slow = dice.next() < CHANCE.slow;
    const delay_ms = dice.below(slow ? dice.pick(REVERSED_MS) : DECIDES_MS);
    lastWord_ms = Math.max(lastWord_ms, today().getTime() + 2 * delay_ms + TAKEN_IN_MS);
    const word = { key, said, amount: { value: amount, currency: 'EUR' }, pspReference: `PSP-${key}` };
    tell(delay_ms, (work) => settled(work, word));
  }

  /** What was done is given back by the card's bank or charged back by its holder, who may lose that later. */
  function reverseLater(key: string, movement: Movement): void {
    if (dice.next() >= CHANCE.reversed) return;
    later(dice.below(dice.pick(REVERSED_MS)), () => {
      movement.state = 'reversed';
      say(key, 'reversed', movement.amount);
      if (movement.kind === 'credit' || dice.next() >= CHANCE.restored) return;
      later(dice.below(dice.pick(REVERSED_MS)), () => {
        movement.state = 'done';
        say(key, 'restored', movement.amount);
      });
    });
  }

  function decide(key: string, movement: Movement): void {
    const done = dice.next() >= CHANCE.declined;
    movement.state = done ? 'done' : 'declined';
    if (dice.next() >= CHANCE.silent) say(key, done ? 'done' : 'refused', movement.amount);
    if (dice.next() < CHANCE.misfit) say(key, dice.pick(['done', 'refused', 'reversed']), movement.amount + 1);
    if (done) reverseLater(key, movement);
  }

  /** Opens the books under a key, once. */
  function take({ key, kind, formId, amount }: MoneyAttempt): Movement {
    const found = books.get(key);
    if (found !== undefined) return found;
    const isRefused = dice.next() < CHANCE.refused;
    const movement: Movement = { formId, kind, amount, state: isRefused ? 'refused' : 'pending' };
    books.set(key, movement);
    const after_ms = dice.below(dice.next() < 0.2 ? LONG_MS : DECIDES_MS);
    if (!isRefused) later(after_ms, () => decide(key, movement));
    return movement;
  }

  const receive = (attempt: MoneyAttempt): Reception =>
    take(attempt).state === 'refused'
      ? { outcome: 'refused', reason: 'card expired' }
      : { outcome: 'received', pspReference: `PSP-${attempt.key}` };

  const FATES: Record<Movement['state'], Fate> = {
    refused: 'not-done',
    declined: 'not-done',
    pending: 'pending',
    done: 'done',
    reversed: 'done',
  };

  return {
    books,
    lastWord: () => lastWord_ms,
    seenBy: (process) => ({
      credit: (attempt) => orOutcomeUnknown(process.request(() => receive(attempt))),
      debit: (attempt) => orOutcomeUnknown(process.request(() => receive(attempt))),
      // As our adapter asks (lambdas/shared/acquirer): the same request again, which carries out what never arrived.
      fate: (attempt) => process.request(() => FATES[take(attempt).state]).catch(() => 'unknown'),
    }),
  };
}
