import type { PassState, SucceedState } from '../../definition/machine.ts';
import type { Visit } from '../sight.ts';
import { give, type Step } from '../step.ts';

/** Gives its input on, changed by `Output`. */
export function pass(visit: Visit, state: PassState): Promise<Step> {
  return give(visit, state, state.Next, visit.input);
}

/** Ends its flow well. */
export function succeed(visit: Visit, state: SucceedState): Promise<Step> {
  return give(visit, state, undefined, visit.input);
}
