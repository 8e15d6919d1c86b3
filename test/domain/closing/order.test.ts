import { describe, expect, it } from 'vitest';
import { lastDay, spanOf } from '../../../domain/closing/period.ts';
import { ledgerOf } from '../../support/periods.ts';

const span = (period: string) => spanOf(period) ?? 'day';

/** A till that sold something on each of these days and closed these periods on their last days, in order. */
function afterClosing(...periods: string[]) {
  const till = ledgerOf();
  for (const period of periods) {
    till.on(lastDay({ span: span(period), period }));
    if (span(period) === 'day') till.sell(2000, 1200);
    till.close(period);
  }
  return till;
}

describe('a period is closed already', () => {
  it.each([
    ['the same day, of which nothing was sold since', ['2026-11-24'], '2026-11-24', '2026-11-24'],
    ['an earlier day', ['2026-11-24'], '2026-11-23', '2026-11-24'],
    ['a month before the last closed day', ['2026-11-24'], '2026-10', '2026-11-24'],
    ['a year before the last closed day', ['2026-11-24', '2026-11'], '2025', '2026-11-24'],
    ['the same month', ['2026-11-24', '2026-11'], '2026-11', '2026-11'],
    ['the same year', ['2026-11-24', '2026-11', '2026'], '2026', '2026'],
    ['a day of a closed month', ['2026-11-24', '2026-11'], '2026-11-25', '2026-11'],
    ['a day of a closed year', ['2026-11-24', '2026-11', '2026'], '2026-12-01', '2026'],
    ['a month of a closed year', ['2026-11-24', '2026-11', '2026'], '2026-12', '2026'],
  ])('when it is %s', (_, closed, period, last) => {
    const till = afterClosing(...closed);
    till.on('2027-06-01');
    expect(till.refusalOf(period)).toMatchObject({ refused: 'period-closed', last });
  });
});

describe('a period waits', () => {
  it.each([
    ['a day of the next month, for the month', ['2026-11-30'], '2026-12-01', '2026-11'],
    ['a day of the next year, for the month', ['2026-12-31'], '2027-01-01', '2026-12'],
    ['a day of the next year, for the year', ['2026-12-31', '2026-12'], '2027-01-01', '2026'],
    ['a year, for its last month', ['2026-11-24'], '2026', '2026-11'],
    ['a later month, for the month that has days', ['2026-11-24'], '2026-12', '2026-11'],
    ['a later year, for the month that has days', ['2026-11-24'], '2027', '2026-11'],
    ['a later year, for the year that has days', ['2026-11-24', '2026-11'], '2027', '2026'],
  ])('%s', (_, closed, period, first) => {
    const till = afterClosing(...closed);
    till.on('2028-06-01');
    expect(till.refusalOf(period)).toEqual({ refused: 'period-open', next: { span: span(first), period: first } });
  });

  it.each(['2026-11', '2026'])('%s, for a day on which was sold and that nobody closed', (period) => {
    const till = afterClosing('2026-11-24');
    till.on('2026-11-26');
    till.sell(2000, 100);
    till.on('2026-12-31');
    expect(till.refusalOf(period)).toEqual({ refused: 'period-open', next: { span: 'day', period: '2026-11-26' } });
  });

  it('not for what was sold after the closing of its day: that belongs to the day in which it is closed', () => {
    const till = afterClosing('2026-11-30');
    till.sell(2000, 100);
    expect(till.refusalOf('2026-11')).toBeUndefined();
    expect(till.refusalOf('2026-11-30')).toBeUndefined();
  });
});

describe('a period is not over', () => {
  it.each([
    ['a day before it has begun', '2026-11-25', '2026-11-24'],
    ['a month before its last day', '2026-11', '2026-11-29'],
    ['a year before its last day', '2026', '2026-12-30'],
    ['February before the 29th of a leap year', '2028-02', '2028-02-28'],
  ])('%s', (_, period, today) => {
    const till = ledgerOf();
    till.on(today);
    expect(till.refusalOf(period)).toMatchObject({ refused: 'period-too-early' });
  });

  it('and what was sold after an early closing of its month can be closed from the next day on', () => {
    const till = afterClosing('2026-11-30', '2026-11');
    till.sell(2000, 100);
    const next = { span: 'day', period: '2026-12-01', from: '2026-12-01' };
    for (const period of ['2026-11-30', '2026-11', '2026-12-01', '2026-12'])
      expect(till.refusalOf(period)).toMatchObject({ next });
    till.on('2026-12-01');
    expect(till.refusalOf('2026-12-01')).toBeUndefined();
  });
});

describe('a day is not closed under a date before its sales', () => {
  it('but under the date of the last one', () => {
    const till = ledgerOf();
    till.on('2026-12-01');
    till.sell(2000, 100);
    const next = { span: 'day', period: '2026-12-01' };
    expect(till.refusalOf('2026-11-24')).toEqual({ refused: 'period-before-sales', next });
    expect(till.refusalOf('2026-12-01')).toBeUndefined();
  });
});

describe('a period can be closed', () => {
  it.each([
    ['a month in which nothing was sold', ['2026-09-30', '2026-09'], '2026-10', '2026-10-31'],
    ['a day after skipped days', ['2026-11-02'], '2026-11-24', '2026-11-24'],
    ['a month on its last day', ['2026-11-02', '2026-11-03'], '2026-11', '2026-11-30'],
    ['a year on its last day', ['2026-11-02', '2026-11'], '2026', '2026-12-31'],
    ['the first day of the next month', ['2026-11-30', '2026-11'], '2026-12-01', '2026-12-01'],
    ['the first day of the next year', ['2026-12-31', '2026-12', '2026'], '2027-01-01', '2027-01-01'],
  ])('%s', (_, closed, period, today) => {
    const till = afterClosing(...closed);
    till.on(today);
    expect(till.refusalOf(period)).toBeUndefined();
  });
});
