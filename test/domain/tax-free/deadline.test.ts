import { describe, expect, test } from 'vitest';
import { addDays, hasReached, lastDayOfMonth } from '../../../domain/tax-free/calendar.ts';
import { issueDeadline, validationDeadline } from '../../../domain/tax-free/deadline.ts';

describe('the end of the third month after the month of purchase', () => {
  test.each([
    ['2026-01-01', '2026-04-30', '2026-05-01T00:00:00+02:00'],
    ['2026-01-31', '2026-04-30', '2026-05-01T00:00:00+02:00'],
    ['2026-11-24', '2027-02-28', '2027-03-01T00:00:00+01:00'],
    ['2027-11-30', '2028-02-29', '2028-03-01T00:00:00+01:00'],
    ['2026-12-31', '2027-03-31', '2027-04-01T00:00:00+02:00'],
    ['2026-07-15', '2026-10-31', '2026-11-01T00:00:00+01:00'],
  ])('of %s is %s', (purchase, lastDay, before) => {
    expect(validationDeadline(purchase)).toEqual({ lastDay, before });
  });
});

describe('the end of the third day', () => {
  test.each([
    ['2026-11-24', '2026-11-26', '2026-11-27T00:00:00+01:00'],
    ['2026-02-27', '2026-03-01', '2026-03-02T00:00:00+01:00'],
    ['2026-03-27', '2026-03-29', '2026-03-30T00:00:00+02:00'],
    ['2026-12-30', '2027-01-01', '2027-01-02T00:00:00+01:00'],
  ])('from %s is %s', (purchase, lastDay, before) => {
    expect(issueDeadline(purchase)).toEqual({ lastDay, before });
  });
});

test('days and months pass the ends of months and years', () => {
  expect(addDays('2028-02-28', 1)).toBe('2028-02-29');
  expect(addDays('2026-01-01', -1)).toBe('2025-12-31');
  expect(lastDayOfMonth('2026-02-10', 0)).toBe('2026-02-28');
});

test.each([
  ['2010-11-24', '2026-11-24', true],
  ['2010-11-25', '2026-11-24', false],
  ['2084-02-29', '2100-02-28', false],
  ['2084-02-29', '2100-03-01', true],
  ['2010-11', '2026-11-29', false],
  ['2010-10', '2026-11-01', true],
  ['2010', '2026-12-30', false],
  ['2009', '2026-01-01', true],
  ['', '2026-11-24', false],
])('born %s, 16 reached on %s: %s', (birthDate, day, reached) => {
  expect(hasReached(16, birthDate, day)).toBe(reached);
});
