import { createHash } from 'node:crypto';

/** Faults of a link, each with its probability from 0 to 1 per request. */
export interface Faults {
  /** The write is committed, its answer is lost: the connection breaks. */
  readonly dropAnswer: number;
  /** The connection breaks before the request reaches the database. */
  readonly reset: number;
  /** ReplicatedWriteConflictException for a write. */
  readonly conflict: number;
  /** ProvisionedThroughputExceededException. */
  readonly throttle: number;
}

/** A link without faults. */
export const NO_FAULTS: Faults = { dropAnswer: 0, reset: 0, conflict: 0, throttle: 0 };

/** The name of one fault. */
export type Fault = keyof Faults;

const WRITES_ONLY: readonly Fault[] = ['dropAnswer', 'conflict'];

/**
 * Decides which request meets which fault.
 * The decision depends on the seed, the link, the item and how often the item was asked for, and not on the order in
 * which requests to different items arrive: a run with the same seed meets the same faults however threads interleave.
 */
export class FaultDice {
  readonly #seed: string;
  readonly #thrown = new Map<string, number>();

  constructor(seed: string) {
    this.#seed = seed;
  }

  /** The fault for the next request about `item`, if any. */
  next(faults: Faults, item: string, isWrite: boolean): Fault | undefined {
    const possible = (Object.keys(faults) as Fault[]).filter(
      (fault) => faults[fault] > 0 && (isWrite || !WRITES_ONLY.includes(fault)),
    );
    if (possible.length === 0) return undefined;
    let left = this.#throw(item);
    return possible.find((fault) => {
      left -= faults[fault];
      return left < 0;
    });
  }

  #throw(item: string): number {
    const turn = this.#thrown.get(item) ?? 0;
    this.#thrown.set(item, turn + 1);
    return createHash('sha256').update(`${this.#seed}\n${item}\n${turn}`).digest().readUInt32BE() / 2 ** 32;
  }
}
