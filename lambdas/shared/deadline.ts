import { AsyncLocalStorage } from 'node:async_hooks';
import { setTimeout as sleep } from 'node:timers/promises';

/** The database did not say what happened in time. Whether the write was made is not known; a replay finds out. */
export class OutcomeUnknown extends Error {
  override readonly name = 'OutcomeUnknown';
}

/**
 * Errors after which the same request may be sent again: they pass by themselves, or the request or its answer was lost on the way.
 * `ReplicatedWriteConflictException` is how a strong global table refuses two writes of one item from two Regions at once.
 */
const PASSING = new Set([
  'ReplicatedWriteConflictException',
  'ProvisionedThroughputExceededException',
  'ThrottlingException',
  'RequestLimitExceeded',
  'InternalServerError',
  'ServiceUnavailable',
  'TimeoutError',
  'AbortError',
  'ECONNRESET',
  'ECONNREFUSED',
  'EPIPE',
]);

function isPassing(error: unknown): boolean {
  const { name, code, $metadata } = error as { name?: string; code?: string; $metadata?: { httpStatusCode?: number } };
  return PASSING.has(name ?? '') || PASSING.has(code ?? '') || ($metadata?.httpStatusCode ?? 0) >= 500;
}

export interface Clock {
  now(): number;
  sleep(delay_ms: number): Promise<unknown>;
}

const wallClock: Clock = { now: () => Date.now(), sleep };

/** How long one request to the database may take in all, repeats included, and how the repeats are spaced. */
export interface Patience {
  total_ms: number;
  first_delay_ms: number;
  attempts: number;
}

/** Shorter than a till waits for a Region before it asks the other one. */
export const REQUEST_PATIENCE: Patience = { total_ms: 1800, first_delay_ms: 20, attempts: 5 };

/** By what time work runs, and by what chance its pauses are spaced. */
export interface Pace {
  clock: Clock;
  random: () => number;
}

const paces = new AsyncLocalStorage<Pace>();
const machine: Pace = { clock: wallClock, random: Math.random };
const pace = (): Pace => paces.getStore() ?? machine;

/** Runs work, and all that it waits for, at another pace than the machine's, so that a simulation can be repeated from its seed. */
export const atPace = <T>(another: Pace, work: () => T): T => paces.run(another, work);

const deadlines = new AsyncLocalStorage<number>();

/** Does work within a time of its own: all the database requests that it takes share one deadline, or two slow ones would wait twice as long. */
export const within = <T>(total_ms: number, work: () => Promise<T>, clock: Clock = pace().clock): Promise<T> =>
  deadlines.run(clock.now() + total_ms, work);

/** Answers a client, who waits as long as for one request. */
export const withinDeadline = <T>(answer: () => Promise<T>, clock: Clock = pace().clock): Promise<T> =>
  within(REQUEST_PATIENCE.total_ms, answer, clock);

/**
 * Sends an idempotent request until it is answered, with growing pauses of random length, inside its own deadline and the
 * client's (`withinDeadline`).
 *
 * @param request gets a signal that aborts it at the deadline
 * @throws OutcomeUnknown when no attempt was answered in time; any other error as it is
 */
export async function untilAnswered<T>(
  request: (signal: AbortSignal) => Promise<T>,
  patience: Patience = REQUEST_PATIENCE,
  clock: Clock = pace().clock,
  random: () => number = pace().random,
): Promise<T> {
  const start = clock.now();
  const end = Math.min(start + patience.total_ms, deadlines.getStore() ?? Number.POSITIVE_INFINITY);
  const signal = AbortSignal.timeout(Math.max(end - start, 0));
  for (let attempt = 0; ; attempt++) {
    try {
      return await request(signal);
    } catch (error) {
      if (!isPassing(error)) throw error;
      const pause_ms = random() * patience.first_delay_ms * 2 ** attempt;
      if (attempt + 1 >= patience.attempts || clock.now() + pause_ms >= end)
        throw new OutcomeUnknown('no answer from the database in time', { cause: error });
      await clock.sleep(pause_ms);
    }
  }
}
