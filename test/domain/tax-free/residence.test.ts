import { expect, test } from 'vitest';
import { ISO_ALPHA_2 } from '../../../domain/passport/iso-3166.ts';
import { RESIDENCES, residenceStatus } from '../../../domain/tax-free/residence.ts';

test('the Union has 27 members and no country is listed twice', () => {
  expect(RESIDENCES.find(({ status }) => status === 'residence-in-union')?.codes).toHaveLength(27);
  const codes = RESIDENCES.flatMap((row) => row.codes);
  expect(new Set(codes).size).toBe(codes.length);
});

test('every code is of ISO 3166-1, or one of the three that stand for a part of a country', () => {
  const codes = RESIDENCES.flatMap((row) => row.codes);
  expect(codes.filter((code) => !ISO_ALPHA_2.has(code)).sort()).toEqual(['EA', 'IC', 'XI']);
});

test.each('AD SM VA GB JE GG GI IC EA NC PF WF PM TF MF BL GL FO AX US JP CN CH NO'.split(' '))(
  '%s is eligible',
  (code) => {
    expect(residenceStatus(code)).toBe('eligible');
  },
);

test.each(['MC', 'GP', 'GF', 'MQ', 'YT', 'RE', 'FR', 'ES', 'FI', 'DK', 'XI', 'UK', 'us', ''])('%s is not', (code) => {
  expect(residenceStatus(code)).not.toBe('eligible');
});
