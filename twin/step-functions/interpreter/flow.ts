import type { Flow } from '../definition/machine.ts';
import type { Json } from '../json.ts';
import type { Branch } from './run.ts';
import { visitState } from './visit.ts';

/** Runs states from the first to the last; gives the last one's output. @throws Failure when one fails for good. */
export async function runFlow(flow: Flow, branch: Branch, input: Json): Promise<Json> {
  let [name, value]: [string, Json] = [flow.StartAt, input];
  for (let visits = 0; ; visits++) {
    const state = flow.States[name];
    if (!state) throw new Error(`There is no state ${name}, although the definition was checked`);
    const { next, output, assigned } = await visitState(branch, `${branch.path}${visits}`, name, state, value);
    branch.variables.assign(assigned);
    if (next === null) return output;
    [name, value] = [next, output];
  }
}
