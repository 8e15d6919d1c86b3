import { beforeAll, describe, expect, it } from 'vitest';
import { TEA } from '../../support/goods.ts';
import {
  ask,
  COAT,
  cancelEvent,
  type Desk,
  formOf,
  formRequest,
  getEvent,
  issuedForm,
  MRZ,
  newFormId,
  openDesk,
  putEvent,
  quoteEvent,
  quoteRequest,
} from '../../support/tax-free/desk.ts';
import { registered } from '../../support/tax-free/webhooks.ts';

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk();
});

describe('a quote', () => {
  it('says what the card would get, and what does not count, and writes nothing', async () => {
    const { number } = await desk.sold(COAT, { ...TEA, category: 'tobacco' });
    const answer = await ask(desk.paris.taxFree, quoteEvent(quoteRequest(number)));
    expect(answer.status).toBe(200);
    expect(formOf(answer)).toMatchObject({
      eligible: true,
      gross: 30_000,
      vat: 5000,
      offers: [
        { method: 'card', refund: 3600, fee: 1400, credit: 'before-customs' },
        { method: 'cash', refund: 3240, fee: 1760 },
      ],
      excluded: [{ receipt: number, line: 2, code: 'tobacco', text: 'Tobacco is not tax-free.' }],
    });
    expect(desk.paris.link.requests).toEqual(['GetItemCommand']);
  });

  it('gives every reason in the language of the traveller', async () => {
    const { number } = await desk.sold(TEA);
    const answer = await ask(
      desk.paris.taxFree,
      quoteEvent({ ...quoteRequest(number), residence: 'FR', language: 'fr' }),
    );
    expect(formOf(answer)).toMatchObject({
      eligible: false,
      reasons: [{ code: 'residence-in-union' }, { code: 'total-too-low', text: expect.stringContaining('100 €') }],
    });
  });

  it('names the place of a fault in the passport, and nothing of what was read', async () => {
    const { number } = await desk.sold(COAT);
    const answer = await ask(
      desk.paris.taxFree,
      quoteEvent({ ...quoteRequest(number), mrz: MRZ.replace('8502038', '8502037') }),
    );
    expect(answer).toMatchObject({ status: 422, type: 'passport-unreadable' });
    expect(answer.body.errors).toEqual([
      { at: '/mrz', rule: 'check-digit', detail: 'line 2, position 20, birth-date-check' },
    ]);
    expect(answer.text).not.toMatch(/SMITH|8502/);
  });
});

