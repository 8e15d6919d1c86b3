import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { keyedDigest } from '../../../domain/masking/digest.ts';
import { permuted } from '../../../domain/masking/permutation.ts';

const digest = keyedDigest(new Uint8Array(32).fill(7));
const other = keyedDigest(new Uint8Array(32).fill(8));
const shape = (text: string): string => text.replaceAll(/\d/g, '0').replaceAll(/[A-Z]/g, 'A').replaceAll(/[a-z]/g, 'a');

const all = (length: number): string[] =>
  Array.from({ length: 10 ** length }, (_, n) => String(n).padStart(length, '0'));

describe('permuted', () => {
  it.each([1, 2, 3, 4])('gives every text of %i digits to exactly one other', (length) => {
    const images = new Set(all(length).map((text) => permuted(digest, 'test', text)));
    expect([...images].sort()).toEqual(all(length));
  });

  it('keeps the shape of any text', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(shape(permuted(digest, 'test', text))).toBe(shape(text));
      }),
    );
  });

  it('says the same for the same text, and something else under another key or for another purpose', () => {
    const number = '1234567897AB';
    expect(permuted(digest, 'test', number)).toBe(permuted(digest, 'test', number));
    expect(permuted(other, 'test', number)).not.toBe(permuted(digest, 'test', number));
    expect(permuted(digest, 'tests', number)).not.toBe(permuted(digest, 'test', number));
  });

  it('never leaves a single character as it is', () => {
    for (const character of 'AZ09az') expect(permuted(digest, 'test', character)).not.toBe(character);
  });
});
