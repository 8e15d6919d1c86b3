import type { MapState } from '../../definition/machine.ts';
import { Failure } from '../../failure.ts';
import { type Attempt, sightOfAttempt } from '../attempts.ts';
import { percentageOf, wholeOf } from '../numbers.ts';

/**
 * Counts failed child executions. The count is wrong as soon as one of the given thresholds is exceeded; both are 0
 * unless given. Source: Step Functions developer guide, "Setting failure thresholds for Distributed Map states".
 */
export async function toleranceOf(attempt: Attempt, state: MapState, total: number): Promise<() => void> {
  const { ToleratedFailureCount: count, ToleratedFailurePercentage: percentage } = state;
  const sight = sightOfAttempt(attempt);
  const most = [
    ...(count === undefined ? [] : [await wholeOf(count, 'ToleratedFailureCount', sight)]),
    ...(percentage === undefined
      ? []
      : [((await percentageOf(percentage, 'ToleratedFailurePercentage', sight)) * total) / 100]),
  ];
  const tolerated = most.length === 0 ? 0 : Math.min(...most);
  let failures = 0;
  return () => {
    failures++;
    if (failures <= tolerated) return;
    const reason = 'The specified tolerated failure threshold was exceeded';
    throw new Failure('States.ExceedToleratedFailureThreshold', reason);
  };
}
