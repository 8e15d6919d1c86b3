import { leastSquares } from './least-squares.ts';

/** One morning's measure of a table: its largest recovery point and what that one took. */
export interface Measure {
  date: string;
  size_bytes: number;
  restore_s: number;
  check_s: number;
  /** Restore and check together. */
  ready_s: number;
  entries: number;
}

/** The day on which a table will not be back within its budget, or why nobody can say. */
export type Forecast =
  /** A date, or `already`. */
  | { known: true; breaks_on: string; size_bytes: number; explained: number }
  | {
      known: false;
      because: 'too-few-days' | 'no-growth' | 'size-does-not-matter' | 'days-scatter' | 'beyond-ten-years';
    };

/** Fewer mornings say nothing of a trend. [ours] */
export const LEAST_DAYS = 7;

/** Below this share of the spread explained, the line is not worth a date. [ours] */
const LEAST_EXPLAINED = 0.5;

const TEN_YEARS_DAYS = 3650;
const DAY_MS = 86_400_000;

const dayOf = (date: string): number => Date.parse(`${date}T00:00:00Z`) / DAY_MS;
const dateOf = (day: number): string => new Date(day * DAY_MS).toISOString().slice(0, 10);

/**
 * When a table will break its budget as it grows: one line through size over days, one through time over size, each by least squares.
 * It refuses where there is too little to go by, for a date that is made up is worse than none.
 */
export function forecast(measures: readonly Measure[], budget_s: number): Forecast {
  const last = measures.at(-1);
  if (measures.length < LEAST_DAYS || last === undefined) return { known: false, because: 'too-few-days' };
  if (last.ready_s > budget_s) return { known: true, breaks_on: 'already', size_bytes: last.size_bytes, explained: 1 };
  const growth = leastSquares(measures.map(({ date, size_bytes }) => [dayOf(date), size_bytes]));
  if (growth === undefined || growth.slope <= 0) return { known: false, because: 'no-growth' };
  const cost = leastSquares(measures.map(({ size_bytes, ready_s }) => [size_bytes, ready_s]));
  if (cost === undefined || cost.slope <= 0) return { known: false, because: 'size-does-not-matter' };
  const explained = Math.min(growth.explained, cost.explained);
  if (explained < LEAST_EXPLAINED) return { known: false, because: 'days-scatter' };
  const size_bytes = Math.round((budget_s - cost.intercept) / cost.slope);
  const day = Math.ceil((size_bytes - growth.intercept) / growth.slope);
  if (day - dayOf(last.date) > TEN_YEARS_DAYS) return { known: false, because: 'beyond-ten-years' };
  return { known: true, breaks_on: dateOf(Math.max(day, dayOf(last.date) + 1)), size_bytes, explained };
}
