import type { CloneRecord } from './record.ts';

/** What the repair does with a clone: begin it again, remove it, or nothing. */
export type Way = 'finish' | 'remove' | 'nothing';

/** After so many attempts a clone is removed: whatever stands in its way does not pass by itself. [ours] */
export const MOST_ATTEMPTS = 3;

/** What is to be done with a clone that no run is at work on. */
export function wayOf({ state, plan, attempt }: Pick<CloneRecord, 'state' | 'plan' | 'attempt'>, now: Date): Way {
  if (state === 'serving' || state === 'removed') return 'nothing';
  if (state === 'removing') return 'remove';
  if (Date.parse(plan.expires_at) <= now.getTime() || attempt >= MOST_ATTEMPTS) return 'remove';
  return 'finish';
}
