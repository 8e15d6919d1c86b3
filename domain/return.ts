import type { ReturnContent, ReturnedLine, SaleContent, Tender } from './chain/entry.ts';
import type { Taken } from './return-mark.ts';
import { tenderViolations } from './tender.ts';
import { sumPerRate, vatOfPart, vatShares } from './vat.ts';
import type { Violation } from './violation.ts';

/** Goods of one line that come back. */
export interface ReturnDraftLine {
  line: number;
  quantity: number;
  /** Cents given back for them. */
  amount: number;
}

export interface ReturnDraft {
  original: string;
  lines: ReturnDraftLine[];
  tenders: Tender[];
  reason?: string;
}

/** What can still be returned of a sold line. */
export interface Left {
  quantity: number;
  /** Cents not yet given back. */
  amount: number;
  /** Cents given back for one piece, unless it is the last, which takes the cents that division left over. */
  unit: number;
}

/** What can be returned of each line of a sale before any return. */
export const leftOf = (sale: Pick<SaleContent, 'lines'>): Left[] =>
  sale.lines.map(({ quantity, gross }) => ({ quantity, amount: gross, unit: Math.floor(gross / quantity) }));

/** The same by the line's number, 1 for the first. */
export const wholeOf = (sale: Pick<SaleContent, 'lines'>): Map<number, Left> =>
  new Map(leftOf(sale).map((left, place) => [place + 1, left]));

/** What is left of each line when some goods of it are taken. */
export function leftWithout(
  before: ReadonlyMap<number, Left>,
  goods: Iterable<Readonly<ReturnDraftLine>>,
): Map<number, Left> {
  const left = new Map(before);
  for (const { line, quantity, amount } of goods) {
    const of = left.get(line);
    if (of !== undefined) left.set(line, { ...of, quantity: of.quantity - quantity, amount: of.amount - amount });
  }
  return left;
}

/** Cents due for some of the goods left of a line. */
export const amountDue = (left: Left, quantity: number): number =>
  quantity === left.quantity ? left.amount : quantity * left.unit;

/** The VAT in amounts of a sale's lines: cents of a line, by its number, to the cents of VAT in them. */
export function vatOfSale(sale: Pick<SaleContent, 'lines'>): (line: number, amount: number) => number {
  const shares = vatShares(sale.lines);
  return (line, amount) => vatOfPart(shares[line - 1] ?? 0, sale.lines[line - 1]?.gross ?? 0, amount);
}

/** The rules a return can break by itself, before anybody looks at the original. */
export function returnViolations({ lines, tenders }: ReturnDraft): Violation[] {
  const numbers = lines.map(({ line }) => line);
  const repeated = numbers.findIndex((line, place) => numbers.indexOf(line) !== place);
  const found: Violation[] = [];
  if (repeated >= 0)
    found.push({ at: `/lines/${repeated}`, rule: 'line-once', detail: 'Name each line of the original once.' });
  const total = lines.reduce((sum, { amount }) => sum + amount, 0);
  return [...found, ...tenderViolations(tenders, total)];
}

/** The return's content, with what the original says of each line. @param taken the goods as they were taken off the sale */
export function returnContent(draft: ReturnDraft, sale: SaleContent, taken: Taken): ReturnContent {
  const lines = taken.lines.flatMap(({ line, quantity, amount, vat }): ReturnedLine[] => {
    const sold = sale.lines[line - 1];
    if (sold === undefined) return [];
    const { gtin, label, vatRate } = sold;
    return [{ line, quantity, gross: amount, net: amount - vat, vat, gtin, label, vatRate }];
  });
  const total = lines.reduce((sum, { gross }) => sum + gross, 0);
  return { ...draft, kind: 'return', lines, totals: sumPerRate(lines), total };
}
