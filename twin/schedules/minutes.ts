export const MINUTE_MS = 60_000;

/** Longer than a machine is held up; after more than that it has slept, or its clock was set, and what passed meanwhile is over. */
const MOST_MISSED = 60;
const LOOK_MS = 1_000;

const minuteNow = (): number => Math.floor(Date.now() / MINUTE_MS);

/**
 * Calls back in each minute of the clock with its beginning, once. A timer of sixty seconds slips, so the minute is told by the clock, and one that
 * passed while the process was held up is made up for.
 *
 * @returns what stops it
 */
export function eachMinute(run: (at: Date) => void): () => void {
  let last = minuteNow();
  const timer = setInterval(() => {
    const minute = minuteNow();
    for (let next = Math.max(last + 1, minute - MOST_MISSED); next <= minute; next++) run(new Date(next * MINUTE_MS));
    last = Math.max(last, minute);
  }, LOOK_MS);
  return () => clearInterval(timer);
}
