import type { SaleRequest } from '../../api/generated/contract.ts';
import { isGtin } from '../../domain/gtin.ts';

/** Articles with labels of the length that tills print. */
const ARTICLES: readonly (readonly [label: string, unitPrice: number, vatRate: number])[] = [
  ['Foulard carré soie 90', 38500, 2000],
  ['Bougie figuier 190 g', 5900, 2000],
  ['Carnet de jardin relié', 1490, 550],
  ['Eau de toilette 100 ml', 12400, 2000],
  ['Gants cuir agneau T7', 17900, 2000],
  ['Thé vert menthe 125 g', 1650, 550],
  ['Ceinture veau grainé', 24500, 2000],
  ['Plateau noyer 40 cm', 8950, 2000],
];

function gtinOf(article: number): string {
  const digits = `36142700${String(article).padStart(4, '0')}`;
  const complete = [...'0123456789'].map((check) => digits + check).find(isGtin);
  if (complete === undefined) throw new Error('every twelve digits have a check digit');
  return complete;
}

const GTINS = ARTICLES.map((_, article) => gtinOf(article));

/** A sale of some lines paid by one card, as a till sends it, without its chain token. */
export function saleRequest(lines: number, random: () => number): SaleRequest {
  const sold = Array.from({ length: lines }, () => {
    const article = Math.floor(random() * ARTICLES.length);
    const [label, unitPrice, vatRate] = ARTICLES[article] ?? ['', 0, 0];
    return { gtin: GTINS[article] ?? '', label, quantity: random() < 0.8 ? 1 : 2, unitPrice, vatRate };
  });
  const amount = sold.reduce((sum, { quantity, unitPrice }) => sum + quantity * unitPrice, 0);
  const reference = String(Math.floor(8.8e15 + random() * 1e14));
  return {
    kind: 'sale',
    time: '2026-11-24T11:38:17.250+01:00',
    operator: 'advisor-17',
    lines: sold as SaleRequest['lines'],
    tenders: [{ type: 'card', amount, reference }],
  };
}

/** Lines of the receipt that every figure is measured with. */
export const TYPICAL_LINES = 3;