describe('a form', () => {
  it('is issued with one request a receipt, one for itself and one for its way to customs', async () => {
    const [a, b] = [await desk.sold(COAT), await desk.sold(COAT)];
    const { link, taxFree } = desk.open();
    const id = newFormId();
    const answer = await ask(taxFree, putEvent(id, formRequest(a.number, b.number)));
    expect(answer.status).toBe(201);
    expect(formOf(answer)).toMatchObject({
      formId: id,
      state: 'transmitted',
      rest: 'waiting',
      revision: 2,
      gross: 60_000,
      vat: 10_000,
      refund: 7200,
      fee: 2800,
      card: { brand: 'visa', lastFour: '4242' },
    });
    expect(link.requests).toEqual(['UpdateItemCommand', 'UpdateItemCommand', 'PutItemCommand', 'UpdateItemCommand']);
    expect(desk.outside.of(id)).toMatchObject([{ kind: 'create', surname: 'SMITH' }]);
  });

  it('is answered again as it stands when the same is sent again, also after the last moment to ask for it', async () => {
    const { number } = await desk.sold(COAT);
    const id = newFormId();
    const event = putEvent(id, formRequest(number));
    await ask(desk.paris.taxFree, event);
    const { clock, frankfurt, outside } = desk;
    const then = clock.now().toISOString();
    clock.forward({ days: 10 });
    expect(await ask(frankfurt.taxFree, event)).toMatchObject({ status: 200 });
    clock.to(then);
    expect(outside.of(id)).toHaveLength(1);
    expect(await desk.form(id)).toMatchObject({ state: 'transmitted', revision: 2 });
  });

  it('is not another one under the same id, whose receipts are let go again', async () => {
    const { id, number } = await issuedForm(desk);
    const other = await desk.sold(COAT);
    const refused = await ask(desk.paris.taxFree, putEvent(id, formRequest(other.number)));
    expect(refused).toMatchObject({ status: 409, type: 'form-taken' });
    expect(await ask(desk.paris.taxFree, putEvent(id, { ...formRequest(number), residence: 'US' }))).toMatchObject({
      status: 409,
      type: 'form-taken',
    });
    const next = await ask(desk.paris.taxFree, putEvent(newFormId(), formRequest(other.number)));
    expect(next.status).toBe(201);
  });

  it('is refused with its reasons, the same every time, and lets its receipts go', async () => {
    const { number } = await desk.sold(COAT);
    const id = newFormId();
    const event = putEvent(id, { ...formRequest(number), residence: 'DE' });
    const refused = await ask(desk.paris.taxFree, event);
    expect(refused).toMatchObject({ status: 422, type: 'not-eligible' });
    expect(refused.body.errors).toMatchObject([{ rule: 'residence-in-union' }]);
    expect(await ask(desk.frankfurt.taxFree, event)).toMatchObject({ status: 422, text: refused.text });
    expect(await ask(desk.paris.taxFree, putEvent(newFormId(), formRequest(number)))).toMatchObject({ status: 201 });
  });

  it('never counts a receipt twice', async () => {
    const { number } = await desk.sold(COAT);
    const twice = await ask(desk.paris.taxFree, putEvent(newFormId(), formRequest(number, number)));
    expect(twice.body.errors).toMatchObject([{ rule: 'receipt-repeated' }]);
  });

  it.each([
    ['a till of another shop', { store: 'LILLE' }, 403],
    ['a device without a role', { role: '' }, 403],
  ])('is not for %s', async (_, device, status) => {
    const { number } = await desk.sold(COAT);
    const kiosk = { deviceId: 'K', role: 'kiosk', store: 'HAUSSMANN', till: 'K1', ...device };
    expect((await ask(desk.paris.taxFree, putEvent(newFormId(), formRequest(number), kiosk))).status).toBe(status);
    const { id } = await issuedForm(desk);
    expect((await ask(desk.paris.taxFree, getEvent(id, {}, kiosk))).status).toBe(status);
    expect((await ask(desk.paris.taxFree, cancelEvent(id, {}, kiosk))).status).toBe(status);
  });
});

describe('a receipt on a form', () => {
  it('is on no second form, and the refusal names the first', async () => {
    const { id, number } = await issuedForm(desk);
    const second = await ask(desk.frankfurt.taxFree, putEvent(newFormId(), formRequest(number)));
    expect(second).toMatchObject({ status: 409, type: 'receipt-claimed' });
    expect(JSON.parse(second.text)).toMatchObject({ receipt: number, form: id });
  });

  it('is one that was sold', async () => {
    const wrong = await ask(desk.paris.taxFree, putEvent(newFormId(), formRequest('HAUSSMANN-NONE-00000001-V')));
    expect(wrong).toMatchObject({ status: 404, type: 'receipt-unknown' });
  });
});

describe('a read that waits', () => {
  it('answers at once when the form has moved on since', async () => {
    const { id } = await issuedForm(desk);
    const answer = await ask(desk.paris.taxFree, getEvent(id, { query: { wait: '20', since: '1' } }));
    expect(formOf(answer)).toMatchObject({ state: 'transmitted', revision: 2 });
  });

  it('answers when the other Region changes the form', async () => {
    const { id } = await issuedForm(desk);
    const waiting = ask(desk.paris.taxFree, getEvent(id, { query: { wait: '20', since: '2' } }));
    await registered(desk.frankfurt, id);
    expect(formOf(await waiting).revision).toBeGreaterThan(2);
  });

  it('answers as it stands after the time it was given, with a bounded number of reads', async () => {
    const { id } = await issuedForm(desk);
    const { link, taxFree } = desk.open();
    const before = desk.clock.now().getTime();
    expect(formOf(await ask(taxFree, getEvent(id, { query: { wait: '20' } })))).toMatchObject({ revision: 2 });
    expect(desk.clock.now().getTime() - before).toBe(20_000);
    expect(link.requests.length).toBeLessThanOrEqual(27);
  });

  it.each(['21', '-1', 'x'])('is not taken for %s seconds', async (wait) => {
    expect(await ask(desk.paris.taxFree, getEvent(newFormId(), { query: { wait } }))).toMatchObject({ status: 400 });
  });
});
