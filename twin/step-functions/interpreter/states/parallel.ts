import type { Flow, ParallelState } from '../../definition/machine.ts';
import { fill } from '../../expressions/template.ts';
import { errorDetails, Failure } from '../../failure.ts';
import type { Json } from '../../json.ts';
import { withinLimit } from '../../limits.ts';
import { type Attempt, attempts, sightOfAttempt } from '../attempts.ts';
import { once } from '../once.ts';
import type { Visit } from '../sight.ts';
import type { Step } from '../step.ts';
import { together } from '../together.ts';
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
    const run = (index: number, signal: AbortSignal) =>
      runBranch(attempt, state.Branches[index] as Flow, `b${index}`, passed, signal);
    const outputs = await together(length, length, run, branch.signal).catch((error: unknown) => {
      if (error instanceof Failure) branch.trail.add(`${attemptKey}:failed`, 'ParallelStateFailed', failed(error));
      throw error;
    });
    branch.trail.add(`${attemptKey}:succeeded`, 'ParallelStateSucceeded');
    return outputs;
  });
}

/** One branch, or what is known of it having ended. */
function runBranch({ branch, innerPath }: Attempt, flow: Flow, place: string, input: Json, signal: AbortSignal) {
  const trail = branch.trail.fork();
  const path = `${innerPath}/${place}/`;
  const inner = { ...branch, path, trail, variables: new Variables(branch.variables), signal };
  return once(inner, `${path}output`, () => branch.runFlow(flow, inner, input));
}

function failed(failure: Failure) {
  return { parallelStateFailedEventDetails: errorDetails(failure) };
}
