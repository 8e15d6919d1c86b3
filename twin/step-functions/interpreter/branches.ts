import { Failure } from '../failure.ts';
import type { Json, JsonObject } from '../json.ts';
import { once } from './once.ts';
import type { Branch } from './run.ts';
import { together } from './together.ts';

/** What a branch of a Parallel or an iteration of an inline Map left behind. */
export interface Ended extends JsonObject {
  readonly output: Json;
  /** Its last event, which what comes after the whole state follows if it was the last of all. */
  readonly last: number;
}

/** One of the branches, run to its end or taken from the facts. */
export type RunBranch = (inner: Branch, index: number) => Promise<Ended>;

/**
 * Runs branches of a state together; gives their outputs. The trail of the state then goes on from the last event of all, or from where
 * the first branch failed. Source: LocalStack's recordings, scenarios/test_base_scenarios (`test_parallel_state`,
 * `test_map_state_items_eval_jsonata`) and timeouts/test_timeouts (`test_service_lambda_map_timeout`).
 * @param innerOf the branch of that index
 */
export async function branches(
  outer: Branch,
  { count, atOnce }: { readonly count: number; readonly atOnce: number },
  innerOf: (index: number) => Branch,
  run: RunBranch,
): Promise<Json[]> {
  let failedAt: number | undefined;
  const work = async (index: number, signal: AbortSignal): Promise<Ended> => {
    const inner = { ...innerOf(index), signal };
    try {
      return await once(inner, `${inner.path}ended`, () => run(inner, index));
    } catch (error) {
      if (error instanceof Failure) failedAt ??= inner.trail.last;
      throw error;
    }
  };
  try {
    const all = await together(count, atOnce, work, outer.signal);
    outer.trail.follow(Math.max(outer.trail.last, ...all.map(({ last }) => last)));
    return all.map(({ output }) => output);
  } catch (error) {
    if (failedAt !== undefined) outer.trail.follow(failedAt);
    throw error;
  }
}
