import type { Place } from '../../../domain/receipt-number.ts';
import type { FormWork } from './form-work.ts';

/**
 * Lets a receipt go for good, whether the form holds it or not: a claim may still be on its way from a process that died, or gave up
 * waiting for its answer, and must find nothing to take when it arrives.
 *
 *     held: release      not held: renounce ──── the claim arrives just before ────> held after all: release
 */
export async function giveBack(receipt: Place, form: string, { claims, now }: FormWork): Promise<void> {
  const at = now().toISOString();
  const { done, receipt: sale } = await claims.release(receipt, form, at);
  if (done || sale === undefined || sale.releasedBy.has(form)) return;
  if (!(await claims.renounce(receipt, form, at)).done) await claims.release(receipt, form, at);
}
