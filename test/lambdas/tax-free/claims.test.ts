import { beforeAll, describe, expect, it } from 'vitest';
import { happened } from '../../../lambdas/shared/form-work/outside.ts';
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
} from '../../support/tax-free/desk.ts';
import { oneOf } from '../../support/tax-free/goods.ts';
import { confirmed, registered } from '../../support/tax-free/webhooks.ts';
import { movedOn, receiptEvent } from '../../support/till.ts';

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk();
});

const put = (counter: Counter, id: string, ...numbers: string[]) =>
  ask(counter.taxFree, putEvent(id, formRequest(...numbers)));

/** A kiosk that died after it claimed its receipts and before it issued its form. */
async function deadKiosk(id: string, ...numbers: string[]): Promise<void> {
  const dying = desk.open();
  dying.link.fail((k) => (k === numbers.length + 1 ? 'crash-before' : undefined));
  await Promise.race([dying.link.crash(), put(dying, id, ...numbers)]);
}

describe('a receipt raced for from two Regions', () => {
  it.each(Array.from({ length: 8 }, (_, i) => i))('is on exactly one form (%i)', async () => {
    const { number } = await desk.sold(COAT);
    const ids = [newFormId(), newFormId(), newFormId(), newFormId()];
    const answers = await Promise.all(ids.map((id, i) => put(i % 2 === 0 ? desk.paris : desk.frankfurt, id, number)));
    expect(answers.map(({ status }) => status).toSorted()).toEqual([201, 409, 409, 409]);
    expect(answers.filter(({ type }) => type === 'receipt-claimed')).toHaveLength(3);
  });

  it('among others leaves none of them on a form that was not issued', async () => {
    const [a, b, c] = [await desk.sold(COAT), await desk.sold(COAT), await desk.sold(COAT)];
    const [first, second] = await Promise.all([
      put(desk.paris, newFormId(), a.number, b.number),
      put(desk.frankfurt, newFormId(), b.number, c.number),
    ]);
    const issued = [first, second].filter(({ status }) => status === 201);
    expect(issued.length).toBeLessThanOrEqual(1);
    const free = issued.length === 0 ? [a, b, c] : issued[0] === first ? [c] : [a];
    for (const { number } of free) expect((await put(desk.paris, newFormId(), number)).status).toBe(201);
  });
});

describe('the same form sent to both Regions at once', () => {
  it.each(Array.from({ length: 6 }, (_, i) => i))('is issued once and sent to customs once (%i)', async () => {
    const { number } = await desk.sold(COAT);
    const id = newFormId();
    const answers = await Promise.all([put(desk.paris, id, number), put(desk.frankfurt, id, number)]);
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 201]);
    expect(desk.outside.of(id)).toHaveLength(1);
  });
});

describe('goods that were left off a form', () => {
  const TOBACCO = { ...COAT, label: 'Cigares', quantity: 2, unitPrice: 1_500, category: 'tobacco' } as const;
  const cigar = { line: 2, quantity: 1, amount: 1_500 };

  it('come back while it lives, after its replay, and after customs validated it; what is on it does not', async () => {
    const { id, number, till, request } = await formWith(TOBACCO);
    const back = async (goods: typeof cigar) => {
      const answer = await ask(desk.world.paris.checkout, receiptEvent(till, returnOf(number, goods)));
      if (answer.status === 201) movedOn(till, answer as never);
      return answer.status;
    };
    expect(await back(oneOf(COAT))).toBe(409);
    expect(await back(cigar)).toBe(201);
    expect((await ask(desk.frankfurt.taxFree, putEvent(id, request))).status).toBe(200);
    await registered(desk.paris, id);
    await confirmed(desk.paris, id);
    expect(await back(cigar)).toBe(201);
    expect(await back(oneOf(COAT))).toBe(409);
  });

  /** A form on a coat, beside which something was bought that does not count. */
  async function formWith(other: typeof TOBACCO) {
    const { number, till } = await desk.sold(COAT, other);
    const id = newFormId();
    const request = formRequest(number);
    const answer = await ask(desk.paris.taxFree, putEvent(id, request));
    if (answer.status !== 201) throw new Error(answer.text);
    return { id, number, till, request };
  }
});

