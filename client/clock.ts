import { setTimeout as delay } from 'node:timers/promises';

/** Time as the client sees it; a dependency, so that tests can own it. */
export interface Clock {
  /** Milliseconds since 1970, for what is written down and signed. */
  wall_ms(): number;
  /** Milliseconds on a clock that never goes back, for deadlines. */
  elapsed_ms(): number;
  /** Resolves after the time, or earlier once the signal aborts; never rejects. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
}

/** A number from 0 (included) to 1 (excluded). */
export type Random = () => number;

export const systemClock: Clock = {
  wall_ms: () => Date.now(),
  elapsed_ms: () => performance.now(),
  sleep: (ms, signal) => delay(ms, undefined, signal ? { signal } : {}).catch(() => undefined),
};

const two = (value: number): string => String(Math.trunc(Math.abs(value))).padStart(2, '0');

/** ISO 8601 with the till's own offset: the day that a closing counts is the shop's day. */
export function localTime(wall_ms: number): string {
  const offset_min = -new Date(wall_ms).getTimezoneOffset();
  const local = new Date(wall_ms + offset_min * 60_000).toISOString().slice(0, -1);
  return `${local}${offset_min < 0 ? '-' : '+'}${two(offset_min / 60)}:${two(offset_min % 60)}`;
}
