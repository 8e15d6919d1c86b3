import type { Clock, Random } from '../clock.ts';
import type { Region } from './region.ts';

const FIRST_PROBE_MS = 1_000;
const LAST_PROBE_MS = 15_000;

interface Memory {
  /** In a row; 0 means well. */
  failures: number;
  probeAt_ms: number;
  probing: boolean;
}

/**
 * Remembers which Regions failed. A failed Region is tried last, so that it costs a till one attempt and not one per customer, and
 * is probed beside the calls, at growing intervals, until it answers in time again.
 */
export class RegionHealth {
  readonly #regions: readonly Region[];
  readonly #clock: Clock;
  readonly #random: Random;
  readonly #memory = new Map<string, Memory>();

  constructor(regions: readonly Region[], clock: Clock, random: Random) {
    this.#regions = regions;
    this.#clock = clock;
    this.#random = random;
    for (const { name } of regions) this.#memory.set(name, { failures: 0, probeAt_ms: 0, probing: false });
  }

  #of(name: string): Memory {
    const memory = this.#memory.get(name);
    if (memory === undefined) throw new Error(`no Region is called ${name}`);
    return memory;
  }

  /** The well ones first, each group in the order of preference. */
  order(): Region[] {
    return this.#regions.toSorted((a, b) => Number(!this.isWell(a.name)) - Number(!this.isWell(b.name)));
  }

  isWell(name: string): boolean {
    return this.#of(name).failures === 0;
  }

  answered(name: string): void {
    Object.assign(this.#of(name), { failures: 0, probing: false });
  }

  /** Half of the waiting time is random, or every till of a chain of shops would probe a returning Region at once. */
  failed(name: string): void {
    const memory = this.#of(name);
    const interval_ms = Math.min(LAST_PROBE_MS, FIRST_PROBE_MS * 2 ** memory.failures);
    memory.failures += 1;
    memory.probing = false;
    memory.probeAt_ms = this.#clock.elapsed_ms() + interval_ms * (0.5 + this.#random() / 2);
  }

  /** The Regions to probe now; each is handed out once until it has answered or failed. */
  takeDueProbes(): Region[] {
    const now_ms = this.#clock.elapsed_ms();
    const due = this.#regions.filter(({ name }) => {
      const { failures, probing, probeAt_ms } = this.#of(name);
      return failures > 0 && !probing && probeAt_ms <= now_ms;
    });
    for (const { name } of due) this.#of(name).probing = true;
    return due;
  }
}
