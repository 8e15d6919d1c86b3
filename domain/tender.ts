import type { Tender } from './chain/entry.ts';
import type { Violation } from './violation.ts';

/** Most cents in cash a resident may pay. Source: Code monétaire et financier, art. D112-3. */
const CASH_LIMIT_RESIDENT = 100_000;
/** Most cents in cash a consumer resident abroad may pay. Source: the same article. */
const CASH_LIMIT_ABROAD = 1_500_000;

/** The rules of paying a total, or of paying it back: the tenders add up to it, and each can be found again. */
export function tenderViolations(tenders: readonly Tender[], total: number, residence = 'FR'): Violation[] {
  const found: Violation[] = [];
  const paid = tenders.reduce((sum, tender) => sum + tender.amount, 0);
  if (paid !== total)
    found.push({ at: '/tenders', rule: 'tenders-add-up', detail: `The tenders pay ${paid} cents of ${total}.` });
  const cash = tenders.reduce((sum, tender) => sum + (tender.type === 'cash' ? tender.amount : 0), 0);
  const limit = residence === 'FR' ? CASH_LIMIT_RESIDENT : CASH_LIMIT_ABROAD;
  if (cash > limit)
    found.push({ at: '/tenders', rule: 'cash-limit', detail: `At most ${limit} cents may be paid in cash.` });
  tenders.forEach((tender, place) => {
    if (tender.type !== 'cash' && tender.reference === undefined)
      found.push({
        at: `/tenders/${place}/reference`,
        rule: 'tender-reference',
        detail: "A card needs the acquirer's payment reference, a voucher its number.",
      });
  });
  return found;
}
