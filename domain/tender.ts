import type { Entry, Tender } from './chain/entry.ts';
import type { Violation } from './violation.ts';

/** Most cents in cash a resident may pay. Source: Code monétaire et financier, art. D112-3 I 1°. */
const CASH_LIMIT_RESIDENT = 100_000;
/**
 * Most cents in cash a consumer resident abroad may pay to a shop. Source: the same article, 2°, since October 2018; the EUR 15,000 of its
 * 3° are for payees under art. L561-2 (banks, dealers in art or gems), which shops like these are not.
 */
const CASH_LIMIT_ABROAD = 1_000_000;

/** Territory of the Republic by its own alpha-2 codes: who lives there is a resident in the sense of the article. */
const FRENCH_REPUBLIC = new Set('FR BL GF GP MF MQ NC PF PM RE TF WF YT'.split(' '));

/** The limit of cash, of what a customer pays and of what a customer is paid back alike. @param residence country of the sale's customer */
export function cashViolations(tenders: readonly Tender[], residence = 'FR'): Violation[] {
  const cash = tenders.reduce((sum, tender) => sum + (tender.type === 'cash' ? tender.amount : 0), 0);
  const limit = FRENCH_REPUBLIC.has(residence) ? CASH_LIMIT_RESIDENT : CASH_LIMIT_ABROAD;
  if (cash <= limit) return [];
  return [{ at: '/tenders', rule: 'cash-limit', detail: `At most ${limit} cents may be paid in cash.` }];
}

/** The numbers of the vouchers among some means of payment. */
export const vouchersOf = (tenders: readonly Tender[]): string[] =>
  tenders.flatMap(({ type, reference }) => (type === 'voucher' && reference !== undefined ? [reference] : []));

/** Whether an entry is a sale that a voucher paid, in whole or in part. */
export const isPaidByVoucher = (entry: Entry, reference: string): boolean =>
  entry.kind === 'sale' && vouchersOf(entry.tenders).includes(reference);

const isSamePayment = (one: Tender, other: Tender): boolean =>
  one.type === other.type && one.reference !== undefined && one.reference === other.reference;

/** The rules of paying a total, or of paying it back: the tenders add up to it, and each can be found again and is named once. */
export function tenderViolations(tenders: readonly Tender[], total: number): Violation[] {
  const found: Violation[] = [];
  const paid = tenders.reduce((sum, tender) => sum + tender.amount, 0);
  if (paid !== total)
    found.push({ at: '/tenders', rule: 'tenders-add-up', detail: `The tenders pay ${paid} cents of ${total}.` });
  tenders.forEach((tender, place) => {
    const at = `/tenders/${place}/reference`;
    if (tender.type !== 'cash' && tender.reference === undefined)
      found.push({
        at,
        rule: 'tender-reference',
        detail: "A card needs the acquirer's payment reference, a voucher its number.",
      });
    if (tenders.findIndex((other) => isSamePayment(other, tender)) < place && tender.reference !== undefined)
      found.push({
        at,
        rule: 'reference-once',
        detail: 'A card payment or voucher is named once, with its whole amount.',
      });
  });
  return found;
}
