import { Failure } from '../failure.ts';
import type { Visit } from './sight.ts';

/** Errors of the interpreter itself say in which state they arose. */
const OWN_ERRORS = ['States.QueryEvaluationError', 'States.NoChoiceMatched', 'States.Runtime'];

/** How a cause begins that says so already. */
const PLACE = 'An error occurred while executing the state';

/**
 * What was thrown in a state, saying in which one, and an event when an expression failed.
 * @param key under which the event is kept
 */
export function placed({ name, enteredEvent, branch }: Visit, key: string, thrown: unknown): unknown {
  if (!(thrown instanceof Failure) || !OWN_ERRORS.includes(thrown.error ?? '')) return thrown;
  const { error } = thrown;
  const reason = thrown.reason ?? '';
  if (reason.startsWith(PLACE)) return thrown;
  if (error === 'States.QueryEvaluationError') {
    const evaluationFailedEventDetails = { state: name, error, cause: reason };
    branch.trail.add(`${key}:evaluation`, 'EvaluationFailed', { evaluationFailedEventDetails });
  }
  return new Failure(error, `${PLACE} '${name}' (entered at the event id #${enteredEvent}). ${reason}`);
}
