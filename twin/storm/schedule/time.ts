import { setImmediate as idle } from 'node:timers/promises';
import type { Clock } from '../../../lambdas/shared/deadline.ts';

/** Time that passes only when nothing is left to do at an instant. */
export interface Time extends Clock {
  /** Does something after a while; two things of one instant keep the order in which they were asked for. */
  after(delay_ms: number, action: () => void): void;
  /**
   * Lets time pass until nothing is left to happen.
   *
   * @returns what the work came to
   * @throws Error when all is quiet and the work is not done, or when there is no quiet within 400 days
   */
  untilQuiet<T>(work: Promise<T>): Promise<T>;
}

const QUIET_WITHIN_MS = 400 * 86_400_000;

interface Happening {
  at_ms: number;
  action: () => void;
}

/** Puts a happening behind all that happen before it or with it. */
function insert(agenda: Happening[], happening: Happening): void {
  const place = agenda.findLastIndex(({ at_ms }) => at_ms <= happening.at_ms);
  agenda.splice(place + 1, 0, happening);
}

export function createTime(): Time {
  const agenda: Happening[] = [];
  let now_ms = 0;

  const after = (delay_ms: number, action: () => void): void =>
    insert(agenda, { at_ms: now_ms + Math.max(delay_ms, 0), action });

  return {
    now: () => now_ms,
    sleep: (delay_ms) => new Promise<void>((resolve) => after(delay_ms, resolve)),
    after,
    async untilQuiet(work) {
      const until_ms = now_ms + QUIET_WITHIN_MS;
      let isDone = false;
      const done = work.finally(() => {
        isDone = true;
      });
      done.catch(() => {});
      // Only promises are waited for between two happenings, and one turn of the event loop settles all that can settle.
      for (await idle(); agenda.length > 0; await idle()) {
        const { at_ms, action } = agenda.shift() as Happening;
        if (at_ms > until_ms) throw new Error('400 days passed and it is not quiet yet');
        now_ms = at_ms;
        action();
      }
      if (!isDone) throw new Error('all is quiet and somebody still waits');
      return done;
    },
  };
}
