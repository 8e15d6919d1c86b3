import { until } from './until.ts';

/** Where a machine gets the time from. All times are milliseconds since 1970. */
export interface Clock {
  readonly now: () => number;
  /** Resolves at `dueMs`, at once when that has passed. @throws the signal's reason when it is aborted first. */
  readonly sleep: (dueMs: number, signal: AbortSignal) => Promise<void>;
}

/** The longest wait that `setTimeout` knows. */
const LONGEST_TIMER_MS = 2 ** 31 - 1;

/** The clock on the wall. */
export const WALL_CLOCK: Clock = {
  now: Date.now,
  sleep: async (dueMs, signal) => {
    signal.throwIfAborted();
    while (Date.now() < dueMs) await pause(Math.min(dueMs - Date.now(), LONGEST_TIMER_MS), signal);
  },
};

async function pause(ms: number, signal: AbortSignal): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const elapsed = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, ms);
  });
  await until(elapsed, signal).finally(() => clearTimeout(timer));
}
