import { CUSTOMS_MINUTE_MS } from '../../../../domain/tax-free/life/guard.ts';
import { REGULARISE_AFTER_MS } from '../due.ts';
import { openPersonal } from '../field-cipher.ts';
import type { FormRecord } from '../form-record.ts';
import type { FormWork } from '../form-work.ts';
import { happen } from '../happen.ts';
import { messageId } from '../message-id.ts';
import type { Acknowledgement, CustomsForm } from '../ports.ts';
import { goOn, type Move, outside, rest, type Step, since, waitAgain } from './step.ts';

/** What customs are told of a form. Opened before the intent is written, so that nothing of ours can fail between intent and message. */
async function customsForm(form: FormRecord, { keys }: FormWork, message: string): Promise<CustomsForm> {
  const { content, personal } = form;
  if (content === undefined || personal === undefined) throw new Error(`form ${form.formId} has nothing to send`);
  return { messageId: message, content, personal: await openPersonal(keys, form.formId, personal) };
}

/** Writes the outcome of a message down where there is one to write: not taken in means to be sent again. */
async function afterMessage(
  form: FormRecord,
  work: FormWork,
  message: string,
  taken: Acknowledgement | 'unknown',
): Promise<Move> {
  if (taken !== 'not-acknowledged') return rest(form);
  const event = 'transmission-failed';
  return { ...goOn(await happen(work, form.formId, { event, by: 'us', inReplyTo: message }, form), form), goOn: false };
}

async function sendCreate(form: FormRecord, work: FormWork): Promise<Move> {
  const message = messageId('C01', form.formId, work.newId());
  const sent = await customsForm(form, work, message);
  const made = await happen(work, form.formId, { event: 'transmission-started', by: 'us', message }, form);
  if (!made.made || !made.isOurs) return goOn(made, form);
  return outside(work.customs.create(sent), (taken) => afterMessage(made.form, work, message, taken));
}

/**
 * Takes a slip number of the quota and gives it to the form. Dies in between: the number is gone, which the quota allows for, and the
 * next worker takes another one.
 */
async function useSlip(form: FormRecord, work: FormWork): Promise<Move | undefined> {
  const slip = await work.slips.take();
  if (slip !== undefined)
    return goOn(await happen(work, form.formId, { event: 'slip-used', by: 'us', slip }, form), form);
  work.report({ trouble: 'slips-exhausted', formId: form.formId, state: form.state });
  return undefined;
}

/** Sends a form to customs; a minute after a try that was not taken in, the traveller gets a slip, or it is sent again. */
export const transmit: Step = async (form, work) => {
  if (since(work, form.transmittedAt) < CUSTOMS_MINUTE_MS) return rest(form);
  const slipped = form.transmittedAt === undefined ? undefined : await useSlip(form, work);
  return slipped ?? sendCreate(form, work);
};

/** After a minute of silence the traveller gets a slip. What customs may have queued is not sent again. */
export const awaitRegistration: Step = async (form, work) => {
  if (since(work, form.transmittedAt) < CUSTOMS_MINUTE_MS) return rest(form);
  return (await useSlip(form, work)) ?? waitAgain(form, work, form.transmittedAt ?? '');
};

const MOST_DOUBLINGS = 4;

/** How long a slip waits before its next try: five minutes, and twice as long after each try that was not taken in. */
function regulariseAfter({ log }: FormRecord): number {
  const tries = log.filter(({ event }) => event === 'regularisation-started').length;
  return REGULARISE_AFTER_MS * 2 ** Math.min(tries, MOST_DOUBLINGS);
}

const changedAt = ({ log }: FormRecord): string => log.at(-1)?.at ?? '';

/** Registers the emergency slip. */
export const regularise: Step = async (form, work) => {
  const { slip } = form;
  if (slip === undefined || since(work, changedAt(form)) < regulariseAfter(form)) return rest(form);
  const message = messageId('P01', form.formId, work.newId());
  const sent = await customsForm(form, work, message);
  const made = await happen(work, form.formId, { event: 'regularisation-started', by: 'us', message }, form);
  if (!made.made || !made.isOurs) return goOn(made, form);
  return outside(work.customs.createFromSlip(sent, slip), async (taken) => {
    if (taken !== 'acknowledged') return afterMessage(made.form, work, message, taken);
    return rest((await work.forms.acknowledged(form.formId, message, work.now())).form ?? made.form);
  });
};

/** A slip that customs never acknowledged is sent again after a minute; one that they did is awaited, as it is queued. */
export const awaitRegularisation: Step = async (form, work) => {
  const { message } = form;
  if (since(work, changedAt(form)) < CUSTOMS_MINUTE_MS) return rest(form);
  if (message === undefined || form.acknowledged === message) return waitAgain(form, work, changedAt(form));
  return afterMessage(form, work, message, 'not-acknowledged');
};
