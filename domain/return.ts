import type { ReturnContent, ReturnedLine, SaleContent, Tender } from './chain/entry.ts';
import { tenderViolations } from './tender.ts';
import { totalsPerRate } from './vat.ts';
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
export const leftOf = (sale: SaleContent): Left[] =>
  sale.lines.map(({ quantity, gross }) => ({ quantity, amount: gross, unit: Math.floor(gross / quantity) }));

/** The same by the line's number, 1 for the first. */
export const wholeOf = (sale: SaleContent): Map<number, Left> =>
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

/** The goods of a return as its mark on the sale holds them, for good: a replay must ask for the same. */
export const returnedGoods = (lines: readonly ReturnDraftLine[]): string =>
  lines.map(({ line, quantity, amount }) => `${line}:${quantity}:${amount}`).join(',');

/** The goods that a mark names; undefined when it is not written as `returnedGoods` writes it. */
export function goodsIn(mark: string): ReturnDraftLine[] | undefined {
  if (!/^\d+:\d+:\d+(,\d+:\d+:\d+)*$/.test(mark)) return undefined;
  return mark.split(',').map((part) => {
    const [line = 0, quantity = 0, amount = 0] = part.split(':').map(Number);
    return { line, quantity, amount };
  });
}

/** The same of a return that was recorded. */
export const recordedGoods = ({ lines }: Pick<ReturnContent, 'lines'>): string =>
  returnedGoods(lines.map(({ line, quantity, gross }) => ({ line, quantity, amount: gross })));

/** The rules a return can break by itself, before anybody looks at the original. */
export function returnViolations(draft: ReturnDraft): Violation[] {
  const lines = draft.lines.map(({ line }) => line);
  const repeated = lines.findIndex((line, place) => lines.indexOf(line) !== place);
  const found: Violation[] = [];
  if (repeated >= 0)
    found.push({ at: `/lines/${repeated}`, rule: 'line-once', detail: 'Name each line of the original once.' });
  const total = draft.lines.reduce((sum, { amount }) => sum + amount, 0);
  return [...found, ...tenderViolations(draft.tenders, total)];
}

/** The return's content, with what the original says of each line. Every line must exist in the original. */
export function returnContent(draft: ReturnDraft, sale: SaleContent): ReturnContent {
  const lines = draft.lines.flatMap(({ line, quantity, amount }): ReturnedLine[] => {
    const sold = sale.lines[line - 1];
    return sold === undefined
      ? []
      : [{ line, quantity, gross: amount, gtin: sold.gtin, label: sold.label, vatRate: sold.vatRate }];
  });
  const total = lines.reduce((sum, { gross }) => sum + gross, 0);
  return { ...draft, kind: 'return', lines, totals: totalsPerRate(lines), total };
}
