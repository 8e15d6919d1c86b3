import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Digest, sumOfDigests } from '../../../domain/laws/digest.ts';

const digestOf = (facts: readonly string[]): string => {
  const digest = new Digest();
  for (const fact of facts) digest.add(fact);
  return digest.toString();
};

test('parts of a set, in any order, have the digest of the whole', () => {
  fc.assert(
    fc.property(fc.array(fc.string()), fc.nat(), (facts, at) => {
      const cut = at % (facts.length + 1);
      const parts = [facts.slice(cut).toReversed(), facts.slice(0, cut)].map(digestOf);
      expect(sumOfDigests(parts)).toBe(digestOf(facts));
    }),
  );
});

test('a fact more, a fact less or another fact is another digest', () => {
  const facts = ['a', 'b', 'c'];
  const others = [
    ['a', 'b'],
    ['a', 'b', 'c', 'c'],
    ['a', 'b', 'd'],
  ];
  expect(new Set([facts, ...others].map(digestOf)).size).toBe(4);
});

test('a digest is 64 hexadecimal digits, also of nothing', () => {
  expect(digestOf([])).toBe('0'.repeat(64));
  expect(digestOf(['a'])).toMatch(/^[0-9a-f]{64}$/);
});
