import { advanceIfPossible } from './advance.ts';
import { parseKey } from './attempt-key.ts';
import type { FormWork } from './form-work.ts';
import { happen, type Made } from './happen.ts';
import type { Happening } from './happening.ts';
import { parseMessageId } from './message-id.ts';

const unknown: Made = { made: false, why: 'unknown-form' };

/**
 * Something that customs or anybody else outside says of a form: made if it can be, and what is due after it is done at once. Safe to
 * be called twice, late and out of order.
 *
 * @throws OutcomeUnknown when it may not have been written down: let the sender say it again
 */
export async function happened(work: FormWork, formId: string, happening: Happening): Promise<Made> {
  const made = await happen(work, formId, happening);
  return made.made ? { ...made, form: await advanceIfPossible(made.form, work) } : made;
}

/** The acquirer's word on a key. */
export interface Settlement {
  key: string;
  /** Whether the money moved; false also when it was given back later. */
  done: boolean;
  pspReference?: string;
  reason?: string;
}

/** What the acquirer says of a key, by its notification. @throws OutcomeUnknown as `happened` */
export async function settled(work: FormWork, { key, done, pspReference, reason }: Settlement): Promise<Made> {
  const parsed = parseKey(key);
  if (parsed === undefined) return unknown;
  const { formId, kind } = parsed;
  const outcome = { key, ...(pspReference ? { pspReference } : {}), ...(reason ? { reason } : {}) };
  const event = `${kind}-${done ? 'succeeded' : 'failed'}` as const;
  const made = await happened(work, formId, { event, by: 'acquirer', outcome });
  if (!made.made && made.why === 'not-held')
    work.report({ trouble: 'outcome-of-other-key', formId, state: made.form.state });
  return made;
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
  const { form } = await work.forms.unacknowledged(formId, messageId, work.now());
  return form === undefined ? unknown : { made: false, why: 'no-step', form };
}
