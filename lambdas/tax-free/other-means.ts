import type { CardRequest, PaymentRequest } from '../../api/generated/contract.ts';
import { numberOf } from '../shared/form-work/attempt-key.ts';
import type { FormRecord } from '../shared/form-work/form-record.ts';
import type { FormWork } from '../shared/form-work/form-work.ts';
import { happen } from '../shared/form-work/happen.ts';
import { creditAnother } from '../shared/form-work/steps/money.ts';
import { type Refusal, refuse } from '../shared/problems.ts';

export type Paid = { form: FormRecord } | Refusal;

const unknown = (): Refusal => refuse('form-unknown', 'Nothing was issued under this id: scan the form again.');

const notRefused = ({ state }: FormRecord): Refusal =>
  refuse('form-not-refused', 'Look at the form: `state` says what it waits for.', { state });

/** How many keys a form's credits may have before no other card is tried: each stays on the form with what became of it. [ours] */
export const MOST_CREDITS = 20;

const enoughCards = (): Refusal =>
  refuse('cards-at-most', 'Try no other card: once customs validated the form, pay the refund otherwise at a till.', {
    errors: [
      {
        at: '/card',
        rule: 'cards-at-most',
        detail: 'This form was credited to as many cards as it may be, and none of them took the refund.',
        allowed: `${MOST_CREDITS} credits of a form`,
      },
    ],
  });

const ofAnotherShop = (): Refusal => refuse('forbidden', 'A shop settles only its own forms.');

/**
 * Credits another card than the one that refused: the form as it stands decides the next key, and the write that starts the credit
 * demands that key to be the next one still.
 *
 *     read ──── dies here: nothing happened ────> intent ──── dies here: the sweeper asks about the key ────> acquirer
 *     one too many: refused by the key it stands at, which the write demands, so that both Regions together try no more
 *     the same card again is a replay: it is answered as the form stands, and no second credit is begun for it
 */
export async function anotherCard(
  formId: string,
  store: string,
  { card, consent }: CardRequest,
  work: FormWork,
): Promise<Paid> {
  const form = await work.forms.read(formId);
  if (form?.content === undefined) return unknown();
  if (form.store !== store) return ofAnotherShop();
  if (form.card?.token === card.token) return { form };
  if (form.state !== 'credit-refused' && form.state !== 'refund-owed') return notRefused(form);
  if (numberOf(form.lastCredit) >= MOST_CREDITS) return enoughCards();
  const { form: started } = await creditAnother(form, work, { another: { card, consent }, store });
  return started.card?.token === card.token ? { form: started } : notRefused(started);
}

/** Writes down that staff paid what is owed: one conditional request. The same payment again is answered as the form stands. */
export async function paidOtherwise(
  formId: string,
  store: string,
  { means, reference, operator }: PaymentRequest,
  work: FormWork,
): Promise<Paid> {
  const payment = { means, reference, operator };
  const made = await happen(work, formId, { event: 'paid-otherwise', by: 'staff', payment, store });
  if (made.made) return { form: made.form };
  if (made.why === 'unknown-form' || made.form.content === undefined) return unknown();
  if (made.form.store !== store) return ofAnotherShop();
  const written = made.form.payment;
  return written?.means === means && written.reference === reference ? { form: made.form } : notRefused(made.form);
}
