import type { FormRecord } from '../shared/form-work/form-record.ts';
import type { FormWork } from '../shared/form-work/form-work.ts';
import { giveBack } from '../shared/form-work/give-back.ts';
import { letGo } from '../shared/form-work/steps/ending.ts';
import { type Refusal, refuse } from '../shared/problems.ts';
import { eachOnce, type Presented } from './receipts.ts';

/** Lets receipts go that were asked for, claimed or not, by a form that does not have them. */
export async function release(presented: readonly Presented[], form: string, work: FormWork): Promise<void> {
  await Promise.all(eachOnce(presented).map(({ place }) => giveBack(place, form, work)));
}

export const given = ({ refusal }: FormRecord): Refusal =>
  refusal ?? refuse('form-void', 'Draw a new form id and issue the form under it.');

/**
 * Gives a form id up after some receipts were claimed for it and the form was refused. The id comes first, then the receipts: a twin of
 * this request that is about to issue the form finds the id given up, so that no form is ever without its claims. All receipts are let
 * go, those too that another form holds: a claim that was not heard of may still arrive.
 *
 * @returns the form when the twin was faster, and the refusal otherwise
 */
export async function withdraw(
  formId: string,
  presented: readonly Presented[],
  refusal: Refusal,
  work: FormWork,
): Promise<Refusal | { issued: FormRecord }> {
  const receipts = eachOnce(presented).map(({ number }) => number);
  const { done, form } = await work.forms.giveUp({ formId, receipts, refusal }, { at: work.now(), step: work.newId() });
  if (form === undefined) throw new Error(`the id ${formId} was not given up and is not there`);
  if (form.content !== undefined) return { issued: form };
  if (!done) await release(presented, formId, work);
  await letGo(form, work);
  return done ? refusal : given(form);
}
