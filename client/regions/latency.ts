const REMEMBERED = 64;
const ENOUGH = 8;

/** The time after which a second Region is asked as well, in milliseconds. */
export interface HedgeBounds {
  least_ms: number;
  most_ms: number;
  /** Used until enough answers were seen. */
  first_ms: number;
}

export const HEDGE_BOUNDS: HedgeBounds = { least_ms: 50, most_ms: 400, first_ms: 250 };

/** Remembers how long a Region's last answers took. */
export class Latency {
  readonly #samples: number[] = [];

  add(took_ms: number): void {
    this.#samples.push(took_ms);
    if (this.#samples.length > REMEMBERED) this.#samples.shift();
  }

  /** @returns the 95th percentile in milliseconds, or undefined while too few answers were seen */
  p95_ms(): number | undefined {
    if (this.#samples.length < ENOUGH) return undefined;
    const sorted = this.#samples.toSorted((a, b) => a - b);
    return sorted[Math.ceil(sorted.length * 0.95) - 1];
  }

  /** Half as much again as the p95, so that about one call in fifty asks twice while all is well. */
  hedge_ms(bounds: HedgeBounds): number {
    const p95_ms = this.p95_ms();
    if (p95_ms === undefined) return bounds.first_ms;
    return Math.min(bounds.most_ms, Math.max(bounds.least_ms, 1.5 * p95_ms));
  }
}
