import fc from 'fast-check';
import { expect, test } from 'vitest';
import { FORM_ID_BYTES, formId, isFormId, isFormReceiptNumber } from '../../../domain/tax-free/form-id.ts';

const ids = fc.uint8Array({ minLength: FORM_ID_BYTES, maxLength: FORM_ID_BYTES }).map(formId);

test('an id is 20 to 24 characters that a barcode and a person can read', () => {
  fc.assert(
    fc.property(ids, (id) => {
      expect(id).toMatch(/^[0-9A-HJKMNP-TV-Z]{20,24}$/);
      expect(isFormId(id)).toBe(true);
    }),
  );
});

test('every one of the last 100 bits makes another id', () => {
  const made = new Set<string>();
  for (let bit = 0; bit < 100; bit++) {
    const bytes = new Uint8Array(FORM_ID_BYTES);
    bytes[FORM_ID_BYTES - 1 - (bit >> 3)] = 1 << (bit & 7);
    made.add(formId(bytes));
  }
  expect(made.size).toBe(100);
});

test('one misread character and two swapped neighbours are noticed', () => {
  fc.assert(
    fc.property(ids, fc.nat(21), fc.constantFrom(...'0123456789ABCDEFGHJKMNPQRSTVWXYZ'), (id, at, character) => {
      const misread = id.slice(0, at) + character + id.slice(at + 1);
      if (misread !== id) expect(isFormId(misread)).toBe(false);
      const swapped = id.slice(0, at) + id.charAt(at + 1) + id.charAt(at) + id.slice(at + 2);
      if (swapped !== id && swapped.length === id.length) expect(isFormId(swapped)).toBe(false);
    }),
    { numRuns: 2000 },
  );
});

test('an id is made of exactly the bytes it needs', () => {
  expect(() => formId(new Uint8Array(12))).toThrow(RangeError);
});

test('a receipt number has 1 to 50 characters', () => {
  expect(['', 'A', 'A'.repeat(50), 'A'.repeat(51)].map(isFormReceiptNumber)).toEqual([false, true, true, false]);
});
