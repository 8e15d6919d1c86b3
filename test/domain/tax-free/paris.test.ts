import { expect, test } from 'vitest';
import { parisDate, parisMidnight } from '../../../domain/tax-free/paris.ts';

test.each([
  ['2026-01-31T22:59:59.999Z', '2026-01-31', 'the last instant of a winter day'],
  ['2026-01-31T23:00:00Z', '2026-02-01', 'midnight in winter'],
  ['2026-06-30T21:59:59.999Z', '2026-06-30', 'the last instant of a summer day'],
  ['2026-06-30T22:00:00Z', '2026-07-01', 'midnight in summer'],
  ['2026-03-28T23:00:00Z', '2026-03-29', 'the day the clocks go forward begins in winter time'],
  ['2026-03-29T21:59:59Z', '2026-03-29', 'and ends in summer time'],
  ['2026-03-29T22:00:00Z', '2026-03-30', 'an hour short'],
  ['2026-10-24T22:00:00Z', '2026-10-25', 'the day the clocks go back begins in summer time'],
  ['2026-10-25T22:59:59Z', '2026-10-25', 'and ends in winter time'],
  ['2026-10-25T23:00:00Z', '2026-10-26', 'an hour long'],
])('%s is %s in Paris: %s', (instant, date) => {
  expect(parisDate(new Date(instant))).toBe(date);
});

test.each([
  ['2026-02-01', '2026-02-01T00:00:00+01:00'],
  ['2026-03-29', '2026-03-29T00:00:00+01:00'],
  ['2026-03-30', '2026-03-30T00:00:00+02:00'],
  ['2026-10-25', '2026-10-25T00:00:00+02:00'],
  ['2026-10-26', '2026-10-26T00:00:00+01:00'],
])('%s begins at %s', (date, midnight) => {
  expect(parisMidnight(date)).toBe(midnight);
});

test('on every day of four years midnight is the first instant of its date', () => {
  for (let day = Date.UTC(2024, 0, 1); day < Date.UTC(2028, 0, 1); day += 24 * 3_600_000) {
    const date = new Date(day).toISOString().slice(0, 10);
    const midnight = new Date(parisMidnight(date)).getTime();
    expect(parisDate(new Date(midnight))).toBe(date);
    expect(parisDate(new Date(midnight - 1)) < date).toBe(true);
  }
});
