import type { Form } from '../../../api/generated/contract.ts';
import { FORM_ID_BYTES, formId } from '../../../domain/tax-free/form-id.ts';
import type { Dice } from '../../drill/dice.ts';
import type { Caller } from '../schedule/caller.ts';
import { eventOf } from '../schedule/event.ts';

/** What a kiosk was told of a form it asked for. */
export interface Told {
  formId: string;
  status: number;
  /** As it was answered when it was issued. */
  form?: Form;
}

const KIOSK = { deviceId: 'HAUSSMANN-K1', role: 'kiosk', store: 'HAUSSMANN', till: 'K1' };
const FORM = '/v1/tax-free/forms/{formId}';
const MRZ = 'P<GBRSMITH<<JANE<<<<<<<<<<<<<<<<<<<<<<<<<<<<\n1234567897GBR8502038F3002038<<<<<<<<<<<<<<08';

const request = (numbers: readonly string[]) => ({
  receipts: numbers.map((number) => ({ number })),
  mrz: MRZ,
  residence: 'GB',
  declarations: { residence: true, proofOfResidence: true, stayUnderSixMonths: true },
  language: 'en',
  method: 'card',
  card: { token: 'token-0001', brand: 'visa', lastFour: '4242', shopperReference: 'shopper-1' },
  consent: { textVersion: '2026-1', time: '2026-11-24T10:29:00+01:00', language: 'en' },
});

export const newFormId = (dice: Dice): string =>
  formId(Uint8Array.from({ length: FORM_ID_BYTES }, () => dice.below(256)));

const event = (method: string, resource: string, id: string, body: object) =>
  eventOf(method, resource, { path: { formId: id }, device: KIOSK, body });

/** Asks for a form on some receipts until that is settled. */
export async function issue(id: string, numbers: readonly string[], call: Caller): Promise<Told> {
  const { statusCode, body } = await call(event('PUT', FORM, id, request(numbers)));
  return { formId: id, status: statusCode, ...(statusCode < 300 ? { form: JSON.parse(body) as Form } : {}) };
}

export const cancel = (id: string, call: Caller) => call(event('POST', `${FORM}/cancellation`, id, {}));
