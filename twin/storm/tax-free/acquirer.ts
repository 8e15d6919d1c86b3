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
  /** Refused at once, or under way and then done, or refused by the card's bank. */
  state: 'refused' | 'pending' | 'done' | 'declined';
}

/** The acquirer: moves money once a key, however often it is sent, and says later what became of it. */
export interface AcquirerHouse {
  /** By key. */
  books: ReadonlyMap<string, Movement>;
  /** The acquirer as a process of ours reaches it. */
  seenBy(process: Process): Acquirer;
}

const CHANCE = { refused: 0.1, declined: 0.1, silent: 0.15 };
const DECIDES_MS = 4_000;
const LONG_MS = 1_800_000;

export function createAcquirerHouse({ time, dice }: Air, tell: Teller): AcquirerHouse {
  const books = new Map<string, Movement>();

  function decide(key: string, movement: Movement): void {
    movement.state = dice.next() < CHANCE.declined ? 'declined' : 'done';
    const done = movement.state === 'done';
    const news = { key, done, pspReference: `PSP-${key}` };
    if (dice.next() >= CHANCE.silent) tell(dice.below(DECIDES_MS), (work) => settled(work, news));
  }

  /** Opens the books under a key, once. */
  function take({ key, kind, formId, amount }: MoneyAttempt): Movement {
    const found = books.get(key);
    if (found !== undefined) return found;
    const isRefused = dice.next() < CHANCE.refused;
    const movement: Movement = { formId, kind, amount, state: isRefused ? 'refused' : 'pending' };
    books.set(key, movement);
    const after_ms = dice.below(dice.next() < 0.2 ? LONG_MS : DECIDES_MS);
    if (!isRefused) time.after(after_ms, () => decide(key, movement));
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
  };

  return {
    books,
    seenBy: (process) => ({
      credit: (attempt) => orOutcomeUnknown(process.request(() => receive(attempt))),
      debit: (attempt) => orOutcomeUnknown(process.request(() => receive(attempt))),
      // As our adapter asks (lambdas/shared/acquirer): the same request again, which carries out what never arrived.
      fate: (attempt) => process.request(() => FATES[take(attempt).state]).catch(() => 'unknown'),
    }),
  };
}
