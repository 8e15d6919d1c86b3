import { NOTHING, withEntry } from '../closing/sums.ts';
import type { Content, Entry, EntryFrame, Perpetual, Sums } from './entry.ts';

/**
 * What each entry hands on to the next, so that a sale, a report and a closing need not read what was before. An entry leaves out what follows
 * from the rest of it; a token says all of it.
 */
export interface Carried {
  perpetual: Perpetual;
  /** Sequence of the till's last closing, and of its last closing of a day; 0 before the first. */
  closing: number;
  dayClosing: number;
  unclosed: Sums;
  /** When the last sale or return in `unclosed` was made; empty when there is none. */
  lastSoldAt: string;
  /** The latest proven time; empty before the first. */
  latestTime: string;
}

export const NOTHING_CARRIED: Carried = {
  perpetual: { returns: 0, sales: 0 },
  closing: 0,
  dayClosing: 0,
  unclosed: NOTHING,
  lastSoldAt: '',
  latestTime: '',
};

type Moment = Pick<EntryFrame, 'time' | 'recordedAt' | 'timeNotProven'>;
type Told = Content & Moment & Pick<EntryFrame, 'sequence'>;

const isGoods = ({ kind }: Content): boolean => kind === 'sale' || kind === 'return';

/** The later of two times with offsets; an empty one is before all others. */
const later = (a: string, b: string): string => (a === '' || Date.parse(a) <= Date.parse(b) ? b : a);

/**
 * When goods changed hands, as far as it is known: what the till said, but no later than the Region learnt of it, so that the day of it has
 * always begun; and when the Region learnt of it where the till's time is not proven.
 */
function soldAt({ time, recordedAt, timeNotProven }: Moment): string {
  return timeNotProven || Date.parse(time) > Date.parse(recordedAt) ? recordedAt : time;
}

function perpetualAfter(before: Perpetual, content: Content): Perpetual {
  if (content.kind === 'sale') return { returns: before.returns, sales: before.sales + content.total };
  if (content.kind === 'return') return { returns: before.returns + content.total, sales: before.sales };
  return before;
}

/** What is carried on behind an entry. */
export function carriedAfter(before: Carried, entry: Told): Carried {
  const isClosing = entry.kind === 'closing';
  const isDay = isClosing && entry.span === 'day';
  const sold = isDay ? '' : before.lastSoldAt;
  return {
    perpetual: perpetualAfter(before.perpetual, entry),
    closing: isClosing ? entry.sequence : before.closing,
    dayClosing: isDay ? entry.sequence : before.dayClosing,
    unclosed: isDay ? NOTHING : withEntry(before.unclosed, entry),
    lastSoldAt: isGoods(entry) ? later(sold, soldAt(entry)) : sold,
    latestTime: entry.timeNotProven ? before.latestTime : later(before.latestTime, entry.time),
  };
}

/** What an entry says by itself, where it leaves something out. */
const byItself = (entry: Pick<Told, 'kind' | 'sequence'> & Content & Moment, closing: number) => ({
  dayClosing: closing,
  lastSoldAt: isGoods(entry) ? soldAt(entry) : '',
  latestTime: entry.timeNotProven ? '' : entry.time,
});

type Written = Pick<EntryFrame, 'perpetual' | 'closing' | 'dayClosing' | 'unclosed' | 'lastSoldAt' | 'latestTime'>;

/** What is carried, as an entry writes it down. */
export function written({ perpetual, closing, unclosed, ...rest }: Carried, entry: Told): Written {
  const own = byItself(entry, closing);
  return {
    perpetual,
    closing,
    unclosed,
    ...(rest.dayClosing === own.dayClosing ? {} : { dayClosing: rest.dayClosing }),
    ...(rest.lastSoldAt === own.lastSoldAt ? {} : { lastSoldAt: rest.lastSoldAt }),
    ...(rest.latestTime === own.latestTime ? {} : { latestTime: rest.latestTime }),
  };
}

/** What an entry carries, read from it alone: the inverse of `written`. */
export function carriedBy(entry: Entry): Carried {
  const { perpetual, closing, unclosed, dayClosing, lastSoldAt, latestTime } = entry;
  const own = byItself(entry, closing);
  return {
    perpetual,
    closing,
    unclosed,
    dayClosing: dayClosing ?? own.dayClosing,
    lastSoldAt: lastSoldAt ?? own.lastSoldAt,
    latestTime: latestTime ?? own.latestTime,
  };
}
