import { parseReceiptNumber } from '../../../../domain/receipt-number.ts';
import type { FormEvent } from '../../../../domain/tax-free/life/event.ts';
import { CUSTOMS_MINUTE_MS } from '../../../../domain/tax-free/life/guard.ts';
import type { FormRecord } from '../form-record.ts';
import type { FormWork } from '../form-work.ts';
import { giveBack } from '../give-back.ts';
import { happen } from '../happen.ts';
import { messageId } from '../message-id.ts';
import { goOn, type Move, outside, rest, type Step, since, waitAgain } from './step.ts';

/** Makes an event happen once its time has come. */
const when =
  (event: FormEvent, time: (form: FormRecord) => string | undefined): Step =>
  async (form, work) => {
    const at = time(form);
    if (at === undefined || since(work, at) < 0) return rest(form);
    return goOn(await happen(work, form.formId, { event, by: 'us' }, form), form);
  };

export const reclaimWhenOverdue: Step = when('validation-overdue', ({ reclaimFrom }) => reclaimFrom);
export const expireWhenOver: Step = when('validation-expired', ({ expireAt }) => expireAt);

/** Sends the deletion that a form's last message announces. */
export async function sendDeletion(form: FormRecord, work: FormWork): Promise<Move> {
  const { formId, message = '', customsId } = form;
  const deletion = { messageId: message, formId, ...(customsId ? { customsId } : {}) };
  return outside(work.customs.delete(deletion), async (taken) => {
    if (taken !== 'acknowledged') return rest(form);
    return rest((await work.forms.acknowledged(formId, message, work.now())).form ?? form);
  });
}

/** A deletion that customs never acknowledged, or had a fault over, is sent again; one that they acknowledged is awaited, as it is queued. */
export const awaitDeletion: Step = async (form, work) => {
  const sentAt = form.log.at(-1)?.at ?? '';
  if (since(work, sentAt) < CUSTOMS_MINUTE_MS) return rest(form);
  if (form.message !== undefined && form.acknowledged === form.message) return waitAgain(form, work, sentAt);
  const message = messageId('S01', form.formId, work.newId());
  const made = await happen(work, form.formId, { event: 'deletion-repeated', by: 'us', message }, form);
  return made.made && made.isOurs ? sendDeletion(made.form, work) : goOn(made, form);
};

/** Lets the receipts of a form go that no longer holds them, then notes that it is done: dying in between only repeats it. */
export const letGo: Step = async (form, work) => {
  if (form.released) return rest(form);
  await Promise.all(
    form.receipts.map(async (number) => {
      const place = parseReceiptNumber(number);
      if (place !== undefined) await giveBack(place, form.formId, work);
    }),
  );
  const { form: after = form } = await work.forms.released(form.formId);
  return rest(after);
};
