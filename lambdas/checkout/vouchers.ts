import type { ChainEnd } from '../../domain/chain/append.ts';
import type { Tender } from '../../domain/chain/entry.ts';
import { formatReceiptNumber, parseReceiptNumber } from '../../domain/receipt-number.ts';
import { isPaidByVoucher, vouchersOf } from '../../domain/tender.ts';
import { type Refusal, refuse } from '../shared/problems.ts';
import type { ReferenceClaim } from '../shared/reference-item.ts';
import type { CheckoutDependencies } from './record.ts';

/**
 * For so long a claim stands whose receipt is not recorded. Far longer than the function may run (5 s): whoever claimed before has either
 * recorded its receipt by then, or will claim again first. [ours]
 */
const HOLD_MS = 2 * 60_000;

/** Each try that fails met a claim that changed since it was seen. */
const MOST_TRIES = 3;

/** Why a claim stands in the way; undefined when its receipt can never be recorded with this voucher, or nobody is recording it. */
async function inTheWay(
  { chains, now }: CheckoutDependencies,
  reference: string,
  { receiptNumber, at }: ReferenceClaim,
): Promise<Refusal | undefined> {
  const place = parseReceiptNumber(receiptNumber);
  const inPlace = place && (await chains.entry(place));
  if (inPlace !== undefined)
    return isPaidByVoucher(inPlace.entry, reference)
      ? refuse('reference-used', 'Take another means of payment: `receiptNumber` was paid by this voucher.', {
          reference,
          receiptNumber,
        })
      : undefined;
  const until = new Date(Date.parse(at) + HOLD_MS);
  return until > now() ? held(reference, receiptNumber, until) : undefined;
}

const held = (reference: string, receiptNumber: string, until: Date): Refusal =>
  refuse('reference-held', 'Take another means of payment, or this voucher under a new number from `until` on.', {
    reference,
    receiptNumber,
    until: until.toISOString(),
  });

async function claimVoucher(
  dependencies: CheckoutDependencies,
  reference: string,
  receiptNumber: string,
): Promise<Refusal | undefined> {
  const { ledger, now } = dependencies;
  let other: ReferenceClaim | undefined;
  for (let tries = 0; tries < MOST_TRIES; tries++) {
    const claim = { receiptNumber, at: now().toISOString() };
    other = await ledger.claim({ reference, claim, instead: other });
    if (other === undefined) return undefined;
    const refusal = await inTheWay(dependencies, reference, other);
    if (refusal) return refusal;
  }
  return held(reference, other?.receiptNumber ?? receiptNumber, new Date(now().getTime() + HOLD_MS));
}

/**
 * Claims the vouchers that pay a sale, before the sale is recorded: one conditional request each, none for a sale without vouchers. They are
 * claimed in one order, so that of two sales with the same vouchers one gets them all.
 *
 *     claim each voucher ──── dies here ────> write the entry
 *
 * | what happens | what follows |
 * |---|---|
 * | dies before a claim | nothing was written |
 * | dies after it, or the answer is lost | a replay meets its own claim and goes on; another receipt waits two minutes, then takes it over |
 * | the place then holds other content: a void, another sale | the next receipt takes the claim over at once |
 * | comes again an hour later | its own claim, made young again before the entry is written; or another receipt's: refused |
 * | the other Region does the same | the same receipt: both have the claim. Two receipts: one claims, the other meets that claim |
 * | two take over at once, or a replay renews meanwhile | the claim changed since it was seen: one of them judges anew |
 *
 * A claim is never deleted: there is one small item a voucher, however often it is tried, and a chain only grows by what its till records.
 *
 * @returns why not; undefined when all are this sale's
 */
export async function claimVouchers(
  dependencies: CheckoutDependencies,
  end: ChainEnd,
  tenders: readonly Tender[],
): Promise<Refusal | undefined> {
  const receiptNumber = formatReceiptNumber({ ...end, sequence: end.sequence + 1 });
  for (const reference of vouchersOf(tenders).toSorted()) {
    const refusal = await claimVoucher(dependencies, reference, receiptNumber);
    if (refusal) return refusal;
  }
  return undefined;
}
