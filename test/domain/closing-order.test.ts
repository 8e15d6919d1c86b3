import { describe, expect, it } from 'vitest';
import { ledgerOf } from '../support/periods.ts';

/** A till that sold something and closed these periods, in order. */
function afterClosing(...periods: string[]) {
  const till = ledgerOf();
  for (const period of periods) {
    if (period.length === 10) till.sell(2000, 1200);
    till.close(period);
  }
  return till;
}

describe('a period is closed already', () => {
  it.each([
    ['the same day', ['2026-11-24'], '2026-11-24', '2026-11-24'],
    ['an earlier day', ['2026-11-24'], '2026-11-23', '2026-11-24'],
    ['the same month', ['2026-11-24', '2026-11'], '2026-11', '2026-11'],
    ['the same year', ['2026-11-24', '2026-11', '2026'], '2026', '2026'],
    ['a day of a closed month', ['2026-11-24', '2026-11'], '2026-11-25', '2026-11'],
    ['a day of a closed year', ['2026-11-24', '2026-11', '2026'], '2026-12-01', '2026'],
    ['a month of a closed year', ['2026-11-24', '2026-11', '2026'], '2026-12', '2026'],
  ])('when it is %s', (_, closed, period, last) => {
    expect(afterClosing(...closed).refusalOf(period)).toEqual({ refused: 'period-closed', last });
  });
});

describe('a period waits', () => {
  it.each([
    ['a day of the next month, for the month', ['2026-11-30'], '2026-12-01', 'month', '2026-11'],
    ['a day of the next year, for the month', ['2026-12-31'], '2027-01-01', 'month', '2026-12'],
    ['a day of the next year, for the year', ['2026-12-31', '2026-12'], '2027-01-01', 'year', '2026'],
    ['a year, for its last month', ['2026-11-24'], '2026', 'month', '2026-11'],
    ['a later month, for the month that has days', ['2026-11-24'], '2026-12', 'month', '2026-11'],
    ['an earlier month, for the month that has days', ['2026-11-24'], '2026-10', 'month', '2026-11'],
    ['a later year, for the year that has days', ['2026-11-24', '2026-11'], '2027', 'year', '2026'],
    ['an earlier year, for the year that has days', ['2026-11-24', '2026-11'], '2025', 'year', '2026'],
  ])('%s', (_, closed, period, span, open) => {
    expect(afterClosing(...closed).refusalOf(period)).toEqual({ refused: 'period-open', span, period: open });
  });

  it.each(['2026-11', '2026'])('for the day of what was sold since (%s)', (period) => {
    const till = afterClosing('2026-11-24');
    till.sell(2000, 100);
    expect(till.refusalOf(period)).toEqual({ refused: 'period-open', span: 'day', period: '' });
  });
});

describe('a period can be closed', () => {
  it.each([
    ['a month in which nothing was sold', ['2026-09-30', '2026-09'], '2026-10'],
    ['a day after skipped days', ['2026-11-02'], '2026-11-24'],
    ['a month after its last day', ['2026-11-02', '2026-11-03'], '2026-11'],
    ['a year after its last month', ['2026-11-02', '2026-11'], '2026'],
    ['the first day of the next month', ['2026-11-30', '2026-11'], '2026-12-01'],
    ['the first day of the next year', ['2026-12-31', '2026-12', '2026'], '2027-01-01'],
  ])('%s', (_, closed, period) => {
    expect(afterClosing(...closed).refusalOf(period)).toBeUndefined();
  });
});
