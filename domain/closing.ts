import type { ClosingContent, Entry, Running, Span, Totals } from './chain/entry.ts';
import { addTotals } from './vat.ts';

/** No sale and no return. */
export const NOTHING: Totals = { sales: [], returns: [] };
const NEVER: Running = { month: NOTHING, year: NOTHING, last: { day: '', month: '', year: '' } };

/** Why a period cannot be closed now. */
export type ClosingRefusal =
  | { refused: 'period-closed'; last: string }
  | { refused: 'period-open'; span: Span; period: string };

const SPANS: Record<number, Span> = { 4: 'year', 7: 'month', 10: 'day' };

/** @returns the span of a period such as 2026, 2026-11 or 2026-11-24; undefined when it is no date of the calendar */
export function spanOf(period: string): Span | undefined {
  const day = `${period}-01-01`.slice(0, 10);
  const known =
    /^\d{4}(-\d{2}){0,2}$/.test(period) &&
    !Number.isNaN(Date.parse(day)) &&
    new Date(day).toISOString().startsWith(period);
  return known ? SPANS[period.length] : undefined;
}

const plus = (a: Totals, b: Totals): Totals => ({
  sales: addTotals(a.sales, b.sales),
  returns: addTotals(a.returns, b.returns),
});

const isNothing = (totals: Totals): boolean => totals.sales.length === 0 && totals.returns.length === 0;

/** The totals of a stretch of a till's chain with one more entry: only sales and returns count. */
export function withEntry(totals: Totals, entry: Entry): Totals {
  if (entry.kind === 'sale') return plus(totals, { sales: entry.totals, returns: [] });
  if (entry.kind === 'return') return plus(totals, { sales: [], returns: entry.totals });
  return totals;
}

/** A period's span and those of the larger periods that it lies in. */
const AROUND: Record<Span, readonly Span[]> = {
  day: ['day', 'month', 'year'],
  month: ['month', 'year'],
  year: ['year'],
};

const LENGTHS: Record<Span, number> = { day: 10, month: 7, year: 4 };

/** The month or year of the last closed day, as long as it is open itself: what is running belongs to it and to no other. */
function openPeriod(span: Span, last: Running['last']): string | undefined {
  const running = last.day.slice(0, LENGTHS[span]);
  return last[span] < running ? running : undefined;
}

function refusal(span: Span, period: string, since: Totals, { last }: Running): ClosingRefusal | undefined {
  for (const around of AROUND[span])
    if (period.slice(0, LENGTHS[around]) <= last[around]) return { refused: 'period-closed', last: last[around] };
  if (span !== 'day' && !isNothing(since)) return { refused: 'period-open', span: 'day', period: '' };
  for (const around of AROUND[span]) {
    const open = openPeriod(around, last);
    if (open !== undefined && period.slice(0, LENGTHS[around]) !== open)
      return { refused: 'period-open', span: around, period: open };
  }
  const month = openPeriod('month', last);
  return span === 'year' && month !== undefined ? { refused: 'period-open', span: 'month', period: month } : undefined;
}

const PERIOD_TOTALS: Record<Span, (since: Totals, running: Running) => Totals> = {
  day: (since) => since,
  month: (_, running) => running.month,
  year: (_, running) => running.year,
};

function runningAfter(span: Span, period: string, since: Totals, before: Running): Running {
  const last = { ...before.last, [span]: period };
  if (span === 'day') return { last, month: plus(before.month, since), year: plus(before.year, since) };
  return span === 'month' ? { ...before, last, month: NOTHING } : { ...before, last, year: NOTHING };
}

/**
 * Closes a period (Z report). A day takes everything since the till's last closing, as a Z report does, whatever the clock said; a month
 * takes the days, a year the months, and both only when nothing sold is left outside a closed day.
 *
 * @param since the totals of the till's entries after its last closing
 * @param last the till's last closing, undefined before the first
 * @param to the last entry counted
 * Source: CGI art. 286-I-3° bis; BOI-TVA-DECLA-30-10-30 (daily, monthly and yearly closings with period and perpetual totals).
 */
export function closePeriod(
  period: string,
  span: Span,
  since: Totals,
  last: (ClosingContent & { sequence: number }) | undefined,
  to: number,
): { content: ClosingContent } | ClosingRefusal {
  const running = last?.running ?? NEVER;
  const refused = refusal(span, period, since, running);
  if (refused) return refused;
  return {
    content: {
      kind: 'closing',
      span,
      period,
      from: (last?.sequence ?? 0) + 1,
      to,
      totals: PERIOD_TOTALS[span](since, running),
      running: runningAfter(span, period, since, running),
    },
  };
}
