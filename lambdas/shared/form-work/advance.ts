import type { State } from '../../../domain/tax-free/life/state.ts';
import { withinDeadline } from '../deadline.ts';
import type { FormRecord } from './form-record.ts';
import type { FormWork } from './form-work.ts';
import { awaitSettlement, awaitSettlementOfEnded } from './steps/dispute.ts';
import { awaitDeletion, expireWhenOver, letGo, reclaimWhenOverdue } from './steps/ending.ts';
import {
  askCredit,
  askDebit,
  askUnwantedCredit,
  askUnwantedDebit,
  credit,
  creditOrHold,
  debit,
} from './steps/money.ts';
import type { Step } from './steps/step.ts';
import { awaitRegistration, awaitRegularisation, regularise, transmit } from './steps/transmission.ts';

/** The work of each state. A state that is not here waits for others, or for staff. */
export const STEPS: Readonly<Partial<Record<State, Step>>> = {
  issued: transmit,
  transmitted: awaitRegistration,
  emergency: regularise,
  regularising: awaitRegularisation,
  registered: creditOrHold,
  'awaiting-customs': expireWhenOver,
  crediting: askCredit,
  credited: reclaimWhenOverdue,
  'credit-refused': expireWhenOver,
  confirmed: credit,
  'crediting-confirmed': askCredit,
  'crediting-annulled': askUnwantedCredit,
  overdue: debit,
  reclaiming: askDebit,
  'reclaiming-confirmed': askUnwantedDebit,
  reclaimed: expireWhenOver,
  'confirmed-late': credit,
  recrediting: askCredit,
  cancelling: awaitDeletion,
  rejected: letGo,
  cancelled: letGo,
  expired: letGo,
  disputed: awaitSettlement,
  'disputed-ended': awaitSettlementOfEnded,
};

/** More steps than any form can make at once; the sweeper takes up the rest. */
const MOST_STEPS = 8;

/**
 * Does whatever is due of a form, step by step, until somebody else must speak or time must pass. Safe to call at any time, from any
 * number of workers in either Region: each step begins with a conditional update that only one of them makes.
 *
 * @returns the form as it was last seen
 */
export async function advance(form: FormRecord, work: FormWork): Promise<FormRecord> {
  let current = form;
  for (let steps = 0; steps < MOST_STEPS; steps++) {
    if (isToBeErased(current, work)) return (await work.forms.erase(current.formId, work.now())).form ?? current;
    const step = STEPS[current.state];
    if (step === undefined) return current;
    const move = await withinDeadline(() => step(current, work));
    current = move.form;
    if (!move.goOn) return current;
  }
  return current;
}

const isToBeErased = ({ retainUntil, dueAt }: FormRecord, { now }: FormWork): boolean =>
  dueAt !== undefined && now().toISOString() >= retainUntil;

/** Work after a caller's own was done: what fails of it is reported, and taken up when the form is due. */
export async function ifPossible(
  form: FormRecord,
  { report }: FormWork,
  work: () => Promise<FormRecord>,
): Promise<FormRecord> {
  return work().catch((error: Error) => {
    report({ trouble: 'work-failed', formId: form.formId, state: form.state, error: error.name });
    return form;
  });
}

/** Like `advance`, for callers who have done what they were asked. */
export const advanceIfPossible = (form: FormRecord, work: FormWork): Promise<FormRecord> =>
  ifPossible(form, work, () => advance(form, work));
