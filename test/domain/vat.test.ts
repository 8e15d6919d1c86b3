import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addTotals, totalsPerRate, vatInGross, vatShares } from '../../domain/vat.ts';
import { ALL_VAT_RATES } from '../../domain/vat-rates.ts';

const line = fc.record({ vatRate: fc.constantFrom(...ALL_VAT_RATES), gross: fc.nat(10_000_000) });
const lines = fc.array(line, { maxLength: 30 });
const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

describe('VAT inside a gross amount', () => {
  it.each([
    ['3 × 9.99 at 20 %', 3 * 999, 2000, 500],
    ['7 × 1.99 at 20 %', 7 * 199, 2000, 232],
    ['0.99 + 1.49 + 2.99 + 0.49 at 5.5 %', 99 + 149 + 299 + 49, 550, 31],
    ['1,200.00 at 20 %', 120_000, 2000, 20_000],
    ['0.03 at 20 %, a half cent, goes up', 3, 2000, 1],
    ['anything at 0 %', 12_345, 0, 0],
    ['nothing', 0, 2000, 0],
  ])('of %s', (_, gross, vatRate, vat) => expect(vatInGross(gross, vatRate)).toBe(vat));

  it('is the exact value rounded half up', () => {
    fc.assert(
      fc.property(fc.nat(2_000_000_000), fc.constantFrom(...ALL_VAT_RATES), (gross, rate) => {
        const exactTimes = BigInt(gross) * BigInt(rate);
        const divisor = BigInt(10_000 + rate);
        const twiceTheError = 2n * (BigInt(vatInGross(gross, rate)) * divisor - exactTimes);
        expect(twiceTheError <= divisor && twiceTheError > -divisor).toBe(true);
      }),
    );
  });
});

describe('totals per rate', () => {
  it('add up: net and VAT to gross, the rates to the sum of the lines', () => {
    fc.assert(
      fc.property(lines, (sold) => {
        const totals = totalsPerRate(sold);
        for (const { gross, net, vat } of totals) expect(net + vat).toBe(gross);
        expect(sum(totals.map(({ gross }) => gross))).toBe(sum(sold.map(({ gross }) => gross)));
      }),
    );
  });

  it('do not depend on the order of the lines, and name each rate once, lowest first', () => {
    fc.assert(
      fc.property(lines, (sold) => {
        const rates = totalsPerRate(sold).map(({ vatRate }) => vatRate);
        expect(rates).toEqual([...new Set(sold.map(({ vatRate }) => vatRate))].sort((a, b) => a - b));
        expect(totalsPerRate(sold.toReversed())).toEqual(totalsPerRate(sold));
      }),
    );
  });

  it('round once per rate and not per line', () => {
    const seven = new Array(7).fill({ vatRate: 2000, gross: 199 });
    expect(totalsPerRate(seven)).toEqual([{ vatRate: 2000, gross: 1393, net: 1161, vat: 232 }]);
  });

  it('are added without rounding again', () => {
    fc.assert(
      fc.property(lines, lines, (a, b) => {
        const added = addTotals(totalsPerRate(a), totalsPerRate(b));
        const vat = (priced: typeof a) => sum(totalsPerRate(priced).map((total) => total.vat));
        expect(sum(added.map((total) => total.vat))).toBe(vat(a) + vat(b));
        expect(addTotals(totalsPerRate(b), totalsPerRate(a))).toEqual(added);
      }),
    );
  });
});

describe('the lines’ shares of the VAT', () => {
  it('add up to the totals, and are less than a cent away from the line’s own VAT', () => {
    fc.assert(
      fc.property(lines, (sold) => {
        const shares = vatShares(sold);
        for (const { vatRate, vat } of totalsPerRate(sold))
          expect(sum(shares.filter((_, i) => sold[i]?.vatRate === vatRate))).toBe(vat);
        sold.forEach(({ gross, vatRate }, i) => {
          expect(Math.abs((shares[i] ?? 0) - (gross * vatRate) / (10_000 + vatRate))).toBeLessThan(1.5);
        });
      }),
    );
  });

  it('of {0.99, 1.49, 2.99, 0.49} at 5.5 % are 5, 8, 16 and 2', () => {
    const sold = [99, 149, 299, 49].map((gross) => ({ vatRate: 550, gross }));
    expect(vatShares(sold)).toEqual([5, 8, 16, 2]);
  });
});
