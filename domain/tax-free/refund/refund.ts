import type { RateTotal } from '../../vat.ts';
import type { MethodTerms, OperatorTerms, RefundMethod } from './terms.ts';

const WHOLE = 10_000;

/** What a form is worth, all in cents: refund + fee = VAT. */
export interface Refund {
  method: RefundMethod;
  gross: number;
  vat: number;
  /** Never negative, never more than the VAT; 0 when the minimum fee takes it all. */
  refund: number;
  /** What the operator keeps. */
  fee: number;
  /** Whether the refund is credited at once or only when customs have validated. */
  credit: 'before-customs' | 'after-customs';
}

/** Cents that the table gives before any minimum fee. A share is of the gross of its rate, cents rounded down. */
function tabled({ pays }: MethodTerms, totals: readonly RateTotal[], gross: number): number {
  if (pays.by === 'tier') return pays.tiers.findLast(({ from }) => gross >= from)?.refund ?? 0;
  return totals.reduce((sum, total) => {
    const share = pays.shares.find(({ vatRate }) => vatRate === total.vatRate)?.share ?? 0;
    return sum + Math.floor((total.gross * share) / WHOLE);
  }, 0);
}

/**
 * What an operator pays for a form.
 *
 * @param totals of the form's lines per VAT rate, as `assess` gives them
 * @param terms checked by `loadTerms`
 * @returns undefined if the operator does not offer the method
 */
export function refundOf(totals: readonly RateTotal[], method: RefundMethod, terms: OperatorTerms): Refund | undefined {
  const own = terms.methods.find((candidate) => candidate.method === method);
  if (own === undefined) return undefined;
  const gross = totals.reduce((sum, total) => sum + total.gross, 0);
  const vat = totals.reduce((sum, total) => sum + total.vat, 0);
  const refund = Math.max(0, Math.min(tabled(own, totals, gross), vat - own.minimumFee));
  const credit = refund <= own.earlyCreditCeiling ? 'before-customs' : 'after-customs';
  return { method, gross, vat, refund, fee: vat - refund, credit };
}
