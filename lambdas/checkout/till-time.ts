import type { ChainEnd } from '../../domain/chain/append.ts';
import { believableTimes, isBelievable } from '../../domain/store-time.ts';
import { type Refusal, refuse } from '../shared/problems.ts';
import type { CheckoutDependencies, Sender } from './record.ts';

/** What a till says of when and by whom, and what may become of a time that cannot be believed. */
interface Stated {
  time: string;
  operator: string;
  /** That the entry is recorded all the same, with a mark: a customer holds it already, or it only fills a place. */
  isMarked: boolean;
}

/**
 * Holds a till's time against the Region's clock and the till's own entries.
 *
 * A time that cannot be believed is refused, unless the entry was recorded when it still could: then a replay goes on and gets its first
 * answer. That costs one read, and only a refused request. An entry that must be recorded whatever the clocks say is marked instead.
 */
export async function heldAgainstClock(
  { now, times, chains }: CheckoutDependencies,
  end: ChainEnd,
  { time, operator, isMarked }: Stated,
): Promise<Sender | Refusal> {
  const at = now();
  const believable = believableTimes(at, end.latestTime, times);
  if (isBelievable(time, believable)) return { time, operator };
  if (isMarked) return { time, operator, timeNotProven: true };
  const standing = await chains.entry({ ...end, sequence: end.sequence + 1 });
  if (standing?.entry.time === time && standing.entry.previous === end.link) return { time, operator };
  const [from, to] = [believable.earliest.toISOString(), believable.latest.toISOString()];
  return refuse('time-not-believable', 'Set the clock of the till by `now`, and send the entry with its right time.', {
    now: at.toISOString(),
    errors: [
      {
        at: '/time',
        rule: 'believable-time',
        detail: 'The time lies too far from the clock of the Region, or before the last entry of the till.',
        found: time,
        allowed: `${from} to ${to}`,
      },
    ],
  });
}
