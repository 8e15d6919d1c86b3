import type { Span } from '../chain/entry.ts';
import { addDays, lastDayOfMonth } from '../tax-free/calendar.ts';

/** A closing that somebody asks for, or that has to be made. */
export interface Period {
  span: Span;
  /** `2026-11-24`, `2026-11` or `2026`. */
  period: string;
}

/** How many characters of a day name its day, month and year. */
const LENGTHS: Record<Span, number> = { day: 10, month: 7, year: 4 };

const SPANS: Record<number, Span> = { 4: 'year', 7: 'month', 10: 'day' };

/** @returns the span of a period such as 2026, 2026-11 or 2026-11-24; undefined when it is no date of the calendar, which has no year 0 */
export function spanOf(period: string): Span | undefined {
  const day = `${period}-01-01`.slice(0, 10);
  const known =
    /^\d{4}(-\d{2}){0,2}$/.test(period) &&
    !period.startsWith('0000') &&
    !Number.isNaN(Date.parse(day)) &&
    new Date(day).toISOString().startsWith(period);
  return known ? SPANS[period.length] : undefined;
}

/** The period of a span that a day lies in; an empty text for no day. */
export const periodAround = (span: Span, day: string): string => day.slice(0, LENGTHS[span]);

/** The last day of a period. */
export function lastDay({ span, period }: Period): string {
  if (span === 'day') return period;
  return span === 'month' ? lastDayOfMonth(`${period}-01`, 0) : `${period}-12-31`;
}

/** The first day behind a period. */
export const dayAfter = (period: Period): string => addDays(lastDay(period), 1);
