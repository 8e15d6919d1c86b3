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
  const known = !Number.isNaN(Date.parse(day)) && new Date(day).toISOString().startsWith(period);
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

/** A larger period that was left open although a later day is about to be closed. */
function leftOpen(last: Running['last'], day: string): ClosingRefusal | undefined {
  for (const [span, length] of [
    ['month', 7],
    ['year', 4],
  ] as const) {
    const open = last.day.slice(0, length);
    if (open !== '' && day.slice(0, length) > open && last[span] < open)
      return { refused: 'period-open', span, period: open };
  }
  return undefined;
}

function refusal(span: Span, period: string, since: Totals, { last }: Running): ClosingRefusal | undefined {
  if (period <= last[span]) return { refused: 'period-closed', last: last[span] };
  if (span === 'day') return leftOpen(last, period);
  if (!isNothing(since)) return { refused: 'period-open', span: 'day', period: '' };
  if (span === 'year' && last.month < last.day.slice(0, 7))
    return { refused: 'period-open', span: 'month', period: last.day.slice(0, 7) };
  return undefined;
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
