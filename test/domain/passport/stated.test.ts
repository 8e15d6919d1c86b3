import { describe, expect, test } from 'vitest';
import { parsePassport } from '../../../domain/passport/parse.ts';
import type { Passport } from '../../../domain/passport/passport.ts';
import { withStated } from '../../../domain/passport/stated.ts';
import { printTd1, printTd3, TODAY } from './printer.ts';

const HOLDER = {
  ...{ code: 'P', issuer: 'IND', nationality: 'IND', surname: 'SMITH', givenNames: 'ANITA', number: 'Z1234567' },
  ...{ birth: '200203', sex: 'F', expiry: '310614', optional: '', more: '' },
};

function passportOf(lines: string[]): Passport {
  const scan = parsePassport(lines.join('\n'), TODAY);
  if (!scan.readable) throw new Error(JSON.stringify(scan.faults));
  return scan.passport;
}
const operator = 'ana';

describe('staff', () => {
  test('state the century of somebody of 106, who reads as a child', () => {
    const passport = passportOf(printTd3(HOLDER));
    expect(passport.birthDate).toBe('2020-02-03');
    const complete = withStated(passport, { birthDate: '1920-02-03', operator }, TODAY);
    expect(complete).toMatchObject({ passport: { birthDate: '1920-02-03', expiryDate: '2031-06-14' } });
  });

  test('state what the zone gives as unknown, and an expiry that it does not have', () => {
    const passport = passportOf(printTd1({ ...HOLDER, code: 'I', birth: '85<<<<', expiry: '<<<<<<' }));
    expect([passport.birthDate, passport.expiryDate]).toEqual(['1985', '']);
    const stated = { birthDate: '1985-12-24', expiryDate: '2031-01-31', operator };
    expect(withStated(passport, stated, TODAY)).toMatchObject({
      passport: { birthDate: '1985-12-24', expiryDate: '2031-01-31' },
    });
    expect(withStated(passport, { operator }, TODAY)).toEqual({ passport });
  });

  test.each([
    [{ birthDate: '1920-02-04' }, '/stated/birthDate', 'stated-otherwise'],
    [{ birthDate: '1920-03-03' }, '/stated/birthDate', 'stated-otherwise'],
    [{ expiryDate: '2032-06-14' }, '/stated/expiryDate', 'stated-otherwise'],
    [{ birthDate: '2120-02-03' }, '/stated/birthDate', 'stated-impossible'],
    [{ birthDate: '1820-02-03' }, '/stated/birthDate', 'stated-impossible'],
    [{ birthDate: '1920-02-30' }, '/stated/birthDate', 'calendar'],
  ])('cannot state %j otherwise than the zone, nor what cannot be', (dates, at, rule) => {
    const complete = withStated(passportOf(printTd3(HOLDER)), { ...dates, operator }, TODAY);
    expect(complete).toMatchObject({ violations: [{ at, rule }] });
  });
});
