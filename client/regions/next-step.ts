/** Where a call stands with one Region. All times are of the clock that never goes back, in milliseconds. */
export interface Leg {
  region: string;
  attempts: number;
  /** Since when an attempt is under way. */
  sentAt_ms?: number;
  /** Not to be asked before: after a failure, or because it asked to be left alone. */
  notBefore_ms: number;
}

export type Step = { do: 'send'; region: string } | { do: 'wait'; until_ms: number } | { do: 'give up' };

/**
 * What a call does next. At most one attempt per Region is under way; the second Region is asked when the first failed or has been
 * silent for the hedge delay. Pure, so that every order of events can be tested without waiting for it.
 *
 * @param legs in the order in which the Regions should be tried
 */
export function nextStep(legs: readonly Leg[], at: { now_ms: number; deadline_ms: number; hedge_ms: number }): Step {
  if (at.now_ms >= at.deadline_ms) return { do: 'give up' };
  const idle = legs.filter((leg) => leg.sentAt_ms === undefined).toSorted((a, b) => a.attempts - b.attempts);
  const underway = legs.flatMap(({ sentAt_ms }) => sentAt_ms ?? []);
  const hedgeAt_ms = Math.max(...underway.map((sentAt_ms) => sentAt_ms + at.hedge_ms), -Infinity);
  const startAt_ms = (leg: Leg) => Math.max(leg.notBefore_ms, hedgeAt_ms);

  const ready = idle.find((leg) => startAt_ms(leg) <= at.now_ms);
  if (ready) return { do: 'send', region: ready.region };
  const next_ms = Math.min(...idle.map(startAt_ms), Infinity);
  if (underway.length === 0 && next_ms >= at.deadline_ms) return { do: 'give up' };
  return { do: 'wait', until_ms: Math.min(next_ms, at.deadline_ms) };
}
