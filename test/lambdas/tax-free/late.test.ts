import { beforeAll, describe, expect, it } from 'vitest';
import { parseReceiptNumber } from '../../../domain/receipt-number.ts';
import { happened, messageFailed } from '../../../lambdas/shared/form-work/outside.ts';
import { returnOf } from '../../support/goods.ts';
import {
  ask,
  COAT,
  type Counter,
  cancelEvent,
  type Desk,
  formOf,
  formRequest,
  issuedForm,
  newFormId,
  openDesk,
  putEvent,
  WATCH,
} from '../../support/tax-free/desk.ts';
import { oneOf } from '../../support/tax-free/goods.ts';
import { registered } from '../../support/tax-free/webhooks.ts';
import { receiptEvent, type Till } from '../../support/till.ts';

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk();
});

const put = (counter: Counter, id: string, ...numbers: string[]) =>
  ask(counter.taxFree, putEvent(id, formRequest(...numbers)));

/** A kiosk that dies over its request, before its n-th request to the database is sent. */
async function diesBefore(n: number, id: string, ...numbers: string[]): Promise<void> {
  const dying = desk.open();
  dying.link.fail((k) => (k === n ? 'crash-before' : undefined));
  expect(await Promise.race([dying.link.crash(), put(dying, id, ...numbers)])).toBe('crashed');
}

/** The claim of a process that gave up waiting for its answer, as it arrives at the ledger at last. */
async function claimArrives(form: string, number: string, ...others: string[]): Promise<void> {
  const place = parseReceiptNumber(number);
  if (place === undefined) throw new Error(`${number} is no receipt number`);
  await desk.frankfurt.work.claims.claim(place, { form, at: desk.clock.now().toISOString(), others });
}

const rejected = (id: string) => happened(desk.paris.work, id, { event: 'customs-rejected', by: 'customs' });

const takenBack = (till: Till, number: string) =>
  ask(desk.world.frankfurt.checkout, receiptEvent(till, returnOf(number, oneOf(COAT))));

describe('a claim that arrives when its form was refused long ago', () => {
  it('takes nothing of a receipt that another form held then', async () => {
    const { id, number, till } = await issuedForm(desk);
    const late = newFormId();
    expect(await put(desk.frankfurt, late, number)).toMatchObject({ status: 409, type: 'receipt-claimed' });
    await rejected(id);
    await claimArrives(late, number);
    expect((await takenBack(till, number)).status).toBe(201);
  });

  it('takes nothing of a receipt that another form took over meanwhile', async () => {
    const held = await issuedForm(desk);
    const { number, till } = await desk.sold(COAT);
    const late = newFormId();
    // Both claims, a look at the form that holds one, the id given up; dead before it let the other one go.
    await diesBefore(5, late, held.number, number);
    const next = newFormId();
    expect((await put(desk.paris, next, number)).status).toBe(201);
    await rejected(next);
    await claimArrives(late, number);
    expect((await takenBack(till, number)).status).toBe(201);
  });

  it('takes nothing, though its id was given up for another receipt', async () => {
    const { number, till } = await desk.sold(COAT);
    const other = await desk.sold(COAT);
    const late = newFormId();
    await claimArrives(late, other.number, number);
    desk.clock.forward({ minutes: 2 });
    expect((await put(desk.paris, newFormId(), other.number)).status).toBe(201);
    desk.clock.forward({ seconds: 20 });
    await desk.paris.sweep();
    await claimArrives(late, number, other.number);
    expect((await takenBack(till, number)).status).toBe(201);
  });
});

describe('a form that was refused', () => {
  it('lets all its receipts go, even if its id comes again with only some of them', async () => {
    const held = await issuedForm(desk);
    const { number, till } = await desk.sold(COAT);
    const id = newFormId();
    await diesBefore(5, id, held.number, number);
    expect((await put(desk.frankfurt, id, held.number)).status).toBe(409);
    desk.clock.forward({ seconds: 20 });
    await desk.paris.sweep();
    expect((await takenBack(till, number)).status).toBe(201);
  });

  it('lets a receipt go that it claimed all the same, when a till names it to cancel', async () => {
    const { number, till } = await desk.sold(COAT);
    const [held, id] = [await issuedForm(desk), newFormId()];
    await put(desk.frankfurt, id, held.number);
    await claimArrives(id, number);
    const cancelled = await ask(desk.paris.taxFree, cancelEvent(id, { receipts: [number] }));
    expect(formOf(cancelled)).toMatchObject({ state: 'cancelled', rest: 'final' });
    expect((await takenBack(till, number)).status).toBe(201);
  });
});

describe('an acceptance that comes late', () => {
  it('of a deletion that reached customs twice, after the refusal of its double, frees the goods all the same', async () => {
    const { id, number, till } = await issuedForm(desk, WATCH);
    await registered(desk.paris, id);
    await ask(desk.paris.taxFree, cancelEvent(id));
    const { message = '' } = await desk.form(id);
    await happened(desk.paris.work, id, { event: 'deletion-rejected', by: 'customs', inReplyTo: message });
    await happened(desk.frankfurt.work, id, { event: 'deletion-accepted', by: 'customs' });
    expect((await desk.form(id)).state).toBe('cancelled');
    const back = await ask(desk.world.paris.checkout, receiptEvent(till, returnOf(number, oneOf(WATCH))));
    expect(back.status).toBe(201);
  });
});

describe('an acknowledgement written down late', () => {
  it('of a deletion that customs had a fault over does not keep it from being sent again', async () => {
    const { id } = await issuedForm(desk, WATCH);
    await registered(desk.paris, id);
    const dying = desk.open();
    // The transition is made and the deletion sent; what customs answered is not written down yet.
    dying.link.fail((k) => (k === 2 ? 'crash-before' : undefined));
    expect(await Promise.race([dying.link.crash(), ask(dying.taxFree, cancelEvent(id))])).toBe('crashed');
    const { message = '' } = await desk.form(id);
    await messageFailed(desk.frankfurt.work, message);
    await dying.work.forms.acknowledged(id, message, desk.clock.now());
    desk.clock.forward({ minutes: 2 });
    await desk.frankfurt.sweep();
    expect(desk.outside.of(id).map(({ kind }) => kind)).toEqual(['create', 'delete', 'delete']);
  });
});
