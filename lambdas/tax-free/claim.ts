import { stateRow } from '../../domain/tax-free/life/life.ts';
import type { FormWork } from '../shared/form-work/form-work.ts';
import type { Claim } from '../shared/ledger-item.ts';
import { type Refusal, refuse } from '../shared/problems.ts';
import type { Found } from './eligibility.ts';
import { eachOnce, type Presented, unknownReceipt } from './receipts.ts';

/** How long a kiosk in the middle of issuing a form is left alone. [ours] */
const CLAIM_PATIENCE_MS = 2 * 60_000;

/** What became of a claim; `given-up` when the form let this receipt go before, so that it exists or never will. */
export type ClaimOutcome = { claimed: Found } | { givenUp: true } | { refusal: Refusal };

const claimedBy = (form: string, number: string): { refusal: Refusal } => ({
  refusal: refuse('receipt-claimed', 'Cancel the form that holds the receipt first, or leave the receipt out.', {
    receipt: number,
    form,
  }),
});

/**
 * Whether the form that holds a receipt will never need it again.
 *
 * A claim comes before its form, so a kiosk that dies in between leaves a claim without one. After two minutes the form's id is given up
 * for good, which the dead kiosk's replay meets, and which races nobody: the form was issued before it, or never will be.
 *
 *     its kiosk: claim ──── silence ────> issue: fails, the id is given up
 *                 ours:     two minutes ─> give its id up ──> claim in its place
 */
export async function isGone(claim: Claim, number: string, { forms, now, newId }: FormWork): Promise<boolean> {
  const at = now();
  const isFresh = at.getTime() - Date.parse(claim.at) < CLAIM_PATIENCE_MS;
  const given = { formId: claim.form, receipts: [...new Set([number, ...claim.others])] };
  const holder = isFresh ? await forms.read(claim.form) : (await forms.giveUp(given, { at, step: newId() })).form;
  return holder !== undefined && !stateRow(holder.state).holdsReceipts;
}

async function claimOne(
  presented: Presented,
  form: string,
  others: readonly string[],
  work: FormWork,
): Promise<ClaimOutcome> {
  const { place, number } = presented;
  const claimant = { form, at: work.now().toISOString(), others };
  const first = await work.claims.claim(place, claimant);
  if (first.done) return { claimed: { presented, sale: first.receipt } };
  const { receipt } = first;
  if (receipt?.entry.kind !== 'sale') return { refusal: unknownReceipt(number) };
  if (receipt.releasedBy.has(form)) return { givenUp: true };
  if (receipt.claim === undefined) return claimedBy('', number);
  if (!(await isGone(receipt.claim, number, work))) return claimedBy(receipt.claim.form, number);
  const second = await work.claims.claim(place, claimant, receipt.claim.form);
  return second.done ? { claimed: { presented, sale: second.receipt } } : claimedBy(receipt.claim.form, number);
}

/** Claims the receipts of a form, all at once; each claim is one conditional request unless another form holds the receipt. */
export async function claimAll(presented: readonly Presented[], form: string, work: FormWork): Promise<ClaimOutcome[]> {
  const unique = eachOnce(presented);
  const numbers = unique.map(({ number }) => number);
  const outcomes = await Promise.all(
    unique.map((one) =>
      claimOne(
        one,
        form,
        numbers.filter((number) => number !== one.number),
        work,
      ),
    ),
  );
  for (const outcome of outcomes)
    if ('refusal' in outcome && outcome.refusal.problem === 'receipt-claimed')
      work.report({ trouble: 'claim-refused', formId: form });
  return outcomes;
}
