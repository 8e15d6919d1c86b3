import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { judgeSale, priceSale, type SaleDraft } from '../../domain/sale.ts';
import { vatRates } from '../../domain/vat-rates.ts';
import { soundSale } from '../support/arbitrary-sale.ts';
import { SCARF, saleOf, TEA } from '../support/goods.ts';

const RATES = vatRates('mainland', '2026-11-24');

function priced(draft: SaleDraft) {
  const result = priceSale(draft);
  if ('violations' in result) throw new Error(JSON.stringify(result.violations));
  return result.content;
}
const rulesBroken = (draft: SaleDraft) => {
  const result = judgeSale(draft, RATES);
  return 'violations' in result ? result.violations.map(({ at, rule }) => `${at} ${rule}`) : [];
};
const sum = (values: readonly { gross: number }[]): number => values.reduce((total, { gross }) => total + gross, 0);

describe('a sale', () => {
  it('of 3 × 9.99 and a tea has the VAT of each rate', () => {
    expect(priced(saleOf(SCARF, TEA))).toMatchObject({
      total: 3496,
      totals: [
        { vatRate: 550, gross: 499, net: 473, vat: 26 },
        { vatRate: 2000, gross: 2997, net: 2497, vat: 500 },
      ],
    });
  });

  it('adds up: lines, totals per rate and tenders come to the total', () => {
    fc.assert(
      fc.property(soundSale, (draft) => {
        const { lines, totals, tenders, total } = priced(draft);
        expect(sum(lines)).toBe(total);
        expect(sum(totals)).toBe(total);
        expect(tenders.reduce((paid, { amount }) => paid + amount, 0)).toBe(total);
        for (const { gross } of lines) expect(gross).toBeGreaterThanOrEqual(0);
      }),
    );
  });

  it('keeps the order of its lines, which returns refer to, and the 14-digit GTIN of each', () => {
    const { lines } = priced(saleOf(SCARF, TEA));
    expect(lines.map(({ gtin }) => gtin)).toEqual(['04006381333931', '00000096385074']);
  });

  it('bears a line’s discount on that line, and its own on every line in proportion', () => {
    const lines = [
      { ...SCARF, discount: { amount: 997, reason: 'faded' } },
      { ...TEA, quantity: 2, unitPrice: 500 },
    ];
    const draft = {
      lines,
      discount: { amount: 301, reason: 'regular customer' },
      tenders: [{ type: 'cash' as const, amount: 2699 }],
    };
    expect(priced(draft).lines.map(({ gross }) => gross)).toEqual([1799, 900]);
  });

  it('records an overridden price with the one it replaces and the reason', () => {
    const priceOverride = { originalUnitPrice: 1299, reason: 'shelf label' };
    expect(priced(saleOf({ ...SCARF, priceOverride })).lines[0]).toMatchObject({ unitPrice: 999, priceOverride });
  });

  it('of nothing for nothing needs no tender', () => {
    expect(priced(saleOf({ ...TEA, unitPrice: 0 }))).toMatchObject({ total: 0, tenders: [] });
  });

  it.each([
    ['a wrong check digit', saleOf({ ...SCARF, gtin: '4006381333932' }), '/lines/0/gtin gtin-check-digit'],
    ['a rate that no French receipt has', saleOf(TEA, { ...SCARF, vatRate: 1960 }), '/lines/1/vatRate vat-rate'],
    [
      'a discount over the line’s price',
      saleOf({ ...TEA, discount: { amount: 500, reason: 'faded' } }),
      '/lines/0/discount discount-over-price',
    ],
    [
      'a discount over the receipt’s price',
      { ...saleOf(TEA), discount: { amount: 500, reason: 'x' } },
      '/discount discount-over-price',
    ],
    ['tenders that pay too little', { ...saleOf(TEA), tenders: [] }, '/tenders tenders-add-up'],
  ])('with %s breaks a rule that is named', (_, draft, broken) => expect(rulesBroken(draft)).toContain(broken));

  it('names every rule that its lines break, not only the first', () => {
    const broken = rulesBroken(saleOf({ ...SCARF, gtin: '4006381333932', vatRate: 1 }, { ...TEA, vatRate: 2 }));
    expect(broken).toEqual([
      '/lines/0/gtin gtin-check-digit',
      '/lines/0/vatRate vat-rate',
      '/lines/1/vatRate vat-rate',
    ]);
  });
});
