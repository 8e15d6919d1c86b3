import type { SaleLine } from '../../../api/generated/contract.ts';
import type { Sale } from '../../../client/index.ts';
import type { Dice } from '../dice.ts';

type Article = Omit<SaleLine, 'quantity' | 'discount' | 'priceOverride'>;

/** What travellers buy in the two stores. GTINs begin with 2: numbers for use inside a store. */
const ASSORTMENT: Readonly<Record<string, readonly Article[]>> = {
  HAUSSMANN: [
    { gtin: '2000000000015', label: 'Foulard en soie', unitPrice: 12_900, vatRate: 2000 },
    { gtin: '2000000000022', label: 'Gants en cuir', unitPrice: 18_950, vatRate: 2000 },
    {
      gtin: '2000000000039',
      label: 'Sac à main',
      unitPrice: 145_000,
      vatRate: 2000,
      type: 'Sac à main',
      brand: 'Aubert',
    },
    { gtin: '2000000000053', label: "Livre d'art", unitPrice: 15_900, vatRate: 550 },
  ],
  LILLE: [
    { gtin: '2000000000060', label: 'Perceuse à percussion', unitPrice: 11_990, vatRate: 2000 },
    { gtin: '2000000000107', label: 'Plan de travail', unitPrice: 18_900, vatRate: 2000 },
    { gtin: '2000000000114', label: 'Tondeuse', unitPrice: 64_900, vatRate: 2000, type: 'Tondeuse', brand: 'Jardin' },
    { gtin: '2000000000121', label: 'Rosiers, le lot', unitPrice: 10_290, vatRate: 1000 },
  ],
};

/** Bought beside the rest now and then; it never counts. */
const TOBACCO: Article = {
  gtin: '2000000000138',
  label: 'Cigares',
  unitPrice: 2_500,
  vatRate: 2000,
  category: 'tobacco',
};

/** Its refund is above the ceiling for a credit before customs. */
const WATCH: Article = {
  gtin: '2000000000145',
  label: 'Montre',
  unitPrice: 2_890_000,
  vatRate: 2000,
  type: 'Montre-bracelet',
  brand: 'Aubert',
};

const SHARE = { watch: 0.03, tobacco: 0.1, cheap: 0.03 };

/** A purchase of a traveller; a few of them are too cheap for a form. */
export function purchaseOf(store: string, mark: string, dice: Dice): Sale {
  const shelf = ASSORTMENT[store] ?? [];
  const lines = Array.from({ length: 1 + dice.below(3) }, (): SaleLine => {
    const quantity = 1 + dice.below(2);
    const discount = dice.next() < 0.2 ? { discount: { amount: 1 + dice.below(500), reason: 'Soldes' } } : {};
    return { ...dice.pick(shelf), quantity, ...discount };
  });
  if (dice.next() < SHARE.watch) lines.push({ ...WATCH, quantity: 1 });
  if (dice.next() < SHARE.tobacco) lines.push({ ...TOBACCO, quantity: 2 });
  const bought = dice.next() < SHARE.cheap ? [{ ...TOBACCO, quantity: 1 }] : lines;
  const amount = bought.reduce((sum, line) => sum + line.quantity * line.unitPrice - (line.discount?.amount ?? 0), 0);
  return { operator: 'advisor.1', lines: bought, tenders: [{ type: 'card', amount, reference: mark }] };
}
