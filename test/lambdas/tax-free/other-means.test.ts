import { beforeEach, describe, expect, it } from 'vitest';
import { MOST_CREDITS } from '../../../lambdas/tax-free/other-means.ts';
import {
  ask,
  cardEvent,
  type Desk,
  formOf,
  issuedForm,
  KIOSK_OF_LILLE,
  newFormId,
  openDesk,
  otherCard,
  paymentEvent,
} from '../../support/tax-free/desk.ts';
import { confirmed, credited, creditKey, registered, said } from '../../support/tax-free/webhooks.ts';

let desk: Desk;
beforeEach(async () => {
  desk = await openDesk();
});

/** A form whose card refused the credit. */
async function refusedForm(): Promise<string> {
  const { id } = await issuedForm(desk);
  desk.outside.refuses = true;
  await registered(desk.paris, id);
  desk.outside.refuses = false;
  return id;
}

/** One that customs have validated since: the refund is owed. */
async function owedForm(): Promise<string> {
  const id = await refusedForm();
  await confirmed(desk.frankfurt, id);
  return id;
}

const CASH = { means: 'cash', reference: 'SLIP-77', operator: 'advisor.1' };
const putCard = (id: string, body = otherCard(), counter = desk.paris) => ask(counter.taxFree, cardEvent(id, body));
const pay = (id: string, body: object = CASH, counter = desk.paris) => ask(counter.taxFree, paymentEvent(id, body));
const promised = async (id: string) => (await desk.form(id)).content?.refund;

describe('another card', () => {
  it('is credited once under a key of its own, however often and wherever it is sent', async () => {
    const id = await refusedForm();
    expect(formOf(await putCard(id))).toMatchObject({ state: 'crediting', card: { brand: 'mc', lastFour: '5100' } });
    const again = await putCard(id, otherCard(), desk.frankfurt);
    expect(again.status).toBe(200);
    expect([...desk.outside.credits.keys()]).toEqual([creditKey(id, 2)]);
    await said(desk.frankfurt, creditKey(id, 2));
    expect(await desk.form(id)).toMatchObject({ state: 'credited', card: { token: 'token-0002' } });
    expect(desk.outside.net(id)).toBe(await promised(id));
  });

  it('is tried twenty times at most, and then the refund is paid otherwise', async () => {
    const id = await owedForm();
    desk.outside.refuses = true;
    for (let n = 2; n <= MOST_CREDITS; n++)
      expect((await putCard(id, otherCard(`token-${1000 + n}`))).status, `card ${n}`).toBe(200);
    const refused = await putCard(id, otherCard('token-one-more'), desk.frankfurt);
    expect(refused).toMatchObject({ status: 409, type: 'cards-at-most' });
    expect((await desk.form(id)).attempts.size).toBe(MOST_CREDITS);
    expect(formOf(await pay(id))).toMatchObject({ state: 'validated', rest: 'settled' });
  });

  it('raced from both Regions by another one: one of them is credited', async () => {
    const id = await refusedForm();
    const answers = await Promise.all([
      putCard(id, otherCard('token-0002'), desk.paris),
      putCard(id, otherCard('token-0003'), desk.frankfurt),
    ]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect(desk.outside.credits.size).toBe(1);
  });

  it.each([1, 2, 3])(
    'whose process dies at its request %i is credited once by its replay and the sweeper',
    async (k) => {
      const id = await refusedForm();
      const dying = desk.open();
      dying.link.fail((n) => (n === k ? 'crash-after' : undefined));
      await Promise.race([putCard(id, otherCard(), dying), dying.link.crash()]);
      expect((await putCard(id, otherCard(), desk.frankfurt)).status).toBe(200);
      desk.clock.forward({ minutes: 2 });
      await desk.frankfurt.sweep();
      const { lastCredit = '' } = await desk.form(id);
      await said(desk.paris, lastCredit);
      expect(await desk.form(id)).toMatchObject({ state: 'credited' });
      expect(desk.outside.net(id)).toBe(await promised(id));
    },
  );

  it('whose outcome is not known is answered as such, and its replay finds out', async () => {
    const id = await refusedForm();
    desk.paris.link.fail(() => 'answer-lost');
    expect((await putCard(id)).status).toBe(503);
    desk.paris.link.heal();
    expect((await putCard(id)).status).toBe(200);
    expect(desk.outside.credits.size).toBeLessThanOrEqual(1);
  });

  it('is wanted by nothing but a refused form of the same shop', async () => {
    const { id } = await issuedForm(desk);
    expect(await putCard(id)).toMatchObject({ status: 409, type: 'form-not-refused' });
    await credited(desk, id);
    expect(await putCard(id)).toMatchObject({ status: 409, type: 'form-not-refused' });
    const refused = await refusedForm();
    const elsewhere = await ask(desk.paris.taxFree, cardEvent(refused, otherCard(), KIOSK_OF_LILLE));
    expect(elsewhere).toMatchObject({ status: 403 });
    expect((await desk.form(refused)).state).toBe('credit-refused');
  });

  it('is credited after customs have validated, too', async () => {
    const id = await owedForm();
    expect(formOf(await putCard(id))).toMatchObject({ state: 'crediting-confirmed' });
    await said(desk.paris, creditKey(id, 2));
    expect((await desk.form(id)).state).toBe('validated');
  });
});

describe('a refund that staff paid otherwise', () => {
  it('is written down once, and answered the same again in the other Region', async () => {
    const id = await owedForm();
    const paid = { state: 'validated', payment: { means: 'cash', reference: 'SLIP-77' } };
    expect(formOf(await pay(id))).toMatchObject(paid);
    expect(formOf(await pay(id, CASH, desk.frankfurt))).toMatchObject(paid);
    expect(await pay(id, { ...CASH, reference: 'SLIP-78' })).toMatchObject({ status: 409, type: 'form-not-refused' });
    expect((await desk.form(id)).payment).toEqual(CASH);
  });

  it('is not also credited to a card: of both at once one comes first', async () => {
    const id = await owedForm();
    const answers = await Promise.all([pay(id), putCard(id, otherCard(), desk.frankfurt)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    const { payment } = await desk.form(id);
    expect(desk.outside.credits.size).toBe(payment === undefined ? 1 : 0);
  });

  it('is not paid before customs have validated, nor at a kiosk, nor by another shop', async () => {
    const id = await refusedForm();
    expect(await pay(id)).toMatchObject({ status: 409, type: 'form-not-refused' });
    const owed = await owedForm();
    const kiosk = await ask(desk.paris.taxFree, paymentEvent(owed, CASH, { ...KIOSK_OF_LILLE, store: 'HAUSSMANN' }));
    expect(kiosk.status).toBe(403);
    expect((await ask(desk.paris.taxFree, paymentEvent(owed, CASH, { ...KIOSK_OF_LILLE, role: 'till' }))).status).toBe(
      403,
    );
    expect((await desk.form(owed)).state).toBe('refund-owed');
  });

  it('of no form, or without its reference, writes nothing', async () => {
    const id = await owedForm();
    expect(await pay(id, { ...CASH, reference: '' })).toMatchObject({ status: 400 });
    expect(await pay(newFormId())).toMatchObject({ status: 404 });
  });
});
