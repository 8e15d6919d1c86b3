import { describe, expect, test } from 'vitest';
import { itemBytes, writeUnits } from '../../bench/checkout/item-size.ts';

describe('the size that DynamoDB charges for an item', () => {
  test('counts names and UTF-8 bytes of texts, and bytes as they are', () => {
    expect(itemBytes({ pk: { S: 'TILL#A#1' }, label: { S: 'carré' }, signature: { B: new Uint8Array(64) } })).toBe(
      2 + 8 + (5 + 6) + (9 + 64),
    );
  });

  test('counts a byte for two significant digits of a number, and one more', () => {
    expect(itemBytes({ n: { N: '0' } })).toBe(1 + 1);
    expect(itemBytes({ n: { N: '12345' } })).toBe(1 + 4);
    expect(itemBytes({ n: { N: '38500' } })).toBe(1 + 3);
    expect(itemBytes({ n: { N: '-0.25' } })).toBe(1 + 2);
  });

  test('counts three bytes for a map or a list and one for each member', () => {
    expect(itemBytes({ m: { M: { a: { S: 'xy' }, b: { N: '1' } } } })).toBe(1 + 3 + (1 + 1 + 2) + (1 + 1 + 2));
    expect(itemBytes({ l: { L: [{ S: 'x' }, { BOOL: true }] } })).toBe(1 + 3 + (1 + 1) + (1 + 1));
  });

  test('starts a second write unit with the byte after 1,024', () => {
    const textOf = (length: number) => ({ t: { S: 'x'.repeat(length) } });
    expect(writeUnits(textOf(1023))).toBe(1);
    expect(writeUnits(textOf(1024))).toBe(2);
  });
});
