import type { Clock } from '../clock.ts';

/** What the Regions' clocks say, by the last answer that told it. */
export class RegionTime {
  readonly #clock: Clock;
  #told: { date_ms: number; elapsed_ms: number } | undefined;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** @param date an answer's header Date; whatever is no date is left out */
  note(date: string | null): void {
    const date_ms = Date.parse(date ?? '');
    if (!Number.isNaN(date_ms)) this.#told = { date_ms, elapsed_ms: this.#clock.elapsed_ms() };
  }

  /**
   * Milliseconds by which this device's clock is ahead of the Regions', to a second and the time of an answer; undefined before the
   * first. A device that slept since is told to be ahead by as much.
   */
  ahead_ms(): number | undefined {
    if (this.#told === undefined) return undefined;
    const { date_ms, elapsed_ms } = this.#told;
    return this.#clock.wall_ms() - (date_ms + this.#clock.elapsed_ms() - elapsed_ms);
  }
}
