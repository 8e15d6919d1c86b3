import type { Digest } from './digest.ts';

const DAY_MS = 86_400_000;

/** Furthest that a date moves. [ours] */
const MOST_YEARS = 5;

/** Whoever was born before would be taken for a child, were they older still: two digits of a year say no more. [ours] */
const BORN_LONG_AGO = 1940;

const reach = (digest: Digest, purpose: string, text: string, most: number): number =>
  1 + (digest(purpose, text).readUInt32BE() % most);

const isoDay = (time_ms: number): string => new Date(time_ms).toISOString().slice(0, 10);

/** Moves a date as exact as it is: by days, by months where the day is unknown, by years where the month is too. */
function moved(digest: Digest, purpose: string, date: string, sign: 1 | -1): string {
  const [year = 0, month = 1] = date.split('-').map(Number);
  if (date.length === 4) return String(year + sign * reach(digest, purpose, date, MOST_YEARS));
  if (date.length === 7) {
    const months = year * 12 + month - 1 + sign * reach(digest, purpose, date, MOST_YEARS * 12);
    return `${Math.floor(months / 12)}-${String((months % 12) + 1).padStart(2, '0')}`;
  }
  return isoDay(Date.parse(date) + sign * reach(digest, purpose, date, MOST_YEARS * 365) * DAY_MS);
}

/** Another birth date: up to five years older, so that who was of age still is; the very old become younger. Unknown parts stay unknown. */
export const fictiveBirthDate = (digest: Digest, date: string): string =>
  date === '' ? '' : moved(digest, 'birth-date', date, Number(date.slice(0, 4)) < BORN_LONG_AGO ? 1 : -1);

/** Another expiry date: up to five years later, so that a passport that was valid still is. */
export const fictiveExpiry = (digest: Digest, date: string): string =>
  date === '' ? '' : moved(digest, 'passport-expiry', date, 1);
