import { parseKey } from './attempt-key.ts';
import type { FormRecord } from './form-record.ts';
import type { FormWriting } from './form-work.ts';
import { hear } from './hear.ts';

/** How old a key must be: until then the acquirer is asked by itself, and answers for sure. [ours] an hour over the acquirer's day */
const ASKED_MS = 25 * 3_600_000;

/** What came of it when a person said what became of a key. */
export type KeySettled =
  | { settled: true; form: FormRecord }
  | { settled: false; why: 'unknown-key' | 'known-already' | 'still-asked'; form?: FormRecord };

/** What a person found out, by the acquirer's own records: the money moved, or the acquirer never saw the key. */
export type Found = 'done' | 'never-seen';

/**
 * A person says what became of a credit or debit whose fate the acquirer can no longer be asked. The word takes the way of the acquirer's
 * own: a key that was never seen is refused, which frees the form for another card, a payment by other means, or its cancellation.
 *
 * Dies before the write: nothing happened. Dies after it or the answer is lost: said again, the outcome is known already. Should the
 * acquirer speak of the key after all, its word is newer, and what it upsets is a dispute.
 */
export async function settleKey(key: string, found: Found, proof: string, work: FormWriting): Promise<KeySettled> {
  const formId = parseKey(key)?.formId;
  const form = formId === undefined ? undefined : await work.forms.read(formId);
  const attempt = form?.attempts.get(key);
  if (form === undefined || attempt === undefined) return { settled: false, why: 'unknown-key' };
  if (attempt.outcome !== undefined) return { settled: false, why: 'known-already', form };
  if (work.now().getTime() - Date.parse(attempt.intendedAt) < ASKED_MS)
    return { settled: false, why: 'still-asked', form };
  const said = found === 'done' ? 'done' : 'refused';
  const made = await hear({ key, said, reason: `by hand: ${proof}`, by: 'staff' }, work, form);
  const after = (await work.forms.read(form.formId)) ?? form;
  return made.made || after.attempts.get(key)?.outcome !== undefined
    ? { settled: true, form: after }
    : { settled: false, why: 'known-already', form: after };
}
