import type { MapState } from '../../definition/machine.ts';
import { errorDetails, Failure } from '../../failure.ts';
import type { Json } from '../../json.ts';
import { attempts } from '../attempts.ts';
import { distributed } from '../map/distributed.ts';
import { inline } from '../map/inline.ts';
import { inputsOf } from '../map/inputs.ts';
import { once } from '../once.ts';
import type { Visit } from '../sight.ts';
import type { Step } from '../step.ts';

/** Runs its processor once per item or batch of items; the result is the list of their outputs. */
export function map(visit: Visit, state: MapState): Promise<Step> {
  return attempts(visit, state, async (attempt) => {
    const { branch, innerPath, attemptKey } = attempt;
    const inputs = (await once(branch, `${innerPath}:inputs`, () => inputsOf(attempt, state))) as readonly Json[];
    branch.trail.add(`${innerPath}:started`, 'MapStateStarted', {
      mapStateStartedEventDetails: { length: inputs.length },
    });
    const run = state.ItemProcessor.ProcessorConfig?.Mode === 'DISTRIBUTED' ? distributed : inline;
    const outputs = await run(attempt, state, inputs).catch((error: unknown) => {
      if (error instanceof Failure) branch.trail.add(`${attemptKey}:failed`, 'MapStateFailed', failed(error));
      throw error;
    });
    branch.trail.add(`${attemptKey}:succeeded`, 'MapStateSucceeded');
    return outputs;
  });
}

function failed(failure: Failure) {
  return { mapStateFailedEventDetails: errorDetails(failure) };
}
