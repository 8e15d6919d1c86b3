import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { articleOf, isGtin, padGtin } from '../../domain/gtin.ts';

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

/** The eight digits of a UPC-E for a GTIN-12, when zeros stand where one can leave them out. Written anew, by the table of GS1. */
function upcE(gtin12: string): string | undefined {
  const forms: [RegExp, (m: string[]) => string][] = [
    [/^([01])(\d\d)([0-2])0000(\d{3})(\d)$/, ([, s, m, k, i, c]) => `${s}${m}${i}${k}${c}`],
    [/^([01])(\d\d[3-9])00000(\d\d)(\d)$/, ([, s, m, i, c]) => `${s}${m}${i}3${c}`],
    [/^([01])(\d{3}[1-9])00000(\d)(\d)$/, ([, s, m, i, c]) => `${s}${m}${i}4${c}`],
    [/^([01])(\d{4}[1-9])0000([5-9])(\d)$/, ([, s, m, i, c]) => `${s}${m}${i}${c}`],
  ];
  for (const [shape, short] of forms) {
    const match = shape.exec(gtin12);
    if (match) return short(match);
  }
  return undefined;
}

describe('the article that a scan names', () => {
  it.each([
    ['04252614', '00042100005264'],
    ['01234565', '00012345000065'],
    ['042100005264', '00042100005264'],
    ['96385074', '00000096385074'],
    ['4006381333931', '04006381333931'],
    ['2000000000008', '02000000000008'],
  ])('%s is %s', (scanned, gtin) => expect(articleOf(scanned)).toEqual({ gtin }));

  it('is the same whether its GTIN-12 or its UPC-E is scanned', () => {
    const digits = (length: number) =>
      fc.string({ unit: fc.constantFrom(...'0123456789'), minLength: length, maxLength: length });
    const bodies = fc.oneof(
      fc.tuple(digits(2), fc.constantFrom('0', '1', '2'), digits(3)).map(([m, k, i]) => `0${m}${k}0000${i}`),
      fc.tuple(digits(2), fc.constantFrom(...'3456789'), digits(2)).map(([m, k, i]) => `0${m}${k}00000${i}`),
      fc.tuple(digits(3), fc.constantFrom(...'123456789'), digits(1)).map(([m, k, i]) => `0${m}${k}00000${i}`),
      fc
        .tuple(digits(4), fc.constantFrom(...'123456789'), fc.constantFrom(...'56789'))
        .map(([m, k, i]) => `0${m}${k}0000${i}`),
    );
    fc.assert(
      fc.property(bodies, (body) => {
        const gtin12 = [...'0123456789'].map((check) => body + check).find(isGtin) ?? '';
        const short = upcE(gtin12);
        expect(short, gtin12).toHaveLength(8);
        expect(articleOf(short ?? '')).toEqual(articleOf(gtin12));
      }),
    );
  });

  it('that begins with 1 is a GTIN-8 when it can be', () => {
    for (let number = 1_000_000; number < 1_000_200; number++) {
      const short = [...'0123456789'].map((check) => `${number}${check}`).find(isGtin) ?? '';
      expect(articleOf(short)).toEqual({ gtin: padGtin(short) });
    }
  });

  it.each([
    '0000000',
    '00000000000',
    '000000000000',
    '0000000000000',
    '980000000000',
    '981234500000',
    '999000000000',
    '050000000000',
    '51234500000',
  ])('beginning with %s is none', (body) => {
    const scanned = [...'0123456789'].map((check) => body + check).find(isGtin) ?? '';
    expect(articleOf(scanned)).toEqual({ fault: 'no-article' });
  });

  it.each(['04252615', '4006381333932', '', 'ABCDEFGH'])('%j has a wrong check digit', (scanned) =>
    expect(articleOf(scanned)).toEqual({ fault: 'check-digit' }),
  );
});
