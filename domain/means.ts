import type { SaleContent, Tender } from './chain/entry.ts';
import type { PaidBack, Taken } from './return-mark.ts';
import type { Violation } from './violation.ts';

/** A means that a sale was paid with: all cash, or one card payment, or one voucher. */
export interface Means extends Tender {
  /** The sale's first tender of it, 1 for the first. */
  tender: number;
}

const isSameMeans = (one: Tender, other: Tender): boolean =>
  one.type === other.type && (one.type === 'cash' || one.reference === other.reference);

/** What a sale was paid with, each means once. */
export function meansOf({ tenders }: Pick<SaleContent, 'tenders'>): Means[] {
  const found: Means[] = [];
  tenders.forEach((tender, place) => {
    const known = found.find((means) => isSameMeans(means, tender));
    if (known === undefined) found.push({ ...tender, tender: place + 1 });
    else known.amount += tender.amount;
  });
  return found;
}

/** What can still go back to each means of a sale after some returns. */
export const meansLeft = (sale: Pick<SaleContent, 'tenders'>, returns: readonly Taken[]): Means[] =>
  meansOf(sale).map((means) => ({
    ...means,
    amount: returns
      .flatMap(({ paid }) => paid)
      .reduce((left, { tender, amount }) => (tender === means.tender ? left - amount : left), means.amount),
  }));

/**
 * Lays what a return gives back against the means of its sale. Each gets at most what it paid; another way needs a reason and is laid against
 * none: that no more goes back than was paid follows from the goods, whose amounts the tenders add up to.
 */
export function paidBack(left: readonly Means[], refunds: readonly Tender[]): PaidBack[] | Violation[] {
  const paid = new Map<number, number>();
  const violations = refunds.flatMap((refund, place): Violation[] => {
    if (refund.exception !== undefined) return [];
    const at = `/tenders/${place}`;
    const means = left.find((one) => isSameMeans(one, refund));
    if (means === undefined)
      return [
        {
          at,
          rule: 'tender-not-of-sale',
          detail: 'The sale was not paid so: pay back as `refundable` of the receipt says, or state an `exception`.',
        },
      ];
    const sum = (paid.get(means.tender) ?? 0) + refund.amount;
    paid.set(means.tender, sum);
    if (sum <= means.amount) return [];
    return [{ at, rule: 'tender-over-paid', detail: `${means.amount} cents can still go back to this means.` }];
  });
  if (violations.length > 0) return violations;
  return [...paid].map(([tender, amount]) => ({ tender, amount })).filter(({ amount }) => amount > 0);
}
