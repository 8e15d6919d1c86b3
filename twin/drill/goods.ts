import type { SaleLine } from '../../api/generated/contract.ts';
import type { Sale } from '../../client/index.ts';
import type { Dice } from './dice.ts';

type Article = Pick<SaleLine, 'gtin' | 'label' | 'unitPrice' | 'vatRate'>;

const article = (gtin: string, label: string, unitPrice: number, vatRate = 2000): Article => ({
  gtin,
  label,
  unitPrice,
  vatRate,
});

/** What the two stores sell. GTINs begin with 2: numbers for use inside a store. */
const ASSORTMENT: Record<string, readonly Article[]> = {
  HAUSSMANN: [
    article('2000000000015', 'Foulard en soie', 12_900),
    article('2000000000022', 'Gants en cuir', 8_950),
    article('2000000000039', 'Sac à main', 145_000),
    article('2000000000046', 'Coffret de chocolats', 3_490, 550),
    article('2000000000053', "Livre d'art", 5_900, 550),
  ],
  LILLE: [
    article('2000000000060', 'Perceuse à percussion', 11_990),
    article('2000000000077', 'Vis 4 × 40, la boîte', 649),
    article('2000000000084', 'Rosier buisson', 1_290, 1000),
    article('2000000000091', 'Peinture blanche 10 l', 5_450),
    article('2000000000107', 'Plan de travail', 18_900),
  ],
};

/**
 * A sale as customers make them: one to four lines, now and then a discount, paid by card or in cash.
 *
 * @param mark unique to this customer and carried by the tender, so that a doubled sale shows in the ledger
 */
export function customerSale(store: string, mark: string, dice: Dice): Sale {
  const shelf = ASSORTMENT[store] ?? [];
  const lines = Array.from({ length: 1 + dice.below(4) }, (): SaleLine => {
    const chosen = dice.pick(shelf);
    const quantity = 1 + dice.below(3);
    const discount = dice.next() < 0.1 ? { discount: { amount: chosen.unitPrice, reason: 'Soldes' } } : {};
    return { ...chosen, quantity, ...discount };
  });
  const amount = lines.reduce((sum, line) => sum + line.quantity * line.unitPrice - (line.discount?.amount ?? 0), 0);
  const tender = { type: 'card', amount, reference: mark } as const;
  return { operator: `advisor.${1 + dice.below(9)}`, lines, tenders: [tender] };
}
