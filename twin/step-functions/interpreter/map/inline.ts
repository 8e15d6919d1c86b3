import type { MapState } from '../../definition/machine.ts';
import { Failure } from '../../failure.ts';
import type { Trail } from '../../history/history.ts';
import type { Json, JsonObject } from '../../json.ts';
import type { Attempt } from '../attempts.ts';
import { branches, type Ended } from '../branches.ts';
import type { Branch } from '../run.ts';
import { Variables } from '../variables.ts';

/** Iterations inside the execution itself, which see its variables. The first failure stops all. */
export function inline(attempt: Attempt, state: MapState, inputs: readonly Json[], atOnce: number): Promise<Json[]> {
  const { branch, innerPath } = attempt;
  /** Those of iterations that ended, in whose place another one may start: it follows their last event. */
  const ended: Trail[] = [];
  const innerOf = (index: number): Branch => ({
    ...branch,
    path: `${innerPath}/i${index}/`,
    trail: (ended.shift() ?? branch.trail).fork(),
    context: { ...branch.context, Map: { Item: { Index: index, Value: inputs[index] ?? null } } },
    variables: new Variables(branch.variables),
  });
  const run = async (inner: Branch, index: number): Promise<Ended> => {
    const done = await iterate(inner, state, { name: attempt.name, index }, inputs[index] ?? null);
    ended.push(inner.trail);
    return done;
  };
  return branches(branch, { count: inputs.length, atOnce }, innerOf, run);
}

/** One iteration. Its own end is told beside its trail: an iteration that starts in its place follows the last event of its states. */
async function iterate(inner: Branch, state: MapState, details: JsonObject, input: Json): Promise<Ended> {
  const { path, trail, run, runFlow } = inner;
  const tell = (what: string, where: Trail) =>
    where.add(`${path}${what}.${run.execution.redrivesMs.length}`, `MapIteration${what}`, {
      [`mapIteration${what}EventDetails`]: details,
    });
  tell('Started', trail);
  const output = await runFlow(state.ItemProcessor, inner, input).catch((error: unknown) => {
    if (error instanceof Failure) tell('Failed', trail.fork());
    throw error;
  });
  return { output, last: tell('Succeeded', trail.fork()) };
}
