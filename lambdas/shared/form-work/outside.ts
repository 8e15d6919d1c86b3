import { meaningOf } from '../../../domain/tax-free/life/life.ts';
import { advanceIfPossible } from './advance.ts';
import { disputeOf } from './dispute.ts';
import type { FormWork } from './form-work.ts';
import { happen, type Made } from './happen.ts';
import type { Happening } from './happening.ts';
import { hear, type MoneyWord } from './hear.ts';
import { parseMessageId } from './message-id.ts';

const unknown: Made = { made: false, why: 'unknown-form' };

/**
 * Something that customs or anybody else outside says of a form: made if it can be, and what is due after it is done at once. Safe to
 * be called twice, late and out of order.
 *
 * @throws OutcomeUnknown when it may not have been written down: let the sender say it again
 */
export async function happened(work: FormWork, formId: string, happening: Happening): Promise<Made> {
  const made = await heardOfCustoms(work, formId, happening);
  return made.made ? { ...made, form: await advanceIfPossible(made.form, work) } : made;
}

/**
 * Says why a word of customs makes no step. Where a step is there and does not hold, the word is about another message or registration,
 * or was said before.
 */
function tellUnmade(work: FormWork, made: Extract<Made, { made: false }>, { event, inReplyTo, customsId }: Happening) {
  if (made.why === 'unknown-form') return;
  const { formId, state, message, customsId: own } = made.form;
  const about = { formId, state, word: event };
  const isOlder = inReplyTo !== undefined && message !== inReplyTo;
  const isOther = event === 'customs-annulled' && own !== undefined && own !== customsId;
  const meaning = meaningOf(state, event);
  if (isOlder) work.ignore({ ignored: 'older-message', ...about });
  else if (isOther) work.ignore({ ignored: 'other-registration', ...about });
  else if (meaning === undefined) work.ignore({ ignored: 'said-before', ...about });
  else if ('trouble' in meaning) work.report({ trouble: meaning.trouble, ...about });
  else work.ignore({ ignored: meaning.ignored, ...about });
}

/** A word of customs on a form, written down or told; what is due after it is left to others. @throws OutcomeUnknown as `happened` */
export async function heardOfCustoms(work: FormWork, formId: string, happening: Happening): Promise<Made> {
  const made = await happen(work, formId, happening);
  if (!made.made) tellUnmade(work, made, happening);
  else {
    const dispute = disputeOf(made.form);
    if (dispute !== undefined) work.report({ ...dispute, word: happening.event });
  }
  return made;
}

/** What the acquirer says of a key, by its notification; what is due after it is done at once. @throws OutcomeUnknown as `hear` */
export async function settled(work: FormWork, word: MoneyWord): Promise<Made> {
  const made = await hear(word, work);
  return made.made ? { ...made, form: await advanceIfPossible(made.form, work) } : made;
}

const REJECTED = { C01: 'customs-rejected', P01: 'regularisation-rejected', S01: 'deletion-rejected' } as const;

/** G001: customs cannot read a message, now or later. */
export async function messageRejected(work: FormWork, messageId: string): Promise<Made> {
  const parsed = parseMessageId(messageId);
  if (parsed === undefined) return unknown;
  const event = REJECTED[parsed.kind];
  return happened(work, parsed.formId, { event, by: 'customs', inReplyTo: messageId });
}

/** G002: customs' own fault; the message is to be sent again. A deletion is repeated when it is due. */
export async function messageFailed(work: FormWork, messageId: string): Promise<Made> {
  const parsed = parseMessageId(messageId);
  if (parsed === undefined) return unknown;
  const { kind, formId } = parsed;
  if (kind !== 'S01')
    return happened(work, formId, { event: 'transmission-failed', by: 'customs', inReplyTo: messageId });
  const { done, form } = await work.forms.unacknowledged(formId, messageId, work.now());
  if (form === undefined) return unknown;
  if (!done) work.ignore({ ignored: 'no-message-awaited', formId, state: form.state, word: 'G002' });
  return { made: false, why: 'no-step', form };
}