describe('goods on a form', () => {
  it('are not taken back, and the refusal names the form', async () => {
    const { id, number, till } = await issuedForm(desk);
    const refused = await ask(desk.world.frankfurt.checkout, receiptEvent(till, returnOf(number, oneOf(COAT))));
    expect(refused).toMatchObject({ status: 409, type: 'receipt-claimed' });
    expect(JSON.parse(refused.text).form).toBe(id);
  });

  it.each(Array.from({ length: 8 }, (_, i) => i))(
    'raced for by a return and a form are on the one or taken back, never both (%i)',
    async () => {
      const { till, number } = await desk.sold(COAT);
      const [back, form] = await Promise.all([
        ask(desk.world.frankfurt.checkout, receiptEvent(till, returnOf(number, oneOf(COAT)))),
        put(desk.paris, newFormId(), number),
      ]);
      expect(form.status).toBe(201);
      const gross = back.status === 201 ? 20_000 : 30_000;
      expect([201, 409]).toContain(back.status);
      expect(formOf(form)).toMatchObject({ gross });
    },
  );

  it('of which something came back before count for what is left, to the cent', async () => {
    const { till, number } = await desk.sold({ ...COAT, quantity: 3, unitPrice: 9999 });
    await ask(desk.world.paris.checkout, receiptEvent(till, returnOf(number, { line: 1, quantity: 1, amount: 9999 })));
    const form = formOf(await put(desk.paris, newFormId(), number));
    expect(form).toMatchObject({ gross: 19_998, vat: 3333, refund: 2399, fee: 934 });
  });

  it('taken back by a return that crashed half way stay taken: its replay finishes', async () => {
    const { till, number } = await desk.sold(COAT);
    const event = receiptEvent(till, returnOf(number, oneOf(COAT)));
    const dying = desk.world.paris.link;
    dying.fail((k) => (k === 3 ? 'crash-before' : undefined));
    await Promise.race([dying.crash(), ask(desk.world.paris.checkout, event)]);
    dying.heal();
    expect(formOf(await put(desk.paris, newFormId(), number))).toMatchObject({ gross: 20_000 });
    expect(await ask(desk.world.frankfurt.checkout, event)).toMatchObject({ status: 201 });
  });
});

describe('a form that ended', () => {
  it('never takes its receipts back, even if its request comes again and dies over it', async () => {
    const { id, number, till } = await issuedForm(desk);
    await happened(desk.paris.work, id, { event: 'customs-rejected', by: 'customs' });
    const dying = desk.open();
    dying.link.fail((k) => (k === 1 ? 'crash-after' : undefined));
    expect(await Promise.race([dying.link.crash(), put(dying, id, number)])).toBe('crashed');
    expect(formOf(await put(desk.frankfurt, id, number))).toMatchObject({ state: 'rejected', rest: 'final' });
    const back = await ask(desk.world.paris.checkout, receiptEvent(till, returnOf(number, oneOf(COAT))));
    expect(back.status).toBe(201);
  });
});

describe('a claim left by a kiosk that died', () => {
  it('is respected for two minutes, then taken over, and the dead form can never be issued', async () => {
    const [a, b] = [await desk.sold(COAT), await desk.sold(COAT)];
    const dead = newFormId();
    await deadKiosk(dead, a.number, b.number);
    expect(await put(desk.frankfurt, newFormId(), a.number)).toMatchObject({ status: 409, type: 'receipt-claimed' });
    desk.clock.forward({ minutes: 2 });
    expect(await put(desk.frankfurt, newFormId(), a.number)).toMatchObject({ status: 201 });
    expect(await put(desk.paris, dead, b.number)).toMatchObject({ status: 409, type: 'form-void' });
    expect(await put(desk.paris, newFormId(), b.number)).toMatchObject({ status: 201 });
  });

  it('is taken over by one of two who race for it', async () => {
    const { number } = await desk.sold(COAT);
    await deadKiosk(newFormId(), number);
    desk.clock.forward({ minutes: 3 });
    const answers = await Promise.all([put(desk.paris, newFormId(), number), put(desk.frankfurt, newFormId(), number)]);
    expect(answers.map(({ status }) => status).toSorted()).toEqual([201, 409]);
  });

  it('and never taken over when the kiosk comes back in time and wins', async () => {
    const { number } = await desk.sold(COAT);
    const slow = newFormId();
    await deadKiosk(slow, number);
    desk.clock.forward({ minutes: 3 });
    const [mine, other] = await Promise.all([put(desk.paris, slow, number), put(desk.frankfurt, newFormId(), number)]);
    expect([mine.status, other.status].toSorted()).toEqual([201, 409]);
  });

  it('holds no other receipt back for long: the sweeper lets them go, and their goods can come back', async () => {
    const [a, b] = [await desk.sold(COAT), await desk.sold(COAT)];
    await deadKiosk(newFormId(), a.number, b.number);
    desk.clock.forward({ minutes: 2 });
    await put(desk.frankfurt, newFormId(), a.number);
    desk.clock.forward({ seconds: 20 });
    await desk.paris.sweep();
    const back = await ask(desk.world.paris.checkout, receiptEvent(b.till, returnOf(b.number, oneOf(COAT))));
    expect(back.status).toBe(201);
  });

  it('is let go when a till names the receipt to cancel, after two minutes', async () => {
    const { till, number } = await desk.sold(COAT);
    const dead = newFormId();
    await deadKiosk(dead, number);
    const cancelled = () => ask(desk.paris.taxFree, cancelEvent(dead, { receipts: [number] }));
    expect(await cancelled()).toMatchObject({ status: 404, type: 'form-unknown' });
    desk.clock.forward({ minutes: 2 });
    expect(formOf(await cancelled())).toMatchObject({ state: 'cancelled', rest: 'final' });
    const back = await ask(desk.world.paris.checkout, receiptEvent(till, returnOf(number, oneOf(COAT))));
    expect(back.status).toBe(201);
  });
});
