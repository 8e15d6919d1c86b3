import type { CancellationRequest } from '../../api/generated/contract.ts';
import { type Place, parseReceiptNumber } from '../../domain/receipt-number.ts';
import { advanceIfPossible, ifPossible } from '../shared/form-work/advance.ts';
import type { FormRecord } from '../shared/form-work/form-record.ts';
import type { FormWork } from '../shared/form-work/form-work.ts';
import { giveBack } from '../shared/form-work/give-back.ts';
import { happen } from '../shared/form-work/happen.ts';
import { messageId } from '../shared/form-work/message-id.ts';
import { sendDeletion } from '../shared/form-work/steps/ending.ts';
import { type Refusal, refuse } from '../shared/problems.ts';
import { isGone } from './claim.ts';
import type { TaxFreeDependencies } from './dependencies.ts';

const notCancellable = ({ state }: FormRecord): Refusal =>
  refuse('form-not-cancellable', 'Look at the form: `state` says what it waits for, or that it is too late.', {
    state,
  });

/** Carries a cancellation out: a form at customs is deleted there, another one lets its receipts go. */
async function carryOut(form: FormRecord, work: FormWork): Promise<FormRecord> {
  if (form.state !== 'cancelling') return advanceIfPossible(form, work);
  return ifPossible(form, work, async () => (await sendDeletion(form, work)).form);
}

/** Lets a receipt go that a kiosk claimed for a form it never issued, or that was refused. */
async function letGo(
  formId: string,
  receipt: Place,
  number: string,
  { work, chains }: TaxFreeDependencies,
): Promise<void> {
  const sale = await chains.entry(receipt);
  if (sale?.claim?.form === formId && (await isGone(sale.claim, number, work))) await giveBack(receipt, formId, work);
}

/**
 * A form that was not issued: if receipts are claimed for it since long, its id is given up and they are let go.
 *
 * @param known its id as it was given up already
 */
async function cancelUnissued(
  formId: string,
  known: FormRecord | undefined,
  { receipts = [] }: CancellationRequest,
  dependencies: TaxFreeDependencies,
): Promise<{ form: FormRecord } | Refusal> {
  const { work } = dependencies;
  for (const number of receipts) {
    const place = parseReceiptNumber(number);
    if (place !== undefined) await letGo(formId, place, number, dependencies);
  }
  const form = receipts.length > 0 ? await work.forms.read(formId) : known;
  return form === undefined
    ? refuse('form-unknown', 'Nothing was issued under this id; name its receipts two minutes after they were claimed.')
    : { form: await advanceIfPossible(form, work) };
}

/**
 * Cancels a form of a store: one conditional request, then its deletion at customs or the letting go of its receipts. Again is safe:
 * a form that is cancelled, or about to be, is answered as it stands.
 */
export async function cancel(
  formId: string,
  store: string,
  request: CancellationRequest,
  dependencies: TaxFreeDependencies,
): Promise<{ form: FormRecord } | Refusal> {
  const { work } = dependencies;
  const message = messageId('S01', formId, work.newId());
  const made = await happen(work, formId, { event: 'cancellation-requested', by: 'traveller', message, store });
  if (made.made) return { form: made.isOurs ? await carryOut(made.form, work) : made.form };
  if (made.why === 'unknown-form') return cancelUnissued(formId, undefined, request, dependencies);
  const { form } = made;
  if (form.content === undefined) return cancelUnissued(formId, form, request, dependencies);
  if (form.store !== store) return refuse('forbidden', 'A shop cancels only its own forms.');
  const isCancelled = form.state === 'cancelling' || form.state === 'cancelled';
  return isCancelled ? { form: await advanceIfPossible(form, work) } : notCancellable(form);
}
