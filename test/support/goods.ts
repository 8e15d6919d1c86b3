import type { SaleLine, Tender } from '../../api/generated/contract.ts';

/** 3 × 9.99 at 20 %, of which the VAT is 5.00. */
export const SCARF: SaleLine = {
  gtin: '4006381333931',
  label: 'Carré de soie',
  quantity: 3,
  unitPrice: 999,
  vatRate: 2000,
};

export const TEA: SaleLine = { gtin: '96385074', label: 'Thé noir', quantity: 1, unitPrice: 499, vatRate: 550 };

const byCard = (amount: number): Tender[] => (amount === 0 ? [] : [{ type: 'card', amount, reference: 'PSP-0001' }]);

/** A sale of some lines, paid by card. */
export const saleOf = (...lines: SaleLine[]) => ({
  kind: 'sale' as const,
  lines,
  tenders: byCard(
    lines.reduce((sum, { quantity, unitPrice, discount }) => sum + quantity * unitPrice - (discount?.amount ?? 0), 0),
  ),
});

export interface Goods {
  line: number;
  quantity: number;
  amount: number;
}

/** A return of some goods of a receipt, paid back on the card. */
export const returnOf = (original: string, ...lines: Goods[]) => ({
  kind: 'return' as const,
  original,
  lines,
  tenders: byCard(lines.reduce((sum, { amount }) => sum + amount, 0)),
});

/** One scarf, at its price. */
export const oneScarf: Goods = { line: 1, quantity: 1, amount: 999 };
