import type { Clock } from '../../../client/index.ts';

/** A clock that only moves when told. */
export class HandClock implements Clock {
  #now_ms = 0;
  readonly #start_ms: number;

  constructor(start = '2026-11-24T10:00:00Z') {
    this.#start_ms = Date.parse(start);
  }

  wall_ms(): number {
    return this.#start_ms + this.#now_ms;
  }

  elapsed_ms(): number {
    return this.#now_ms;
  }

  sleep(): Promise<void> {
    throw new Error('nothing sleeps on this clock');
  }

  forward(ms: number): void {
    this.#now_ms += ms;
  }
}
