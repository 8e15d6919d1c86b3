import fc from 'fast-check';
import { endBehind, genesis, nextEntry } from '../../domain/chain/append.ts';
import type { ClosingContent, Content, Entry, Sums } from '../../domain/chain/entry.ts';
import { closePeriod } from '../../domain/closing/closing.ts';
import type { ClosingRefusal } from '../../domain/closing/order.ts';
import { lastDay, spanOf } from '../../domain/closing/period.ts';
import { NOTHING, withEntry } from '../../domain/closing/sums.ts';
import { totalsPerRate } from '../../domain/vat.ts';

const by = { operator: 'camille', key: 'key-1' };

type Closing = ClosingContent & { sequence: number };

/** What one day sells: VAT rate and gross cents of each sale. */
export interface Day {
  month: number;
  day: number;
  sales: [vatRate: number, gross: number][];
}

/** Up to a dozen days of one year, in any number of months, each with some sales. */
export const daysSold: fc.Arbitrary<Day[]> = fc
  .uniqueArray(
    fc.record({
      month: fc.integer({ min: 1, max: 12 }),
      day: fc.integer({ min: 1, max: 28 }),
      sales: fc.array(fc.tuple(fc.constantFrom(0, 210, 550, 1000, 2000), fc.nat(1_000_000)), { maxLength: 4 }),
    }),
    { minLength: 1, maxLength: 12, selector: ({ month, day }) => month * 100 + day },
  )
  .map((days) => days.toSorted((a, b) => a.month - b.month || a.day - b.day));

/** What entries sold and took back. */
export const sumsOf = (entries: readonly Entry[]): Sums => entries.reduce(withEntry, NOTHING);

const twoDigits = (value: number): string => String(value).padStart(2, '0');

/** A till's entries without a database: sells, takes back and closes, on the days that it is told. */
export function ledgerOf() {
  const entries: Entry[] = [];
  let today = '2026-01-01';
  const end = () => {
    const last = entries.at(-1);
    return last ? endBehind(last, 'token') : genesis('HAUSSMANN', '012');
  };
  const append = (content: Content): Entry => {
    const at = { ...by, time: `${today}T10:30:00Z`, recordedAt: `${today}T10:30:01Z` };
    const entry = nextEntry(end(), content, at);
    entries.push(entry);
    return entry;
  };
  const amounts = (vatRate: number, gross: number) => ({
    tenders: [],
    total: gross,
    totals: totalsPerRate([{ vatRate, gross }]),
  });
  const attempt = (period: string): { content: ClosingContent } | ClosingRefusal => {
    const last = entries.findLast((entry): entry is Entry & Closing => entry.kind === 'closing');
    const soldOn = end().lastSoldAt.slice(0, 10);
    const wanted = { span: spanOf(period) ?? 'day', period };
    return closePeriod(wanted, { end: end(), running: last?.running }, { today, soldOn });
  };
  const close = (period: string): Closing => {
    const closed = attempt(period);
    if ('refused' in closed) throw new Error(`${period}: ${JSON.stringify(closed)}`);
    return { ...closed.content, sequence: append(closed.content).sequence };
  };
  const sell = (vatRate: number, gross: number) => append({ kind: 'sale', lines: [], ...amounts(vatRate, gross) });

  return {
    entries,
    /** What the clock shows from now on. */
    on: (day: string): void => {
      today = day;
    },
    sell,
    close,
    giveBack: (vatRate: number, gross: number) =>
      append({ kind: 'return', original: 'HAUSSMANN-012-00000001-X', lines: [], ...amounts(vatRate, gross) }),
    between: (from: number, to: number): Entry[] => entries.slice(from - 1, to),
    refusalOf(period: string): ClosingRefusal | undefined {
      const closed = attempt(period);
      return 'refused' in closed ? closed : undefined;
    },
    /** Sells and closes days, each month after its last day, and the year at the end. */
    liveThrough(days: readonly Day[]) {
      const closings = { days: [] as Closing[], months: [] as Closing[] };
      days.forEach(({ month, day, sales }, i) => {
        today = `2026-${twoDigits(month)}-${twoDigits(day)}`;
        for (const [vatRate, gross] of sales) sell(vatRate, gross);
        closings.days.push(close(today));
        if (days[i + 1]?.month === month) return;
        today = lastDay({ span: 'month', period: today.slice(0, 7) });
        closings.months.push(close(today.slice(0, 7)));
      });
      today = '2026-12-31';
      return { ...closings, year: close('2026') };
    },
  };
}
