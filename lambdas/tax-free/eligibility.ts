import type { QuoteRequest } from '../../api/generated/contract.ts';
import { type Assessment, assess } from '../../domain/tax-free/assess.ts';
import { reasonText } from '../../domain/tax-free/reason-text.ts';
import type { FormMerchant } from '../shared/form-work/form.ts';
import type { FormWork } from '../shared/form-work/form-work.ts';
import type { StoredEntry } from '../shared/ledger-item.ts';
import { type Refusal, refuse } from '../shared/problems.ts';
import { type Presented, receiptOf } from './receipts.ts';
import type { Traveller } from './traveller.ts';

export type Eligible = Extract<Assessment, { eligible: true }>;
export type Ineligible = Extract<Assessment, { eligible: false }>;

/** A sale beside the receipt that was presented for it. */
export interface Found {
  presented: Presented;
  sale: StoredEntry;
}

/** The reasons as the traveller reads them. */
export const reasonsOf = ({ reasons }: Ineligible, language: QuoteRequest['language']) =>
  reasons.map((code) => ({ code, text: reasonText(code, language) }));

/** What did not count, as the traveller reads it. */
export const excludedOf = ({ excluded }: Assessment, language: QuoteRequest['language']) =>
  excluded.map(({ receipt, line, exclusion }) => ({
    receipt,
    line,
    code: exclusion,
    text: reasonText(exclusion, language),
  }));

/** A shop makes forms for its own receipts and those that can share a form with them. */
const canShare = (own: FormMerchant, other: FormMerchant): boolean =>
  (own.vatNumber === other.vatNumber && own.town === other.town) ||
  (own.centre !== undefined && own.centre === other.centre);

/** Whether a store makes forms for receipts of another one, which a receipt's number tells before anything is read or written. */
export function mayMakeFormOf(store: string, other: string, { operator }: FormWork): boolean {
  const own = operator.merchants.get(store);
  const merchant = operator.merchants.get(other);
  return own !== undefined && merchant !== undefined && canShare(own, merchant);
}

export const notOwnReceipts = (): Refusal => refuse('forbidden', 'A shop makes forms only for its own receipts.');

/**
 * Judges the receipts that were found.
 *
 * @param store where the kiosk stands
 */
export function assessFound(
  traveller: Traveller,
  found: readonly Found[],
  store: string,
  work: FormWork,
): Assessment | Refusal {
  const { operator, now } = work;
  const receipts = found.flatMap(({ presented, sale }) => {
    const merchant = operator.merchants.get(sale.entry.store);
    return merchant !== undefined && mayMakeFormOf(store, sale.entry.store, work)
      ? [receiptOf(sale, presented.duplicate, merchant)]
      : [];
  });
  if (receipts.length < found.length) return notOwnReceipts();
  return assess({ purchaser: traveller.purchaser, receipts }, operator.eligibility, now());
}

export const notEligible = (assessment: Ineligible, language: QuoteRequest['language']): Refusal =>
  refuse('not-eligible', 'Tell the traveller the reasons; they are in the language asked for.', {
    errors: assessment.reasons.map((code) => ({ at: '/', rule: code, detail: reasonText(code, language) })),
    excluded: excludedOf(assessment, language),
  });
