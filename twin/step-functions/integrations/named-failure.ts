import { Failure } from '../failure.ts';

/**
 * The failure that an error of the world outside makes of a task: named like the error.
 * @param causeOf the cause, when the error itself is no failure yet
 */
export function namedFailure(error: unknown, causeOf: (error: Error) => string): Failure {
  if (error instanceof Failure) return error;
  const thrown = error instanceof Error ? error : new Error(String(error));
  return new Failure(thrown.name, causeOf(thrown));
}
