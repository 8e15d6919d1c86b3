import type { ChainEnd } from '../chain/append.ts';
import type { ClosingContent, Running } from '../chain/entry.ts';
import { type ClosingRefusal, closingRefusal } from './order.ts';
import type { Period } from './period.ts';
import { isNothing, NOTHING, plus, totalsOf } from './sums.ts';

const NEVER: Running = {
  month: NOTHING,
  year: NOTHING,
  from: { month: 0, year: 0 },
  last: { day: '', month: '', year: '' },
};

/** What a closing follows from: the end of the chain, and what the till's last closing left open, undefined before the first. */
export interface ClosingBasis {
  end: Pick<ChainEnd, 'sequence' | 'dayClosing' | 'unclosed'>;
  running: Running | undefined;
}

/** By which days a period is held against the clock. */
export interface ClosingDays {
  /** The store's day by the Region's clock. */
  today: string;
  /** The store's day of the last sale that no closed day holds, empty when there is none. */
  soldOn: string;
}

interface Open extends ClosingBasis {
  running: Running;
}

function closeDay(period: string, { end, running }: Open): ClosingContent {
  const from = end.dayClosing + 1;
  return {
    kind: 'closing',
    span: 'day',
    period,
    from,
    to: end.sequence,
    totals: totalsOf(end.unclosed),
    running: {
      month: plus(running.month, end.unclosed),
      year: plus(running.year, end.unclosed),
      from: { month: running.from.month || from, year: running.from.year || from },
      last: { ...running.last, day: period },
    },
  };
}

function closeLonger(span: 'month' | 'year', period: string, { end, running }: Open): ClosingContent {
  const first = running.from[span];
  const counted = first === 0 ? { from: end.sequence + 1, to: end.sequence } : { from: first, to: end.dayClosing - 1 };
  return {
    kind: 'closing',
    span,
    period,
    ...counted,
    totals: totalsOf(running[span]),
    running: {
      ...running,
      [span]: NOTHING,
      from: { ...running.from, [span]: 0 },
      last: { ...running.last, [span]: period },
    },
  };
}

/**
 * What a closing (Z report) says. A day takes everything since the till's last day closing, as a Z report does, whatever the clock said; a
 * month or year is the sum of its closed days. Everything it needs is in the end of the chain and in the last closing.
 *
 * Source: CGI art. 286-I-3° bis; BOI-TVA-DECLA-30-10-30 (daily, monthly and yearly closings with period and perpetual totals).
 */
export function closingContent({ span, period }: Period, { end, running = NEVER }: ClosingBasis): ClosingContent {
  return span === 'day' ? closeDay(period, { end, running }) : closeLonger(span, period, { end, running });
}

/** Closes a period, or says why it cannot be closed now and which closing is to be made next. */
export function closePeriod(
  wanted: Period,
  basis: ClosingBasis,
  { today, soldOn }: ClosingDays,
): { content: ClosingContent } | ClosingRefusal {
  const { last } = basis.running ?? NEVER;
  return closingRefusal(wanted, { last, soldOn }, today) ?? { content: closingContent(wanted, basis) };
}

/** Later than any day that a Region's clock can show. */
const END_OF_DAYS = '9999-12-31';

/**
 * Whether a recorded closing says what follows from the chain before it. Which day it was is not in the chain, nor is the store's time zone,
 * so the order of closings is judged without them.
 */
export function closingOf(entry: ClosingContent, basis: ClosingBasis): ClosingContent | undefined {
  const { last } = basis.running ?? NEVER;
  const soldOn = isNothing(basis.end.unclosed) ? '' : last.day;
  const refused = closingRefusal(entry, { last, soldOn }, END_OF_DAYS);
  return refused === undefined ? closingContent(entry, basis) : undefined;
}
