/** How far the clocks of tills may be from those of the Regions, and where the stores are: settings of an environment. */
export interface TimeLimits {
  /** IANA name of the zone whose midnight parts the stores' days. */
  timeZone: string;
  /** Minutes that a till's clock may be ahead of a Region's, and that it may be set back. */
  skewMinutes: number;
  /** Days that a till may be offline, and so that a receipt may be older than its arrival. */
  offlineDays: number;
}

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;

const formats = new Map<string, Intl.DateTimeFormat>();

/** Building a format takes a hundred times longer than using it. */
function formatOf(timeZone: string): Intl.DateTimeFormat {
  const known = formats.get(timeZone);
  if (known) return known;
  const format = new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' });
  formats.set(timeZone, format);
  return format;
}

/** The date in a time zone at an instant, `2026-11-24`. */
export function localDate(instant: Date, timeZone: string): string {
  const parts = new Map(
    formatOf(timeZone)
      .formatToParts(instant)
      .map(({ type, value }) => [type, value]),
  );
  return `${(parts.get('year') ?? '').padStart(4, '0')}-${parts.get('month')}-${parts.get('day')}`;
}

/** Between which instants a time that a till states can be believed. */
export interface BelievableTimes {
  earliest: Date;
  latest: Date;
}

/**
 * Between which instants a till's time can be believed: at most the skew ahead of the Region's clock, at most the days offline behind it, and
 * at most the skew before the latest proven time of the till's own entries.
 *
 * @param latestTime of the till's entries, ISO 8601 with offset; empty before the first
 */
export function believableTimes(
  now: Date,
  latestTime: string,
  { skewMinutes, offlineDays }: TimeLimits,
): BelievableTimes {
  const skew_ms = skewMinutes * MINUTE_MS;
  const offline_ms = now.getTime() - offlineDays * DAY_MS;
  const before_ms = latestTime === '' ? offline_ms : Date.parse(latestTime) - skew_ms;
  return { earliest: new Date(Math.max(offline_ms, before_ms)), latest: new Date(now.getTime() + skew_ms) };
}

/** @param time ISO 8601 with offset */
export const isBelievable = (time: string, { earliest, latest }: BelievableTimes): boolean =>
  Date.parse(time) >= earliest.getTime() && Date.parse(time) <= latest.getTime();
