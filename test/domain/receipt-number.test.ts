import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatReceiptNumber, LAST_SEQUENCE, parseReceiptNumber } from '../../domain/receipt-number.ts';

const CHARACTERS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ';
const code = (longest: number, shortest = 1) =>
  fc.string({ unit: fc.constantFrom(...CHARACTERS), minLength: shortest, maxLength: longest });
const place = fc.record({
  store: code(12, 2),
  till: code(6),
  sequence: fc.integer({ min: 1, max: LAST_SEQUENCE }),
});

const SAMPLES = [
  { store: 'HAUSSMANN', till: '012', sequence: 42 },
  { store: 'LILLE', till: '1', sequence: 1 },
  { store: 'ZZZZZZZZZZZZ', till: 'ZZZZZZ', sequence: LAST_SEQUENCE },
  { store: '00', till: '0', sequence: 10_000_000 },
];

describe('a receipt number', () => {
  it('is store, till, eight digits and a check character', () => {
    expect(formatReceiptNumber({ store: 'HAUSSMANN', till: '012', sequence: 42 })).toMatch(
      /^HAUSSMANN-012-00000042-[0-9A-Z]$/,
    );
  });

  it('is read back to the place it was made of', () => {
    fc.assert(
      fc.property(place, (where) => {
        expect(parseReceiptNumber(formatReceiptNumber(where))).toEqual(where);
      }),
    );
  });

  it('fits the 50 characters that customs allow', () => {
    fc.assert(
      fc.property(place, (where) => {
        expect(formatReceiptNumber(where).length).toBeLessThanOrEqual(50);
      }),
    );
  });

  it.each(SAMPLES)('shows that any one of its characters was changed ($store)', (where) => {
    const number = formatReceiptNumber(where);
    for (let at = 0; at < number.length; at++)
      for (const other of `${CHARACTERS}-abc. _é`)
        if (other !== number[at]) {
          const changed = number.slice(0, at) + other + number.slice(at + 1);
          expect(parseReceiptNumber(changed), changed).toBeUndefined();
        }
  });

  it.each(SAMPLES)('shows that any one of its characters is missing or doubled ($store)', (where) => {
    const number = formatReceiptNumber(where);
    for (let at = 0; at < number.length; at++) {
      const found = [number.slice(0, at) + number.slice(at + 1), number.slice(0, at + 1) + number.slice(at)].map(
        parseReceiptNumber,
      );
      for (const one of found) expect(one).not.toEqual(where);
    }
  });

  it.each([
    '',
    'HAUSSMANN',
    'HAUSSMANN-012-42-K',
    'haussmann-012-00000042-K',
    'A-012-00000042-K',
    'AB-1-00000000-0',
    '\n',
  ])('is not %j', (text) => expect(parseReceiptNumber(text)).toBeUndefined());

  it('never counts from zero', () => {
    expect(parseReceiptNumber(formatReceiptNumber({ store: 'LILLE', till: '1', sequence: 0 }))).toBeUndefined();
  });
});
