import { afterEach, beforeEach, expect, test } from 'vitest';
import type { FormRequest } from '../../../api/generated/contract.ts';
import { type Kiosk, openKiosk, systemClock } from '../../../client/index.ts';
import { isFormId } from '../../../domain/tax-free/form-id.ts';
import { FormDesk } from '../support/form-desk.ts';
import { device } from '../support/shop.ts';

const QUOTE = {
  receipts: [{ number: 'HAUSSMANN-012-00000042-F' }],
  mrz: 'P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<\nL898902C36UTO7408122F1204159ZE184226B<<<<<10',
  residence: 'JP',
  declarations: { residence: true, proofOfResidence: true, stayUnderSixMonths: true },
  language: 'ja',
} as const;

const REQUEST: FormRequest = {
  ...QUOTE,
  receipts: [...QUOTE.receipts],
  method: 'card',
  card: { token: 'token-0001', brand: 'visa', lastFour: '4242', shopperReference: 'shopper-1' },
  consent: { textVersion: '2026-11', time: '2026-11-24T10:00:00+01:00', language: 'ja' },
};

let desk: FormDesk;
let kiosk: Kiosk;
let id = '';

beforeEach(async () => {
  desk = new FormDesk();
  kiosk = openKiosk({
    regions: [await desk.open('paris'), await desk.open('frankfurt')],
    device: { ...device, deviceId: 'kiosk-1', role: 'kiosk' },
  });
  id = kiosk.newFormId();
});
afterEach(() => desk.closeAll());

async function issued() {
  const result = await kiosk.issue(id, REQUEST);
  if (result.state !== 'found') throw new Error(JSON.stringify(result));
  return result.value;
}

const asks = (): string[] => desk.seen.filter((line) => line.includes('wait='));

test('a form’s id is drawn anew and fits the contract', () => {
  expect(isFormId(id)).toBe(true);
  expect(kiosk.newFormId()).not.toBe(id);
});

test('a quote is asked as the contract says', async () => {
  const quote = await kiosk.quote({ ...QUOTE, receipts: [...QUOTE.receipts] });
  expect(quote).toEqual({ state: 'found', value: { eligible: true, excluded: [] } });
});

test('a form that was issued is found issued when it is sent again', async () => {
  const form = await issued();
  expect(form).toMatchObject({ formId: id, state: 'issued', revision: 1 });
  expect(await issued()).toEqual(form);
});

test('a refusal is a value with its problem', async () => {
  expect(await kiosk.form(id)).toMatchObject({
    state: 'refused',
    problem: { type: 'urn:permanence:problem:form-unknown' },
  });
});

test('a read that waits is asked of one Region, and ends when the form changes', async () => {
  const form = await issued();
  const changed = kiosk.changed(form, 5);
  await systemClock.sleep(700);
  desk.change(id, 'registered');
  expect(await changed).toMatchObject({ state: 'found', value: { state: 'registered', revision: 2 } });
  expect(asks()).toEqual([`paris GET /v1/tax-free/forms/${id}?wait=5&since=1`]);
});

test('after a read that waited its whole time, Paris is still asked first', async () => {
  const form = await issued();
  expect(await kiosk.changed(form, 1)).toMatchObject({ state: 'found', value: { revision: 1 } });
  await kiosk.form(id);
  expect(desk.seen.every((line) => line.startsWith('paris'))).toBe(true);
});

test('a Region that dies over a read that waits is replaced by the other', async () => {
  const form = await issued();
  const changed = kiosk.changed(form, 5);
  await systemClock.sleep(200);
  await desk.close('paris');
  await systemClock.sleep(200);
  desk.change(id, 'registered');
  expect(await changed).toMatchObject({ state: 'found', value: { state: 'registered' } });
});

test('a Region that is silent over a read that waits is left soon after its wait', async () => {
  const form = await issued();
  desk.silent.add('paris');
  expect(await kiosk.changed(form, 1)).toMatchObject({ state: 'found', value: { revision: 1 } });
  await kiosk.form(id);
  expect(desk.seen.at(-1)).toMatch(/^frankfurt/);
});

test('a form is followed through several changes to the one wanted', async () => {
  const form = await issued();
  const followed = kiosk.follow(form, ({ state }) => state === 'credited', 5_000);
  for (const state of ['transmitted', 'registered', 'crediting', 'credited']) {
    await systemClock.sleep(30);
    desk.change(id, state);
  }
  expect(await followed).toMatchObject({ state: 'credited' });
});

test('patience that is over gives the form as it was seen last', async () => {
  const form = await issued();
  desk.change(id, 'transmitted');
  expect(await kiosk.follow(form, () => false, 300)).toMatchObject({ state: 'transmitted' });
});

test('a form is cancelled; one that was never issued is unknown', async () => {
  expect(await kiosk.cancel(id, ['HAUSSMANN-012-00000042-F'])).toMatchObject({ state: 'refused' });
  await issued();
  expect(await kiosk.cancel(id)).toMatchObject({ state: 'found', value: { state: 'cancelled' } });
});
