import type { SaleContent } from './chain/entry.ts';
import { meansLeft, meansOf, paidBack } from './means.ts';
import { amountDue, type Left, leftWithout, type ReturnDraft, type ReturnDraftLine, vatOfSale } from './return.ts';
import { type PaidBack, readMark, type Taken } from './return-mark.ts';
import { cashViolations } from './tender.ts';
import type { Violation } from './violation.ts';

/** Most returns of one sale, so that its item stays far below what a table holds (400 KB): each leaves a mark of at most some 700 bytes. [ours] */
export const MOST_RETURNS = 200;

/** A sale as a return finds it. */
export interface Returnable {
  sale: SaleContent;
  left: ReadonlyMap<number, Left>;
  /** Return number → its mark. */
  returns: ReadonlyMap<string, string>;
  /** Lines that a tax-free form holds; all of them while it is being issued. */
  held: 'all' | ReadonlySet<number>;
}

/** What becomes of a return: it took its goods before, takes them now and leaves the rest, or cannot. */
export type TakeBack =
  | { before: Taken }
  | { taken: Taken; left: ReadonlyMap<number, Left> }
  | { sentBefore: true }
  | { held: true }
  | { violations: Violation[] };

/** What keeps one line from coming back, judged by what is left of it. */
function lineViolations(
  { left, sale }: Returnable,
  { line, quantity, amount }: ReturnDraftLine,
  place: number,
): Violation[] {
  const at = `/lines/${place}`;
  const of = left.get(line);
  if (of === undefined)
    return [{ at: `${at}/line`, rule: 'line-unknown', detail: `The original has ${sale.lines.length} lines.` }];
  if (quantity > of.quantity)
    return [{ at: `${at}/quantity`, rule: 'exceeds-remaining', detail: `${of.quantity} are left of this line.` }];
  const due = amountDue(of, quantity);
  return amount === due
    ? []
    : [{ at: `${at}/amount`, rule: 'amount-due', detail: `${due} cents are due for these goods.` }];
}

const isSame = (one: object, other: object): boolean => JSON.stringify(one) === JSON.stringify(other);

/** Whether a return asks for what its mark says it took, goods and money. */
function isSentAgain({ sale }: Returnable, { lines, tenders }: ReturnDraft, own: Taken): boolean {
  const goods = own.lines.map(({ line, quantity, amount }) => ({ line, quantity, amount }));
  const asked = lines.map(({ line, quantity, amount }) => ({ line, quantity, amount }));
  return isSame(goods, asked) && isSame(own.paid, paidBack(meansOf(sale), tenders));
}

function takenNow({ sale, left }: Returnable, { lines }: ReturnDraft, paid: PaidBack[]): Taken {
  const vatIn = vatOfSale(sale);
  return {
    lines: lines.map(({ line, quantity, amount }) => {
      const before = left.get(line)?.amount ?? 0;
      return { line, quantity, amount, vat: vatIn(line, before) - vatIn(line, before - amount) };
    }),
    paid,
  };
}

const isHeld = ({ held }: Returnable, { lines }: ReturnDraft): boolean =>
  held === 'all' || lines.some(({ line }) => held.has(line));

const tooMany: Violation = {
  at: '/original',
  rule: 'returns-at-most',
  detail: `A sale takes at most ${MOST_RETURNS} returns: it had as many.`,
};

/** Judges a return against its sale as it stands: a pure function, whose result is written on condition that the sale still stands so. */
export function takeBack(of: Returnable, number: string, draft: ReturnDraft): TakeBack {
  const { sale, left, returns } = of;
  const own = readMark(returns.get(number) ?? '');
  if (own !== undefined) return isSentAgain(of, draft, own) ? { before: own } : { sentBefore: true };
  if (isHeld(of, draft)) return { held: true };
  const others = [...returns.values()].flatMap((mark) => readMark(mark) ?? []);
  const paid = paidBack(meansLeft(sale, others), draft.tenders);
  const goods = draft.lines.flatMap((line, place) => lineViolations(of, line, place));
  const violations = [
    ...(goods.length > 0 ? goods : paid.filter((one) => 'rule' in one)),
    ...cashViolations(draft.tenders, sale.customerResidence),
    ...(returns.size < MOST_RETURNS ? [] : [tooMany]),
  ];
  if (violations.length > 0) return { violations };
  const taken = takenNow(
    of,
    draft,
    paid.filter((one) => 'tender' in one),
  );
  return { taken, left: leftWithout(left, draft.lines) };
}
