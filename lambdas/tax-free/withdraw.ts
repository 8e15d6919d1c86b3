import type { FormRecord } from '../shared/form-work/form-record.ts';
import type { FormWork } from '../shared/form-work/form-work.ts';
import { type Refusal, refuse } from '../shared/problems.ts';
import type { Found } from './eligibility.ts';

/** Lets receipts go that were claimed for a form that does not have them. */
export async function release(found: readonly Found[], form: string, { claims, now }: FormWork): Promise<void> {
  const at = now().toISOString();
  await Promise.all(found.map(({ presented }) => claims.release(presented.place, form, at)));
}

export const given = ({ refusal }: FormRecord): Refusal =>
  refusal ?? refuse('form-void', 'Draw a new form id and issue the form under it.');

/**
 * Gives a form id up after some receipts were claimed for it and the form was refused. The id comes first, then the receipts: a twin of
 * this request that is about to issue the form finds the id given up, so that no form is ever without its claims.
 *
 * @returns the form when the twin was faster, and the refusal otherwise
 */
export async function withdraw(
  formId: string,
  found: readonly Found[],
  refusal: Refusal,
  work: FormWork,
): Promise<Refusal | { issued: FormRecord }> {
  const receipts = found.map(({ presented }) => presented.number);
  const { done, form } = await work.forms.giveUp({ formId, receipts, refusal }, { at: work.now(), step: work.newId() });
  if (form?.content !== undefined) return { issued: form };
  await release(found, formId, work);
  await work.forms.released(formId);
  return done || form === undefined ? refusal : given(form);
}
