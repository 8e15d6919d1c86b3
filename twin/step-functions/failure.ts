import type { JsonObject } from './json.ts';

/**
 * What makes a state fail: an error name that `Retry` and `Catch` match, and a cause for people. A failure may answer
 * to a second name: a missed heartbeat is reported as `States.Timeout` and is also matched by `States.HeartbeatTimeout`.
 */
export class Failure extends Error {
  /** `null` when who failed the task by its token named none. */
  readonly error: string | null | undefined;
  readonly reason: string | null | undefined;
  readonly alias: string | undefined;

  constructor(error: string | null | undefined, reason?: string | null, alias?: string) {
    super(`${error ?? 'failed'}: ${reason ?? 'no cause given'}`);
    this.name = 'Failure';
    this.error = error;
    this.reason = reason;
    this.alias = alias;
  }
}

/** A failure as it is written down. */
export function failureToJson({ error, reason, alias }: Failure): JsonObject {
  return { ...given('error', error), ...given('reason', reason), ...given('alias', alias) };
}

/** The failure that was written down. */
export function failureFromJson(record: JsonObject): Failure {
  const alias = text(record.alias) ?? undefined;
  return new Failure(text(record.error), text(record.reason), alias);
}

/**
 * What `$states.errorOutput` holds, and the output of a catcher that names none. A timeout has an empty cause, and what a failure by task
 * token does not name is `null`, as AWS was seen to answer (LocalStack's recordings of the error handling of tasks).
 */
export function errorOutput({ error, reason }: Failure): JsonObject {
  const cause = reason === undefined && error === 'States.Timeout' ? '' : reason;
  return { ...given('Error', error), ...given('Cause', cause) };
}

/** `{ error, cause }` as the details of history events carry them. */
export function errorDetails({ error, reason }: Pick<Failure, 'error' | 'reason'>): JsonObject {
  return { ...given('error', error ?? undefined), ...given('cause', reason ?? undefined) };
}

/** An expression that could not be evaluated, or gave what its field does not take. */
export class EvaluationFailure extends Failure {
  /** The field, like `Items` or `Arguments/Payload/run`. */
  readonly location: string;

  constructor(location: string, reason: string) {
    super('States.QueryEvaluationError', reason);
    this.location = location;
  }
}

function given(name: string, value: string | null | undefined): JsonObject {
  return value === undefined ? {} : { [name]: value };
}

function text(value: unknown): string | null | undefined {
  return typeof value === 'string' || value === null ? value : undefined;
}
