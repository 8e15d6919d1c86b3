import type { MapState } from '../../definition/machine.ts';
import { Failure } from '../../failure.ts';
import type { Json } from '../../json.ts';
import { INLINE_CONCURRENCY } from '../../limits.ts';
import type { Attempt } from '../attempts.ts';
import { once } from '../once.ts';
import { together } from '../together.ts';
import { Variables } from '../variables.ts';
import { concurrencyOf } from './concurrency.ts';

/** Iterations inside the execution itself, which see its variables. The first failure stops all. */
export async function inline(attempt: Attempt, state: MapState, inputs: readonly Json[]): Promise<Json[]> {
  const atOnce = await concurrencyOf(attempt, state, INLINE_CONCURRENCY);
  const run = (index: number, signal: AbortSignal) => iterate(attempt, state, index, inputs[index] ?? null, signal);
  return together(inputs.length, atOnce, run, attempt.branch.signal);
}

function iterate(attempt: Attempt, state: MapState, index: number, input: Json, signal: AbortSignal): Promise<Json> {
  const { branch, innerPath, name } = attempt;
  const trail = branch.trail.fork();
  const path = `${innerPath}/i${index}/`;
  const context = { ...branch.context, Map: { Item: { Index: index, Value: input } } };
  const inner = { ...branch, path, trail, context, signal, variables: new Variables(branch.variables) };
  const tell = (what: string) => {
    const key = `${path}${what}.${branch.run.execution.redrivesMs.length}`;
    trail.add(key, `MapIteration${what}`, { [`mapIteration${what}EventDetails`]: { name, index } });
  };
  return once(inner, `${path}output`, async () => {
    tell('Started');
    const output = await branch.runFlow(state.ItemProcessor, inner, input).catch((error: unknown) => {
      if (error instanceof Failure) tell('Failed');
      throw error;
    });
    tell('Succeeded');
    return output;
  });
}
