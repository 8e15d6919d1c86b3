import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { apportion } from '../../domain/apportion.ts';

const cents = fc.nat(2_000_000_000);
const weights = fc.array(fc.nat(100_000_000), { minLength: 1, maxLength: 50 });

describe('shares', () => {
  it('add up to the total', () => {
    fc.assert(
      fc.property(cents, weights, (total, among) => {
        expect(apportion(total, among).reduce((sum, share) => sum + share, 0)).toBe(total);
      }),
    );
  });

  it('are less than a cent away from what is exact', () => {
    fc.assert(
      fc.property(cents, weights, (total, among) => {
        const whole = among.reduce((sum, weight) => sum + weight, 0);
        fc.pre(whole > 0);
        apportion(total, among).forEach((share, i) => {
          const distance = BigInt(share) * BigInt(whole) - BigInt(total) * BigInt(among[i] ?? 0);
          expect(distance < BigInt(whole) && -distance < BigInt(whole)).toBe(true);
        });
      }),
    );
  });

  it('of equal weights differ by a cent at most, the earlier ones getting more', () => {
    fc.assert(
      fc.property(cents, fc.integer({ min: 1, max: 50 }), (total, count) => {
        const shares = apportion(total, new Array(count).fill(7));
        expect(shares).toEqual(shares.toSorted((a, b) => b - a));
        expect((shares[0] ?? 0) - (shares.at(-1) ?? 0)).toBeLessThanOrEqual(1);
      }),
    );
  });

  it('never exceed their weight when the total does not exceed the whole', () => {
    fc.assert(
      fc.property(weights, fc.nat(), (among, seed) => {
        const whole = among.reduce((sum, weight) => sum + weight, 0);
        const shares = apportion(seed % (whole + 1), among);
        shares.forEach((share, i) => {
          expect(share).toBeLessThanOrEqual(among[i] ?? 0);
        });
      }),
    );
  });

  it.each([
    [10, [1, 1, 1], [4, 3, 3]],
    [1, [1, 2], [0, 1]],
    [5, [0, 0], [5, 0]],
    [0, [3, 4], [0, 0]],
  ])('of %i over %j are %j', (total, among, shares) => expect(apportion(total, among)).toEqual(shares));
});
