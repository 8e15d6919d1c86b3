import { expect, test } from 'vitest';
import { ISO_ALPHA_2, pairs } from '../../../domain/passport/iso-3166.ts';
import { KNOWN_STATES, stateOf } from '../../../domain/passport/state.ts';

test('the table holds the 249 countries of ISO 3166-1, each code once', () => {
  expect(pairs()).toHaveLength(249);
  expect(new Set(pairs().map(([alpha3]) => alpha3)).size).toBe(249);
  expect(ISO_ALPHA_2.size).toBe(249);
  expect(pairs().every(([alpha3, alpha2]) => /^[A-Z]{3}$/.test(alpha3) && /^[A-Z]{2}$/.test(alpha2))).toBe(true);
});

test('no code is listed twice', () => {
  expect(new Set(KNOWN_STATES.map(({ code }) => code)).size).toBe(KNOWN_STATES.length);
  expect(KNOWN_STATES).toHaveLength(249 + 27);
});

test.each([
  ['D<<', 'DE'],
  ['DEU', 'DE'],
  ['GBD', 'GB'],
  ['GBN', 'GB'],
  ['GBO', 'GB'],
  ['GBP', 'GB'],
  ['GBS', 'GB'],
  ['RKS', 'XK'],
  ['UNO', 'UN'],
  ['EUE', 'EU'],
  ['CHE', 'CH'],
])('%s stands for %s', (field, alpha2) => {
  expect(stateOf(field)).toMatchObject({ known: true, alpha2 });
});

test.each(['XXA', 'XXB', 'XXC', 'XXX', 'XOM', 'XPO'])('%s is known and has no alpha-2', (field) => {
  expect(stateOf(field)).toEqual({ code: field, known: true, alpha2: undefined });
});

test('the code of the specimens is not known', () => {
  expect(stateOf('UTO')).toEqual({ code: 'UTO', known: false, alpha2: undefined });
});
