import { owedOn } from '../../../lambdas/shared/form-work/dispute.ts';
import type { FormRecord } from '../../../lambdas/shared/form-work/form-record.ts';
import type { FormWork } from '../../../lambdas/shared/form-work/form-work.ts';
import { settleDispute } from '../../../lambdas/shared/form-work/settle.ts';

const DISPUTED = ['disputed', 'disputed-ended'];

/** Whether nothing is left to do on a form but for a person to settle it. */
export const isForClerk = ({ state, attempts, lastCredit, lastDebit, released }: FormRecord): boolean =>
  DISPUTED.includes(state) &&
  (state === 'disputed' || released) &&
  [lastCredit, lastDebit].every((key) => key === undefined || attempts.get(key)?.outcome !== undefined);

/** The person who pays, or takes, what is owed on a disputed form, and says so. */
export async function settleByHand(form: FormRecord, work: FormWork): Promise<unknown> {
  const settlement = { owed: owedOn(form), means: 'transfer', reference: 'T-1', operator: 'clerk' } as const;
  return settleDispute(form.formId, settlement, work);
}
