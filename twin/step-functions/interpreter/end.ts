import { Failure } from '../failure.ts';
import type { Json, JsonObject } from '../json.ts';

/** How an execution ended. */
export interface End extends JsonObject {
  readonly status: 'SUCCEEDED' | 'FAILED' | 'TIMED_OUT' | 'ABORTED';
  readonly stopMs: number;
}

/** The output of an execution that succeeded. */
export function outputOf(end: End): Json | undefined {
  return end.output;
}

/** The machine ran longer than its own `TimeoutSeconds`; no state can catch that. */
export class ExecutionTimedOut extends Failure {
  constructor() {
    super('States.Timeout');
  }
}

/** Somebody stopped the execution; no state can catch that. */
export class Stopped extends Failure {}
