import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isGtin, padGtin } from '../../domain/gtin.ts';

const VALID = ['96385074', '036000291452', '4006381333931', '2000000000008', '10614141000415'];

describe('a GTIN', () => {
  it.each(VALID)('%s has the right check digit, and has it still when padded to 14 digits', (gtin) => {
    expect(isGtin(gtin)).toBe(true);
    expect(padGtin(gtin)).toMatch(/^\d{14}$/);
    expect(isGtin(padGtin(gtin))).toBe(true);
  });

  it('with any one digit changed is refused', () => {
    for (const gtin of VALID)
      for (let place = 0; place < gtin.length; place++)
        for (const digit of '0123456789')
          if (digit !== gtin[place]) expect(isGtin(gtin.slice(0, place) + digit + gtin.slice(place + 1))).toBe(false);
  });

  it.each([
    '',
    '1',
    '963850741',
    '96385074 ',
    ' 96385074',
    '9638507A',
    '１２３４５６７８',
    '123456789012345',
    '٩٦٣٨٥٠٧٤',
  ])('is not %j', (text) => expect(isGtin(text)).toBe(false));

  it('is right for exactly one check digit', () => {
    fc.assert(
      fc.property(fc.constantFrom(7, 11, 12, 13), fc.infiniteStream(fc.nat(9)), (length, digits) => {
        const body = [...digits.take(length)].join('');
        expect([...'0123456789'].filter((digit) => isGtin(body + digit))).toHaveLength(1);
      }),
    );
  });
});
