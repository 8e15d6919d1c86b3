import { EvaluationFailure, Failure } from '../failure.ts';
import type { Visit } from './sight.ts';

/** Errors of the interpreter itself say in which state they arose. */
const OWN_ERRORS = ['States.QueryEvaluationError', 'States.NoChoiceMatched', 'States.Runtime'];

/** How a cause begins that says so already. */
const PLACE = 'An error occurred while executing the state';

/**
 * Fields of a Map whose failed evaluation follows the event before the state, not its Entered event. Source: LocalStack's recordings,
 * scenarios/test_base_scenarios, `test_map_state_items_eval_jsonata_fail`, for `Items`; its notes on what AWS does, for the others.
 */
const BEFORE_THE_STATE = ['Items', 'MaxConcurrency', 'ToleratedFailureCount', 'ToleratedFailurePercentage'];

/**
 * What was thrown in a state, saying in which one, and an event when an expression failed.
 * @param key under which the event is kept
 */
export function placed(visit: Visit, key: string, thrown: unknown): unknown {
  if (!(thrown instanceof Failure) || !OWN_ERRORS.includes(thrown.error ?? '')) return thrown;
  const said = thrown.reason ?? '';
  if (said.startsWith(PLACE)) return thrown;
  const reason = `${PLACE} '${visit.name}' (entered at the event id #${visit.enteredEvent}). ${said}`;
  if (thrown instanceof EvaluationFailure) tell(visit, key, thrown.location, reason);
  return new Failure(thrown.error, reason);
}

function tell({ name, branch, eventBefore }: Visit, key: string, location: string, cause: string): void {
  if (BEFORE_THE_STATE.includes(location)) branch.trail.follow(eventBefore);
  const evaluationFailedEventDetails = { state: name, error: 'States.QueryEvaluationError', cause, location };
  branch.trail.add(`${key}:evaluation`, 'EvaluationFailed', { evaluationFailedEventDetails });
}
