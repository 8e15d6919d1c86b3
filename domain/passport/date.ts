/** A reading of six digits: the date as ISO 8601, or why there is none. */
export type DateReading = { date: string } | { fault: 'date' };

const NOT_A_DATE: DateReading = { fault: 'date' };

/** Years ahead within which a document's expiry is looked for: most are valid for 15 at most, a few for the holder's life. [ours] */
const EXPIRY_WINDOW_YEARS = 50;

const UNKNOWN = -1;
const WRONG = -2;

/** Two digits as a number, two fillers as UNKNOWN, anything else as WRONG. */
function pair(line: string, at: number): number {
  const tens = line.charCodeAt(at) - 48;
  const ones = line.charCodeAt(at + 1) - 48;
  if (tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9) return 10 * tens + ones;
  return tens === 12 && ones === 12 ? UNKNOWN : WRONG;
}

const isLeap = (year: number): boolean => year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);

function daysIn(year: number, month: number): number {
  if (month === 2) return isLeap(year) ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

const twoDigits = (text: string, at: number): number => 10 * text.charCodeAt(at) + text.charCodeAt(at + 1) - 528;

/** An ISO date as the number YYYYMMDD. */
const asNumber = (date: string): number =>
  twoDigits(date, 0) * 1_000_000 + twoDigits(date, 2) * 10_000 + twoDigits(date, 5) * 100 + twoDigits(date, 8);

/**
 * A birth date with its century: 20xx unless that is in the future, then 19xx. Somebody of 100 years or more is taken for a child;
 * two digits cannot say more. Unknown days and months are left out (`1974-08`, `1974`), and without a year there is no date (``).
 *
 * @param at index of the first of six characters
 * @param today ISO date where the reader stands
 * Source: ICAO Doc 9303, part 3, section 4.8.
 */
export function birthDate(line: string, at: number, today: string): DateReading {
  const yy = pair(line, at);
  const month = pair(line, at + 2);
  const day = pair(line, at + 4);
  if (yy === WRONG || month === WRONG || day === WRONG) return NOT_A_DATE;
  if ((yy === UNKNOWN && month !== UNKNOWN) || (month === UNKNOWN && day !== UNKNOWN)) return NOT_A_DATE;
  if (yy === UNKNOWN) return { date: '' };
  const earliest = (2000 + yy) * 10_000 + Math.max(month, 0) * 100 + Math.max(day, 0);
  const year = earliest > asNumber(today) ? 1900 + yy : 2000 + yy;
  if (month === UNKNOWN) return { date: `${year}` };
  if (month < 1 || month > 12) return NOT_A_DATE;
  if (day === UNKNOWN) return { date: `${year}-${line.slice(at + 2, at + 4)}` };
  return fullDate(line, at, year, month, day);
}

function fullDate(line: string, at: number, year: number, month: number, day: number): DateReading {
  if (month < 1 || month > 12 || day < 1 || day > daysIn(year, month)) return NOT_A_DATE;
  return { date: `${year}-${line.slice(at + 2, at + 4)}-${line.slice(at + 4, at + 6)}` };
}

/**
 * An expiry date: 20xx, unless that is more than {@link EXPIRY_WINDOW_YEARS} ahead. Such a document expired in the last century,
 * and read as 20xx it would seem valid for decades. Being expired is not a fault of the scan.
 *
 * Six fillers are a card that never expires, as those for elderly holders are in some states; of them there is no date (``). A date of
 * expiry that is known in part only does not exist.
 */
export function expiryDate(line: string, at: number, today: string): DateReading {
  const yy = pair(line, at);
  if (yy === UNKNOWN && pair(line, at + 2) === UNKNOWN && pair(line, at + 4) === UNKNOWN) return { date: '' };
  const lastYear = Math.trunc(asNumber(today) / 10_000) + EXPIRY_WINDOW_YEARS;
  return fullDate(line, at, (2000 + yy > lastYear ? 1900 : 2000) + yy, pair(line, at + 2), pair(line, at + 4));
}
