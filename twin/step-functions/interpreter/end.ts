import type { JsonObject } from '../json.ts';

/** How an execution ended: with an output, or with an error and a cause. */
export interface End extends JsonObject {
  readonly status: 'SUCCEEDED' | 'FAILED' | 'TIMED_OUT' | 'ABORTED';
  readonly stopMs: number;
}

/** The machine ran longer than its own `TimeoutSeconds`; no state can catch that. */
export class ExecutionTimedOut extends Error {}

/** Somebody stopped the execution; no state can catch that. */
export class Stopped extends Error {
  readonly error: string | undefined;
  readonly reason: string | undefined;

  constructor(error: string | undefined, reason: string | undefined) {
    super('The execution was stopped');
    this.error = error;
    this.reason = reason;
  }
}
