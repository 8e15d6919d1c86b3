import type { Problem, RecordedEntry } from '../../api/generated/contract.ts';
import type { Clock } from '../clock.ts';

/** How an entry was settled: recorded, refused and voided, or not sent because the till was halted. */
export type Settlement =
  | { state: 'recorded'; answer: RecordedEntry }
  | { state: 'refused'; problem: Problem }
  | { state: 'halted'; why: string };

interface Waiter {
  resolve(settlement: Settlement | undefined): void;
  /** What is told when the wait ends without an answer. */
  otherwise: Settlement | undefined;
}

/** The customers who wait for the ledger. Nothing was handed out to them yet. */
export class Waiters {
  readonly #clock: Clock;
  readonly #waiting = new Map<number, Waiter>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** @returns how the entry was settled; undefined when nobody knows within the time */
  async wait(sequence: number, ms: number): Promise<Settlement | undefined> {
    const { promise, resolve } = Promise.withResolvers<Settlement | undefined>();
    const over = new AbortController();
    const waiter: Waiter = { resolve, otherwise: undefined };
    this.#waiting.set(sequence, waiter);
    void this.#clock.sleep(ms, over.signal).then(() => {
      // from here on it counts as handed out, before whoever waits is told
      this.#waiting.delete(sequence);
      resolve(waiter.otherwise);
    });
    return promise.finally(() => {
      this.#waiting.delete(sequence);
      over.abort();
    });
  }

  has(sequence: number): boolean {
    return this.#waiting.has(sequence);
  }

  /** From now on this is what the wait ends with, unless it is told otherwise. */
  promise(sequence: number, settlement: Settlement): void {
    const waiter = this.#waiting.get(sequence);
    if (waiter) waiter.otherwise = settlement;
  }

  tell(sequence: number, settlement: Settlement): void {
    this.#end(sequence, settlement);
  }

  /** Ends every wait, with what was promised or with this. */
  tellAll(settlement?: Settlement): void {
    for (const [sequence, { otherwise }] of this.#waiting) this.#end(sequence, otherwise ?? settlement);
  }

  #end(sequence: number, settlement: Settlement | undefined): void {
    const waiter = this.#waiting.get(sequence);
    this.#waiting.delete(sequence);
    waiter?.resolve(settlement);
  }
}
