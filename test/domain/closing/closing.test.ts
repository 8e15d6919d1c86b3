import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { spanOf } from '../../../domain/closing/period.ts';
import { totalsOf } from '../../../domain/closing/sums.ts';
import { addTotals } from '../../../domain/vat.ts';
import { daysSold, ledgerOf, sumsOf } from '../../support/periods.ts';

describe('a period', () => {
  it.each([
    ['2026', 'year'],
    ['2026-11', 'month'],
    ['2026-11-24', 'day'],
    ['2024-02-29', 'day'],
  ])('%s is a %s', (period, span) => expect(spanOf(period)).toBe(span));

  it.each([
    '',
    '26',
    '2026-13',
    '2026-00',
    '2026-02-30',
    '2025-02-29',
    '2026-11-24T00',
    '-000001',
    '+002026',
    '2026-1',
    '0000-01-01',
    'x',
  ])('such as %j is none', (period) => expect(spanOf(period)).toBeUndefined());
});

describe('a closing', () => {
  it('of a day holds the totals of what was sold and returned since the last one', () => {
    const till = ledgerOf();
    till.on('2026-11-24');
    till.sell(2000, 2997);
    till.sell(550, 596);
    till.giveBack(2000, 999);
    expect(till.close('2026-11-24')).toMatchObject({
      span: 'day',
      from: 1,
      to: 3,
      totals: {
        sales: [
          { vatRate: 550, gross: 596, net: 565, vat: 31 },
          { vatRate: 2000, gross: 2997, net: 2497, vat: 500 },
        ],
        returns: [{ vatRate: 2000, gross: 999, net: 832, vat: 167 }],
      },
    });
  });

  it('of a day on which nothing happened holds nothing and counts from behind the last entry', () => {
    const till = ledgerOf();
    till.on('2026-11-25');
    till.close('2026-11-24');
    expect(till.close('2026-11-25')).toMatchObject({ from: 2, to: 1, totals: { sales: [], returns: [] } });
  });

  it('of a month is the sum of its days, of a year the sum of its months, and they leave nothing open', () => {
    fc.assert(
      fc.property(daysSold, (days) => {
        const till = ledgerOf();
        const { days: closedDays, months, year } = till.liveThrough(days);
        const sum = (closings: readonly { totals: { sales: Parameters<typeof addTotals>[0] } }[]) =>
          closings.reduce<ReturnType<typeof addTotals>>((total, { totals }) => addTotals(total, totals.sales), []);
        expect(sum(months)).toEqual(sum(closedDays));
        expect(year.totals.sales).toEqual(sum(closedDays));
        expect(year.totals).toEqual(totalsOf(sumsOf(till.entries)));
        expect(year.running.month).toEqual({ sales: [], returns: [] });
        expect(year.running.year).toEqual({ sales: [], returns: [] });
      }),
    );
  });

  it('names its till’s next entries only once: every entry is counted by exactly one day', () => {
    fc.assert(
      fc.property(daysSold, (days) => {
        const till = ledgerOf();
        const counted = till.liveThrough(days).days.flatMap(({ from, to }) => till.between(from, to));
        expect(counted.filter(({ kind }) => kind !== 'closing')).toEqual(
          till.entries.filter(({ kind }) => kind !== 'closing'),
        );
      }),
    );
  });
});
