import { describe, expect, test } from 'vitest';
import { birthDate, expiryDate } from '../../../domain/passport/date.ts';

describe('birth dates', () => {
  test.each([
    ['261124', '2026-11-24', '2026-11-24', 'born today'],
    ['261125', '2026-11-24', '1926-11-25', 'tomorrow is a century ago'],
    ['000229', '2026-11-24', '2000-02-29', 'a leap day'],
    ['2608<<', '2026-11-24', '2026-08', 'day unknown'],
    ['2612<<', '2026-11-24', '1926-12', 'day unknown, month to come'],
    ['26<<<<', '2026-11-24', '2026', 'only the year known'],
    ['27<<<<', '2026-11-24', '1927', 'only the year known, to come'],
    ['<<<<<<', '2026-11-24', '', 'unknown'],
  ])('%s on %s is %s (%s)', (digits, today, date) => {
    expect(birthDate(digits, 0, today)).toEqual({ date });
  });

  test.each(['230229', '741301', '740001', '740100', '740431', '7<0812', '<<0812', '74<<12', '7408<1'])(
    '%s is not a date',
    (digits) => expect(birthDate(digits, 0, '2026-11-24')).toEqual({ fault: 'date' }),
  );
});

describe('expiry dates', () => {
  test.each([
    ['120415', '2012-04-15', 'expired'],
    ['360101', '2036-01-01', 'to come'],
    ['761231', '2076-12-31', 'the last year of the window'],
    ['770101', '1977-01-01', 'expired in the last century'],
    ['950712', '1995-07-12', "ICAO's own specimen"],
  ])('%s is %s (%s)', (digits, date) => {
    expect(expiryDate(digits, 0, '2026-11-24')).toEqual({ date });
  });

  test('an expiry must be whole', () => {
    expect(expiryDate('30<<<<', 0, '2026-11-24')).toEqual({ fault: 'date' });
  });
});
