import type { Quote, QuoteRequest, RefundOffer } from '../../api/generated/contract.ts';
import { refundOf } from '../../domain/tax-free/refund/refund.ts';
import { type Refusal, refuse } from '../shared/problems.ts';
import type { TaxFreeDependencies } from './dependencies.ts';
import { assessFound, type Eligible, excludedOf, type Found, reasonsOf } from './eligibility.ts';
import { type Presented, presentedReceipts, unknownReceipt } from './receipts.ts';
import { travellerOf } from './traveller.ts';

async function read(presented: readonly Presented[], { chains }: TaxFreeDependencies): Promise<Found[] | Refusal> {
  const found = await Promise.all(
    presented.map(async (one) => ({ presented: one, sale: await chains.entry(one.place) })),
  );
  const sales: Found[] = [];
  for (const { presented: one, sale } of found) {
    if (sale?.entry.kind !== 'sale') return unknownReceipt(one.number);
    if (sale.claim !== undefined)
      return refuse('receipt-claimed', 'The receipt is on a form already.', {
        receipt: one.number,
        form: sale.claim.form,
      });
    sales.push({ presented: one, sale });
  }
  return sales;
}

function offers({ totals }: Eligible, { work }: TaxFreeDependencies): RefundOffer[] {
  const { terms } = work.operator;
  return terms.methods.flatMap(({ method }) => {
    const offer = refundOf(totals, method, terms);
    return offer ? [{ method, refund: offer.refund, fee: offer.fee, credit: offer.credit }] : [];
  });
}

/** What a traveller would get for some receipts, or why not: one strong read a receipt, and nothing written. */
export async function quoteOf(
  request: QuoteRequest,
  store: string,
  dependencies: TaxFreeDependencies,
): Promise<Quote | Refusal> {
  const { work } = dependencies;
  const traveller = travellerOf(request, work.now());
  if ('problem' in traveller) return traveller;
  const presented = presentedReceipts(request.receipts);
  if ('problem' in presented) return presented;
  const found = await read(presented, dependencies);
  if ('problem' in found) return found;
  const assessment = assessFound(traveller, found, store, work);
  if ('problem' in assessment) return assessment;
  const excluded = excludedOf(assessment, request.language);
  if (!assessment.eligible) return { eligible: false, reasons: reasonsOf(assessment, request.language), excluded };
  const { gross, vat, totals, issue, validation } = assessment;
  return {
    eligible: true,
    excluded,
    gross,
    vat,
    totals,
    offers: offers(assessment, dependencies),
    issueBefore: issue.before,
    validationLastDay: validation.lastDay,
  };
}
