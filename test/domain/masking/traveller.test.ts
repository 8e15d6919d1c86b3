import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { keyedPseudonyms } from '../../../domain/masking/pseudonyms.ts';
import type { Traveller } from '../../../domain/masking/traveller.ts';
import { parsePassport } from '../../../domain/passport/parse.ts';
import { printTd3 } from '../passport/printer.ts';

const pseudonyms = keyedPseudonyms(new Uint8Array(32).fill(3));
const TODAY = '2026-11-24';

const day = (min: string, max: string) =>
  fc
    .date({ min: new Date(min), max: new Date(max), noInvalidDate: true })
    .map((date) => date.toISOString().slice(0, 10));

const traveller: fc.Arbitrary<Traveller> = fc.record({
  surname: fc.stringMatching(/^[A-Z]{1,15}( [A-Z]{1,8})?$/),
  givenNames: fc.oneof(fc.constant(''), fc.stringMatching(/^[A-Z]{1,9}$/)),
  birthDate: fc
    .tuple(day('1930-01-01', '2010-11-24'), fc.constantFrom(4, 7, 10))
    .map(([date, length]) => date.slice(0, length)),
  nationality: fc.constantFrom('GB', 'US', 'JP', ''),
  passportNumber: fc.stringMatching(/^[A-Z0-9]{5,9}$/),
  passportExpiry: day('2026-11-25', '2036-11-24'),
});

const sixDigits = (date: string): string => {
  const [year = '', month = '<<', dayOfMonth = '<<'] = date.split('-');
  return year.slice(2) + month + dayOfMonth;
};

/** The passport of a masked traveller as Utopia would print it. */
const printed = ({ surname, givenNames, birthDate, passportNumber, passportExpiry }: Traveller): string =>
  printTd3({
    code: 'P',
    issuer: 'UTO',
    nationality: 'UTO',
    surname,
    givenNames,
    number: passportNumber,
    birth: sixDigits(birthDate),
    sex: '<',
    expiry: sixDigits(passportExpiry),
    optional: '',
    more: '',
  }).join('\n');

describe('a masked traveller', () => {
  it('has a passport that reads without a fault, from a state that does not exist', () => {
    fc.assert(
      fc.property(traveller, (real) => {
        const fictive = pseudonyms.traveller(real);
        const scan = parsePassport(printed(fictive), TODAY);
        if (!scan.readable) throw new Error(JSON.stringify(scan.faults));
        const { passport } = scan;
        expect(passport.issuer).toMatchObject({ code: 'UTO', known: false });
        expect(passport).toMatchObject({
          number: fictive.passportNumber,
          birthDate: fictive.birthDate,
          expiryDate: fictive.passportExpiry,
          names: { surname: fictive.surname, givenNames: fictive.givenNames, maybeTruncated: false },
        });
        expect(fictive.nationality).toBe(passport.nationality.alpha2 ?? '');
      }),
    );
  });

  it('shares neither name nor date with the real one, and only one that has one name keeps one', () => {
    fc.assert(
      fc.property(traveller, (real) => {
        const fictive = pseudonyms.traveller(real);
        expect(fictive.surname).not.toBe(real.surname);
        expect(fictive.givenNames === '').toBe(real.givenNames === '');
        expect(fictive.birthDate).not.toBe(real.birthDate);
        expect(fictive.birthDate).toHaveLength(real.birthDate.length);
        expect(fictive.passportExpiry > real.passportExpiry).toBe(true);
      }),
    );
  });

  it('is of age if the real one was, and no older than a passport can tell', () => {
    fc.assert(
      fc.property(traveller, ({ birthDate, ...real }) => {
        const fictive = pseudonyms.traveller({ ...real, birthDate });
        const isVeryOld = birthDate < '1940';
        if (!isVeryOld) expect(fictive.birthDate < birthDate).toBe(true);
        expect(fictive.birthDate > '1929').toBe(true);
      }),
    );
  });

  it('is the same whenever the real one comes again', () => {
    fc.assert(
      fc.property(traveller, (real) => {
        expect(pseudonyms.traveller({ ...real })).toEqual(pseudonyms.traveller(real));
      }),
    );
  });

  it('shares a passport number with nobody else', () => {
    fc.assert(
      fc.property(fc.uniqueArray(traveller, { selector: ({ passportNumber }) => passportNumber }), (all) => {
        const numbers = all.map((real) => pseudonyms.traveller(real).passportNumber);
        expect(new Set(numbers).size).toBe(all.length);
      }),
    );
  });
});
