import type { Flow, ParallelState } from '../../definition/machine.ts';
import { fill } from '../../expressions/template.ts';
import { withinLimit } from '../../limits.ts';
import { attempts, sightOfAttempt } from '../attempts.ts';
import { branches } from '../branches.ts';
import { once } from '../once.ts';
import type { Branch } from '../run.ts';
import type { Visit } from '../sight.ts';
import type { Step } from '../step.ts';
import { Variables } from '../variables.ts';

/** Runs its branches at the same time; the result is the list of their outputs. The first failure stops all. */
export function parallel(visit: Visit, state: ParallelState): Promise<Step> {
  return attempts(visit, state, async (attempt) => {
    const { branch, innerPath, attemptKey, input } = attempt;
    const passed = await once(branch, `${innerPath}:arguments`, async () =>
      state.Arguments === undefined ? input : fill(state.Arguments, 'Arguments', sightOfAttempt(attempt)),
    );
    withinLimit(passed, 'arguments of the branches');
    branch.trail.add(`${innerPath}:started`, 'ParallelStateStarted');
    const { length } = state.Branches;
    const innerOf = (index: number): Branch => ({
      ...branch,
      path: `${innerPath}/b${index}/`,
      trail: branch.trail.fork(),
      variables: new Variables(branch.variables),
    });
    const outputs = await branches(branch, { count: length, atOnce: length }, innerOf, async (inner, index) => {
      const output = await branch.runFlow(state.Branches[index] as Flow, inner, passed);
      return { output, last: inner.trail.last };
    });
    // Beside the trail: ParallelStateExited follows the same event.
    branch.trail.fork().add(`${attemptKey}:succeeded`, 'ParallelStateSucceeded');
    return outputs;
  });
}
