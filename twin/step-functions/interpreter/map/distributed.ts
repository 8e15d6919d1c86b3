import type { MapState } from '../../definition/machine.ts';
import { errorDetails, Failure, failureToJson } from '../../failure.ts';
import { countedHistory, Trail } from '../../history/history.ts';
import type { Json, JsonObject } from '../../json.ts';
import type { Attempt } from '../attempts.ts';
import { once } from '../once.ts';
import { together } from '../together.ts';
import { Variables } from '../variables.ts';
import { childContext, mapRunArn } from './child.ts';
import { toleranceOf } from './tolerance.ts';

/**
 * Iterations as child executions, which see no variables from outside. Some may fail, as `ToleratedFailure…` says; the
 * result is then the outputs of the others.
 */
export async function distributed(
  attempt: Attempt,
  state: MapState,
  inputs: readonly Json[],
  atOnce: number,
): Promise<Json[]> {
  const { branch, attemptKey } = attempt;
  const countFailure = await toleranceOf(attempt, state, inputs.length);
  const tell = (what: string, details: JsonObject) =>
    branch.trail.add(`${attemptKey}:${what}`, `MapRun${what}`, details);
  tell('Started', { mapRunStartedEventDetails: { mapRunArn: mapRunArn(attempt, state) } });
  const run = async (index: number, signal: AbortSignal) => {
    const outcome = await child(attempt, state, index, inputs[index] ?? null, signal);
    if (outcome.failed !== undefined) countFailure();
    return outcome;
  };
  const outcomes = await together(inputs.length, atOnce, run, branch.signal).catch((error: unknown) => {
    if (error instanceof Failure) tell('Failed', { mapRunFailedEventDetails: errorDetails(error) });
    throw error;
  });
  return outcomes.flatMap(({ output }) => (output === undefined ? [] : [output]));
}

/** `{ output }` or `{ failed }` of one child; a redrive runs the failed ones again. */
function child(attempt: Attempt, state: MapState, index: number, input: Json, signal: AbortSignal) {
  const { branch, innerPath } = attempt;
  const path = `${innerPath}/i${index}/`;
  const context = childContext(attempt, state, index, input);
  const inner = { ...branch, path, context, signal, trail: new Trail(countedHistory()), variables: new Variables() };
  const run = () => branch.runFlow(state.ItemProcessor, inner, input);
  return once(inner, `${path}outcome.${branch.run.execution.redrivesMs.length}`, () =>
    once(inner, `${path}output`, run).then(
      (output): JsonObject => ({ output }),
      (error: unknown): JsonObject => {
        if (!(error instanceof Failure)) throw error;
        return { failed: failureToJson(error) };
      },
    ),
  );
}
