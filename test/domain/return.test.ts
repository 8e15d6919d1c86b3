import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { SaleContent } from '../../domain/chain/entry.ts';
import { amountDue, leftOf, returnContent, returnViolations, vatOfSale } from '../../domain/return.ts';
import { priceSale } from '../../domain/sale.ts';
import { vatShares } from '../../domain/vat.ts';
import { soundSale } from '../support/arbitrary-sale.ts';
import { oneScarf, returnOf, SCARF, saleOf, TEA } from '../support/goods.ts';

const ORIGINAL = 'HAUSSMANN-012-00000042-F';

const sold: fc.Arbitrary<SaleContent> = soundSale.map((draft) => {
  const result = priceSale(draft);
  if ('violations' in result) throw new Error('the sale breaks a rule');
  return result.content;
});

describe('partial returns of a line', () => {
  it('in any split give back exactly what was paid for it, and its VAT', () => {
    fc.assert(
      fc.property(sold, fc.infiniteStream(fc.nat()), (sale, chance) => {
        const vatIn = vatOfSale(sale);
        const shares = vatShares(sale.lines);
        leftOf(sale).forEach((whole, i) => {
          const left = { ...whole };
          let given = 0;
          let vat = 0;
          while (left.quantity > 0) {
            const quantity = 1 + ((chance.next().value ?? 0) % left.quantity);
            const due = amountDue(left, quantity);
            expect(due).toBeGreaterThanOrEqual(0);
            expect(due).toBeLessThanOrEqual(left.amount);
            given += due;
            const part = vatIn(i + 1, left.amount) - vatIn(i + 1, left.amount - due);
            expect(part).toBeGreaterThanOrEqual(0);
            expect(part).toBeLessThanOrEqual(due);
            vat += part;
            left.quantity -= quantity;
            left.amount -= due;
          }
          expect(given).toBe(sale.lines[i]?.gross);
          expect(vat).toBe(shares[i]);
          expect(left.amount).toBe(0);
        });
      }),
    );
  });

  it('leave the odd cents to the last goods', () => {
    const left = { quantity: 3, amount: 1000, unit: 333 };
    expect([1, 2, 3].map((quantity) => amountDue(left, quantity))).toEqual([333, 666, 1000]);
    expect(amountDue({ ...left, quantity: 1, amount: 334 }, 1)).toBe(334);
  });
});

describe('a return', () => {
  const draft = returnOf(ORIGINAL, oneScarf);

  it('carries what the original says of its lines, and its own totals per rate', () => {
    const priced = priceSale(saleOf(TEA, SCARF));
    if ('violations' in priced) throw new Error('the sale breaks a rule');
    const goods = [{ line: 2, quantity: 2, amount: 1998, vat: 333 }];
    expect(returnContent({ ...draft, reason: 'too small' }, priced.content, { lines: goods, paid: [] })).toMatchObject({
      kind: 'return',
      original: ORIGINAL,
      reason: 'too small',
      lines: [
        {
          line: 2,
          quantity: 2,
          gross: 1998,
          net: 1665,
          vat: 333,
          gtin: '04006381333931',
          label: SCARF.label,
          vatRate: 2000,
        },
      ],
      totals: [{ vatRate: 2000, gross: 1998, net: 1665, vat: 333 }],
      total: 1998,
    });
  });

  it('breaks no rule when its tenders pay back what it asks for', () => expect(returnViolations(draft)).toEqual([]));

  it.each([
    ['names a line twice', { ...draft, ...returnOf(ORIGINAL, oneScarf, oneScarf) }, ['line-once']],
    ['pays back more than it asks for', { ...draft, lines: [{ ...oneScarf, amount: 998 }] }, ['tenders-add-up']],
    [
      'pays back to a card nobody can find',
      { ...draft, tenders: [{ type: 'card' as const, amount: 999 }] },
      ['tender-reference'],
    ],
  ])('breaks a rule when it %s', (_, broken, rules) =>
    expect(returnViolations(broken).map(({ rule }) => rule)).toEqual(rules),
  );
});
