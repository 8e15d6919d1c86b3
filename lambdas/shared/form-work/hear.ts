import type { EventRow, FormEvent } from '../../../domain/tax-free/life/event.ts';
import { meaningOf, next } from '../../../domain/tax-free/life/life.ts';
import { type Heard, heardOf, type Said } from '../../../domain/tax-free/life/outcome.ts';
import { OutcomeUnknown } from '../deadline.ts';
import { type MoneyKind, parseKey } from './attempt-key.ts';
import { disputeOf } from './dispute.ts';
import type { FormRecord, RecordedAttempt } from './form-record.ts';
import type { FormWriting } from './form-work.ts';
import { happen, type Made } from './happen.ts';
import type { Happening, OutcomeWord } from './happening.ts';

/** A word on the money of a key. */
export interface MoneyWord {
  key: string;
  said: Said;
  /** As the acquirer states it; absent when we or a person say it. */
  amount?: { value: number; currency: string };
  pspReference?: string;
  reason?: string;
  /** The acquirer when absent. */
  by?: EventRow['by'];
}

/** All our money is euros. */
const CURRENCY = 'EUR';

/** Others may speak of the same key between two looks; each kind of word counts once, so there are few. */
const MOST_LOOKS = 6;

const unknown: Made = { made: false, why: 'unknown-form' };

const wordOf = ({ key, amount, pspReference, reason }: MoneyWord): OutcomeWord => ({
  key,
  ...(amount ? { amount: amount.value } : {}),
  ...(pspReference ? { pspReference } : {}),
  ...(reason ? { reason } : {}),
});

const USUAL = { done: 'succeeded', refused: 'failed', reversed: 'reversed' } as const;

/** What a word most likely makes happen, before anything is known of the form: nearly always its only request. */
function likely(word: MoneyWord, kind: MoneyKind): Happening {
  const { said, by = 'acquirer' } = word;
  if (said !== 'restored') return { event: `${kind}-${USUAL[said]}`, by, outcome: wordOf(word) };
  const change = { said, outcome: 'done', before: 'reversed' } as const;
  return { event: 'outcome-changed', by, outcome: { ...wordOf(word), change } };
}

function happeningOf(
  word: MoneyWord,
  kind: MoneyKind,
  { event, outcome }: Extract<Heard, { event: string }>,
  { outcome: before }: RecordedAttempt,
): Happening {
  const { said, by = 'acquirer' } = word;
  if (event !== 'changed') return { event: `${kind}-${event}`, by, outcome: wordOf(word) };
  return { event: 'outcome-changed', by, outcome: { ...wordOf(word), change: { said, outcome, before } } };
}

/** Says why a word makes no step: to be counted, or to call a person. */
function tellMeaning(
  { report, ignore }: FormWriting,
  { formId, state }: FormRecord,
  event: FormEvent,
  key: string,
): void {
  const meaning = meaningOf(state, event) ?? { trouble: 'outcome-mismatch' };
  if ('trouble' in meaning) report({ trouble: meaning.trouble, formId, state, word: event, key });
  else ignore({ ignored: meaning.ignored, formId, state, word: event, key });
}

/**
 * What follows from a word for the form as it stands: another happening to try, the form after a note with the key, or undefined when
 * nothing follows and that was said.
 */
async function follow(
  form: FormRecord,
  word: MoneyWord,
  kind: MoneyKind,
  work: FormWriting,
): Promise<Happening | { noted: FormRecord } | undefined> {
  const { formId, state } = form;
  const { key, said, amount } = word;
  const attempt = form.attempts.get(key);
  const line = { formId, state, word: `${kind} ${said}`, key };
  if (attempt === undefined) return void work.report({ trouble: 'outcome-of-other-key', ...line });
  if (amount !== undefined && amount.value !== attempt.amount)
    return void work.report({ trouble: 'outcome-mismatch', ...line });
  const isLast = key === (kind === 'credit' ? form.lastCredit : form.lastDebit);
  const heard = heardOf(said, { ...attempt, isLast });
  if ('ignored' in heard) return void work.ignore({ ignored: heard.ignored, ...line });
  if ('note' in heard) {
    const change = { said, outcome: heard.note, before: attempt.outcome };
    const { done, form: noted = form } = await work.forms.note(formId, { ...wordOf(word), change }, work.now());
    if (done) work.ignore({ ignored: 'no-money-moved', ...line });
    return done ? undefined : { noted };
  }
  const happening = happeningOf(word, kind, heard, attempt);
  if (next(state, happening.event) !== undefined) return happening;
  return void tellMeaning(work, form, happening.event, key);
}

/**
 * Hears a word on the money of a key: it makes its step, is noted with its key, is counted as meaning nothing, or calls a person; none is
 * lost. One conditional request for a word that comes when it is awaited; the form is read by the failed condition otherwise.
 *
 * Dies before it is written or the answer is lost: the acquirer sends it again. Both Regions at once, or an hour later: each kind of word
 * counts once a key, by a condition on the time it was first heard. What is kept grows by at most four times and one line a key.
 *
 * @throws OutcomeUnknown when it may not have been written down: let the sender say it again
 */
export async function hear(word: MoneyWord, work: FormWriting, known?: FormRecord): Promise<Made> {
  const { key, amount, said } = word;
  const parsed = parseKey(key);
  if (parsed === undefined) {
    work.ignore({ ignored: 'not-ours', word: said });
    return unknown;
  }
  const { formId, kind } = parsed;
  const line = { formId, word: `${kind} ${said}`, key };
  if (amount !== undefined && amount.currency !== CURRENCY) {
    work.report({ trouble: 'outcome-mismatch', ...line });
    return unknown;
  }
  let made = await happen(work, formId, likely(word, kind), known);
  for (let looks = 0; looks < MOST_LOOKS; looks++) {
    if (made.made) {
      const dispute = disputeOf(made.form);
      if (dispute !== undefined) work.report({ ...dispute, ...line });
      return made;
    }
    if (made.why === 'unknown-form') {
      work.report({ trouble: 'outcome-of-other-key', ...line });
      return made;
    }
    const followed = await follow(made.form, word, kind, work);
    if (followed === undefined) return made;
    made =
      'noted' in followed
        ? { made: false, why: 'not-held', form: followed.noted }
        : await happen(work, formId, followed, made.form);
  }
  throw new OutcomeUnknown('the key changed faster than it could be followed');
}
