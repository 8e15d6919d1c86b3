import { randomBytes } from 'node:crypto';
import { specimenPassport } from '../../../domain/passport/specimen.ts';
import { FORM_ID_BYTES, formId } from '../../../domain/tax-free/form-id.ts';
import { ask, type Request } from './ask.ts';
import { type Day, deviceOf, hopedFor } from './day.ts';

const asked = ({ now }: Day, number: string) => ({
  receipts: [{ number }],
  mrz: specimenPassport(now),
  residence: 'GB',
  declarations: { residence: true, proofOfResidence: true, stayUnderSixMonths: true },
  language: 'en',
});

/** Asks what a traveller with a specimen passport would get. */
export async function quote(day: Day, number: string): Promise<void> {
  const request: Request = {
    method: 'POST',
    resource: '/v1/tax-free/quotes',
    path: {},
    device: deviceOf(day, 'kiosk'),
    body: asked(day, number),
  };
  const text = hopedFor(day, 'quote', await ask(day.shop.taxFree, request), 200);
  if (text === undefined || (JSON.parse(text) as { eligible?: boolean }).eligible === true) return;
  day.findings.add({ law: 'serves-quote', item: number, says: 'the traveller was not found eligible' });
}

/** Issues a form and prints it: personal data are encrypted, and opened again by the restored keys. */
export async function issueForm(day: Day, number: string): Promise<void> {
  const id = formId(randomBytes(FORM_ID_BYTES));
  const address = { resource: '/v1/tax-free/forms/{formId}', path: { formId: id }, device: deviceOf(day, 'kiosk') };
  const body = {
    ...asked(day, number),
    method: 'card',
    card: { token: 'boot-check', brand: 'visa', lastFour: '0000', shopperReference: 'boot-check' },
    consent: { textVersion: 'boot-check', time: day.moment.time, language: 'en' },
  };
  const issued = await ask(day.shop.taxFree, { ...address, method: 'PUT', body });
  if (hopedFor(day, 'form', issued, 200, 201) === undefined) return;
  const printed = await ask(day.shop.taxFree, { ...address, method: 'GET', accept: 'text/html' });
  const page = hopedFor(day, 'form', printed, 200);
  if (page === undefined || page.includes('SPECIMEN')) return;
  day.findings.add({
    law: 'serves-form',
    item: `FORM#${id}/FORM`,
    says: 'the printed form does not name its traveller',
  });
}
