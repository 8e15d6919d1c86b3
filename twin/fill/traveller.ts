import { specimenPassport } from '../../domain/passport/specimen.ts';
import { FORM_ID_BYTES, formId } from '../../domain/tax-free/form-id.ts';
import { happened, settled } from '../../lambdas/shared/form-work/outside.ts';
import type { Dice } from '../drill/dice.ts';
import { eventOf } from '../storm/schedule/event.ts';
import type { StoryClock } from './clock.ts';
import type { Desk } from './desk.ts';

const FORM = '/v1/tax-free/forms/{formId}';

/** How a form of the story goes, each up to some of a hundred: half are validated, a few hang in the air. */
const FATES = [
  { upTo: 50, fate: 'validated' },
  { upTo: 72, fate: 'credited' },
  { upTo: 80, fate: 'cancelled' },
  { upTo: 86, fate: 'rejected' },
  { upTo: 91, fate: 'credit-refused' },
  { upTo: 95, fate: 'refund-owed' },
  { upTo: 98, fate: 'crediting' },
  { upTo: 100, fate: 'transmitted' },
] as const;

type Fate = (typeof FATES)[number]['fate'];

function fateBy(dice: Dice): Fate {
  const drawn = dice.below(100);
  return FATES.find(({ upTo }) => drawn < upTo)?.fate ?? 'validated';
}

type Act = (form: { id: string; store: string }, desk: Desk) => Promise<unknown>;

const customsSay =
  (event: 'customs-registered' | 'customs-rejected' | 'customs-confirmed' | 'deletion-accepted'): Act =>
  ({ id }, { work }) =>
    happened(work, id, { event, by: 'customs', ...(event.startsWith('customs-r') ? { customsId: `FR${id}` } : {}) });

const acquirerSays =
  (said: 'done' | 'refused'): Act =>
  ({ id }, { work }) =>
    settled(work, { key: `detaxe:${id}:credit:1`, said, pspReference: `PSP-${id}` });

const register = customsSay('customs-registered');

const kiosk = (store: string) => ({ deviceId: `${store}-K01`, role: 'kiosk', store, till: 'K01' });

const cancel: Act = ({ id, store }, { taxFree }) =>
  taxFree(eventOf('POST', `${FORM}/cancellation`, { path: { formId: id }, device: kiosk(store), body: {} }));

/** What the outside says of a form, one after the other; a form above the ceiling waits where it is. */
const ACTS: Readonly<Record<Fate, readonly Act[]>> = {
  transmitted: [],
  rejected: [customsSay('customs-rejected')],
  crediting: [register],
  credited: [register, acquirerSays('done')],
  validated: [register, acquirerSays('done'), customsSay('customs-confirmed')],
  'credit-refused': [register, acquirerSays('refused')],
  'refund-owed': [register, acquirerSays('refused'), customsSay('customs-confirmed')],
  cancelled: [register, acquirerSays('refused'), cancel, customsSay('deletion-accepted')],
};

function request(receipt: string, dice: Dice, clock: StoryClock): object {
  const lastFour = String(1000 + dice.below(9000));
  return {
    receipts: [{ number: receipt }],
    mrz: specimenPassport(clock.now()),
    residence: 'GB',
    declarations: { residence: true, proofOfResidence: true, stayUnderSixMonths: true },
    language: 'en',
    method: 'card',
    card: { token: `token-${lastFour}`, brand: 'visa', lastFour, shopperReference: `shopper-${dice.below(1e9)}` },
    consent: { textVersion: '2026-1', time: clock.tillTime(), language: 'en' },
  };
}

/** A traveller asks for a form on a receipt, and whatever happens to it then. @throws Error with the answer, when it is refused */
export async function serveTraveller(store: string, receipt: string, desk: Desk, dice: Dice, clock: StoryClock) {
  const id = formId(Uint8Array.from({ length: FORM_ID_BYTES }, () => dice.below(256)));
  const body = request(receipt, dice, clock);
  const answer = await desk.taxFree(eventOf('PUT', FORM, { path: { formId: id }, device: kiosk(store), body }));
  if (answer.statusCode !== 201) throw new Error(`a kiosk of ${store} was answered ${answer.body}`);
  for (const act of ACTS[fateBy(dice)]) await act({ id, store }, desk);
}
