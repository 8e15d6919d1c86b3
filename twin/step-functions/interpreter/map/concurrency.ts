import type { MapState } from '../../definition/machine.ts';
import { type Attempt, sightOfAttempt } from '../attempts.ts';
import { wholeOf } from '../numbers.ts';

/** How many iterations run at once: `MaxConcurrency`, 0 for as many as the service runs. */
export async function concurrencyOf(attempt: Attempt, state: MapState, most: number): Promise<number> {
  const asked = await wholeOf(state.MaxConcurrency ?? 0, 'MaxConcurrency', sightOfAttempt(attempt));
  return asked === 0 ? most : Math.min(asked, most);
}
