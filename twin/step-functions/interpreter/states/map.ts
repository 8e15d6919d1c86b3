import type { MapState } from '../../definition/machine.ts';
import type { Json } from '../../json.ts';
import { DISTRIBUTED_CONCURRENCY, INLINE_CONCURRENCY } from '../../limits.ts';
import { type Attempt, attempts } from '../attempts.ts';
import { concurrencyOf } from '../map/concurrency.ts';
import { distributed } from '../map/distributed.ts';
import { inline } from '../map/inline.ts';
import { inputsOf } from '../map/inputs.ts';
import { once } from '../once.ts';
import type { Visit } from '../sight.ts';
import type { Step } from '../step.ts';

/** Runs its processor once per item or batch of items; the result is the list of their outputs. */
export function map(visit: Visit, state: MapState): Promise<Step> {
  const isDistributed = state.ItemProcessor.ProcessorConfig?.Mode === 'DISTRIBUTED';
  const [run, most] = isDistributed ? [distributed, DISTRIBUTED_CONCURRENCY] : [inline, INLINE_CONCURRENCY];
  return attempts(visit, state, async (attempt) => {
    const { branch, innerPath } = attempt;
    const atOnce = await concurrencyOf(attempt, state, most);
    const inputs = (await once(branch, `${innerPath}:inputs`, () => inputsOf(attempt, state))) as readonly Json[];
    branch.trail.add(`${innerPath}:started`, 'MapStateStarted', {
      mapStateStartedEventDetails: { length: inputs.length },
    });
    const outputs = await run(attempt, state, inputs, atOnce);
    tellSucceeded(attempt, isDistributed);
    return outputs;
  });
}

/**
 * The end of the work is told beside the trail: MapStateExited follows the same event as MapStateSucceeded, or as MapRunSucceeded. Source:
 * LocalStack's recordings, scenarios/test_base_scenarios, `test_map_state_nested_config_distributed`.
 */
function tellSucceeded({ branch, attemptKey }: Attempt, isDistributed: boolean): void {
  const beside = branch.trail.fork();
  if (isDistributed) beside.add(`${attemptKey}:Succeeded`, 'MapRunSucceeded');
  beside.add(`${attemptKey}:succeeded`, 'MapStateSucceeded');
}
