import type { Clock } from './clock.ts';
import { until } from './until.ts';

/** A clock for tests: nothing waits, time jumps to the next timer once there is nothing else to do. */
export interface VirtualClock extends Clock {
  /** Time stands still until the promise settles: for work outside the machine that takes real time. */
  readonly hold: <T>(work: Promise<T>) => Promise<T>;
}

interface Timer {
  readonly dueMs: number;
  readonly ring: () => void;
}

/** Rounds of the event loop without a new timer after which a machine is taken to be waiting. */
const QUIET_ROUNDS = 3;

/** A virtual clock that starts at `startMs`. */
export function virtualClock(startMs = Date.UTC(2026, 10, 24, 4)): VirtualClock {
  const timers = new Set<Timer>();
  let [nowMs, held, watching] = [startMs, 0, false];

  const watch = (quiet = 0): void => {
    watching = timers.size > 0;
    if (watching) setImmediate(() => (quiet < QUIET_ROUNDS || held > 0 ? watch(held > 0 ? 0 : quiet + 1) : jump()));
  };
  const jump = (): void => {
    const next = [...timers].reduce((a, b) => (b.dueMs < a.dueMs ? b : a));
    nowMs = Math.max(nowMs, next.dueMs);
    timers.delete(next);
    next.ring();
    watch();
  };

  return {
    now: () => nowMs,
    sleep: (dueMs, signal) => {
      let timer: Timer | undefined;
      const rung = new Promise<void>((ring) => {
        timer = { dueMs, ring };
        timers.add(timer);
        if (!watching) watch();
      });
      return until(rung, signal).finally(() => timer && timers.delete(timer));
    },
    hold: (work) => {
      held++;
      return work.finally(() => held--);
    },
  };
}
