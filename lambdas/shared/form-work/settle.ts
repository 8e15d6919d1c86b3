import { disputeOf, owedOn } from './dispute.ts';
import type { Settlement } from './form.ts';
import type { FormRecord } from './form-record.ts';
import type { FormWriting } from './form-work.ts';
import { happen } from './happen.ts';

/** What came of a settlement by hand. */
export type Settled =
  | { settled: true; form: FormRecord }
  | { settled: false; why: 'unknown-form' }
  | { settled: false; why: 'not-disputed' | 'money-under-way' | 'changed'; form: FormRecord }
  | { settled: false; why: 'other-amount'; form: FormRecord; owed: number };

const isUnderWay = ({ attempts, lastCredit, lastDebit }: FormRecord): boolean =>
  [lastCredit, lastDebit].some((key) => key !== undefined && attempts.get(key)?.outcome === undefined);

/**
 * Writes down that a person settled what was owed on a disputed form: the amount must be exactly what is owed, and the form as it was
 * when that was reckoned.
 *
 * Dies before the write: nothing happened. Dies after it or the answer is lost: said again, the form is no longer disputed, and nothing is
 * settled twice. The other Region the same. A word that comes in between changes the revision, and the person looks again.
 */
export async function settleDispute(formId: string, settlement: Settlement, work: FormWriting): Promise<Settled> {
  const form = await work.forms.read(formId);
  if (form === undefined) return { settled: false, why: 'unknown-form' };
  if (disputeOf(form) === undefined) return { settled: false, why: 'not-disputed', form };
  if (isUnderWay(form)) return { settled: false, why: 'money-under-way', form };
  const owed = owedOn(form);
  if (owed !== settlement.owed) return { settled: false, why: 'other-amount', form, owed };
  const happening = { event: 'dispute-settled', by: 'staff', settlement, revision: form.revision } as const;
  const made = await happen(work, formId, happening, form);
  if (made.made) return { settled: true, form: made.form };
  return { settled: false, why: 'changed', form: 'form' in made ? made.form : form };
}
