/** Dates without time as ISO 8601 (`2026-02-28`); as text they sort by time. */

const utc = (date: string): Date => new Date(`${date}T00:00:00Z`);
const textOf = (date: Date): string => date.toISOString().slice(0, 10);

/** The date some days later. */
export function addDays(date: string, days: number): string {
  const at = utc(date);
  at.setUTCDate(at.getUTCDate() + days);
  return textOf(at);
}

/** The last day of the month that is some months after the date's own: 0 for the last day of its own month. */
export function lastDayOfMonth(date: string, monthsAfter: number): string {
  const at = utc(date);
  return textOf(new Date(Date.UTC(at.getUTCFullYear(), at.getUTCMonth() + monthsAfter + 1, 0)));
}

/**
 * Whether somebody has reached an age on a day. An age is reached on the birthday; in a year without 29 February, on 1 March.
 *
 * @param birthDate `1974-08-12`, or `1974-08` or `1974`, which stand for their last day as nothing else is proven; empty if unknown
 */
export function hasReached(age: number, birthDate: string, day: string): boolean {
  if (birthDate === '') return false;
  const [year = '', month = '12', dayOfMonth = '31'] = birthDate.split('-');
  return `${Number(year) + age}-${month}-${dayOfMonth}` <= day;
}
