/** A clock that stands still until it is told to go on. */
export class StandingClock {
  #now_ms: number;

  constructor(start: string) {
    this.#now_ms = Date.parse(start);
  }

  readonly now = (): Date => new Date(this.#now_ms);

  forward(by: { seconds?: number; minutes?: number; days?: number }): void {
    const { seconds = 0, minutes = 0, days = 0 } = by;
    this.#now_ms += (seconds + 60 * minutes + 86_400 * days) * 1000;
  }

  to(time: string): void {
    this.#now_ms = Date.parse(time);
  }
}
