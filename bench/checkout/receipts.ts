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
  ['Sécateur forgé 21 cm', 6490, 2000],
  ['Miel de lavande 250 g', 1290, 550],
  ['Chemise lin écru M', 14500, 2000],
  ['Arrosoir laiton 5 L', 11900, 2000],
  ['Vase grès émaillé', 7800, 2000],
  ['Huile d’olive 50 cl', 2350, 550],
  ['Porte-cartes grainé', 13500, 2000],
  ['Plaid mérinos 130×180', 22900, 2000],
];

function gtinOf(article: number): string {
  const digits = `36142700${String(article).padStart(4, '0')}`;
  const complete = [...'0123456789'].map((check) => digits + check).find(isGtin);
  if (complete === undefined) throw new Error('every twelve digits have a check digit');
  return complete;
}

/** Odd, so that a walk through the articles, whose number is a power of two, meets each once before it repeats. */
const STEPS = [1, 3, 5, 7, 11, 13];

const GTINS = ARTICLES.map((_, article) => gtinOf(article));

/** A sale of some lines, of different articles as far as there are, paid by one card; as a till sends it now, without its chain token. */
export function saleRequest(lines: number, random: () => number): SaleRequest {
  const first = Math.floor(random() * ARTICLES.length);
  const step = STEPS[Math.floor(random() * STEPS.length)] ?? 1;
  const sold = Array.from({ length: lines }, (_, place) => {
    const article = (first + place * step) % ARTICLES.length;
    const [label, unitPrice, vatRate] = ARTICLES[article] ?? ['', 0, 0];
    return { gtin: GTINS[article] ?? '', label, quantity: random() < 0.8 ? 1 : 2, unitPrice, vatRate };
  });
  const amount = sold.reduce((sum, { quantity, unitPrice }) => sum + quantity * unitPrice, 0);
  const reference = String(Math.floor(8.8e15 + random() * 1e14));
  return {
    kind: 'sale',
    time: new Date().toISOString().replace('Z', '+00:00'),
    operator: 'advisor-17',
    lines: sold as SaleRequest['lines'],
    tenders: [{ type: 'card', amount, reference }],
  };
}

/** Lines of the receipt that every figure is measured with. */
export const TYPICAL_LINES = 3;
