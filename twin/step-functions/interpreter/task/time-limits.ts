import type { TaskState } from '../../definition/machine.ts';
import { Failure } from '../../failure.ts';
import { type Attempt, sightOfAttempt } from '../attempts.ts';
import { limitSecondsOf } from '../numbers.ts';
import { once } from '../once.ts';

/** The time limits of one attempt; none that are not given. */
export interface TimeLimits {
  readonly timeoutSeconds: number | undefined;
  readonly heartbeatSeconds: number | undefined;
}

/** What `TimeoutSeconds` and `HeartbeatSeconds` say. @throws Failure */
export async function limitsOf(attempt: Attempt, state: TaskState): Promise<TimeLimits> {
  const sight = sightOfAttempt(attempt);
  const { TimeoutSeconds: timeout, HeartbeatSeconds: heartbeat } = state;
  return {
    timeoutSeconds: timeout === undefined ? undefined : await limitSecondsOf(timeout, 'TimeoutSeconds', sight),
    heartbeatSeconds: heartbeat === undefined ? undefined : await limitSecondsOf(heartbeat, 'HeartbeatSeconds', sight),
  };
}

/** Resolves with the failure when a limit is passed. Limits count from the first scheduling, restarts included. */
export async function watchOver(attempt: Attempt, limits: TimeLimits, signal: AbortSignal): Promise<Failure> {
  const { clock, journal } = attempt.branch.run;
  const startMs = await once(attempt.branch, `${attempt.attemptKey}:scheduled`, clock.now);
  const after = (seconds: number | undefined, sinceMs: number) =>
    seconds === undefined ? Number.POSITIVE_INFINITY : sinceMs + 1000 * seconds;
  const timeoutMs = after(limits.timeoutSeconds, startMs);

  for (;;) {
    const beatMs = Number(journal.get(beatKey(attempt.attemptKey)) ?? startMs);
    const missedMs = after(limits.heartbeatSeconds, beatMs);
    const dueMs = Math.min(timeoutMs, missedMs);
    if (dueMs === Number.POSITIVE_INFINITY) return new Promise(() => undefined);
    await clock.sleep(dueMs, signal);
    if (dueMs === timeoutMs) return new Failure('States.Timeout');
    if (Number(journal.get(beatKey(attempt.attemptKey)) ?? startMs) === beatMs) {
      return new Failure('States.Timeout', undefined, 'States.HeartbeatTimeout');
    }
  }
}

/** Where the time of the last heartbeat of an attempt is kept. */
export function beatKey(attemptKey: string): string {
  return `${attemptKey}:beat`;
}
