import type { Span } from '../chain/entry.ts';
import { addDays } from '../tax-free/calendar.ts';
import { dayAfter, lastDay, type Period, periodAround } from './period.ts';

/** What decides which closings of a till can be made. */
export interface ClosingState {
  /** The last closed period per span; an empty text when there is none. */
  last: Record<Span, string>;
  /** The store's day on which the last sale or return was made that no closed day holds; empty when there is none. */
  soldOn: string;
}

/** Why a period cannot be closed now. */
export type Obstacle = 'period-closed' | 'period-too-early' | 'period-before-sales' | 'period-open';

/** The one closing that is to be made next. */
export interface NextClosing extends Period {
  /** The store's day from which it can be made; absent when it can be made now. */
  from?: string;
}

export interface ClosingRefusal {
  refused: Obstacle;
  next: NextClosing;
  /** Of a closed period: the last one closed. */
  last?: string;
}

/** A period's span and those of the larger periods that it lies in. */
const AROUND: Record<Span, readonly Span[]> = {
  day: ['day', 'month', 'year'],
  month: ['month', 'year'],
  year: ['year'],
};

/** The month or year of the last closed day, as long as it is open itself: what is running belongs to it and to no other. */
function openPeriod(span: 'month' | 'year', { last }: ClosingState): Period | undefined {
  const period = periodAround(span, last.day);
  return last[span] < period ? { span, period } : undefined;
}

const isIn = (period: string, larger: Period): boolean => periodAround(larger.span, period) === larger.period;

/** The closing that has to be made before another one; undefined when there is none. */
function isWaitingFor({ span, period }: Period, state: ClosingState): Period | undefined {
  const month = openPeriod('month', state);
  const year = openPeriod('year', state);
  if (month && (span === 'year' || !isIn(period, month))) return month;
  if (year && !isIn(period, year)) return year;
  const isOwed = span !== 'day' && state.soldOn > state.last.day && state.soldOn.startsWith(period);
  return isOwed ? { span: 'day', period: state.soldOn } : undefined;
}

/** The first of the closings that have to be made for this one, itself included. Each waits only for an earlier day, or a smaller span. */
function firstOf(wanted: Period, state: ClosingState): Period {
  const before = isWaitingFor(wanted, state);
  return before === undefined ? wanted : firstOf(before, state);
}

/** The day that takes what is sold and not closed yet: that of the last sale, or the first one that is not in a closed month or year. */
function dayToClose({ last, soldOn }: ClosingState, today: string): string {
  const unsold = last.day === '' ? today : addDays(last.day, 1);
  const day = soldOn === '' ? unsold : soldOn < last.day ? last.day : soldOn;
  const free = (['month', 'year'] as const).map((span) =>
    last[span] === '' ? '' : dayAfter({ span, period: last[span] }),
  );
  return [day, ...free].reduce((a, b) => (a < b ? b : a));
}

/** The closing that a till has to make next so that all that was sold becomes closed. */
function nextClosing(state: ClosingState, today: string): NextClosing {
  const next = firstOf({ span: 'day', period: dayToClose(state, today) }, state);
  const from = lastDay(next);
  return from > today ? { ...next, from } : next;
}

/** The closed period that keeps this one from being closed. A day is closed again, as its continuation, for what was sold since. */
function closedBy({ span, period }: Period, { last, soldOn }: ClosingState): string | undefined {
  if (periodAround(span, last.day) > period) return last.day;
  const isContinued = period === last.day && soldOn !== '';
  const closed = AROUND[span].find(
    (around) => periodAround(around, period) <= last[around] && !(around === 'day' && isContinued),
  );
  return closed && last[closed];
}

/**
 * Why a period cannot be closed now, and the one closing that is to be made next, which can be made now or from the day that it names.
 *
 * A day can be closed once it has begun, and not under a date before its last sale; a month or year from its last day on. A month or year
 * waits for the day of a sale of its own that no day was closed for; what was sold after the closing of its day belongs to the day in which
 * it is closed. Source: decision 061.
 *
 * @param today the store's day by the Region's clock
 */
export function closingRefusal(wanted: Period, state: ClosingState, today: string): ClosingRefusal | undefined {
  const last = closedBy(wanted, state);
  if (last !== undefined) return { refused: 'period-closed', last, next: nextClosing(state, today) };
  if (lastDay(wanted) > today) return { refused: 'period-too-early', next: nextClosing(state, today) };
  if (wanted.span === 'day' && wanted.period < state.soldOn)
    return { refused: 'period-before-sales', next: nextClosing(state, today) };
  const next = firstOf(wanted, state);
  return next === wanted ? undefined : { refused: 'period-open', next };
}
