import { beforeAll, describe, expect, inject, it } from 'vitest';
import { KEPT_RELEASES } from '../../../domain/laws/goods.ts';
import { parseReceiptNumber } from '../../../domain/receipt-number.ts';
import { createChainReader } from '../../../lambdas/shared/chain-reader.ts';
import { returnOf } from '../../support/goods.ts';
import { outsideClient } from '../../support/tables.ts';
import {
  ask,
  COAT,
  type Counter,
  type Desk,
  formRequest,
  KIOSK_OF_LILLE,
  newFormId,
  openDesk,
  putEvent,
} from '../../support/tax-free/desk.ts';
import { oneOf } from '../../support/tax-free/goods.ts';
import { receiptEvent } from '../../support/till.ts';

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk();
});

async function saleOf(number: string) {
  const place = parseReceiptNumber(number);
  if (place === undefined) throw new Error(`no receipt number: ${number}`);
  const sale = await createChainReader(outsideClient(inject('dynamodb')), desk.world.ledger).entry(place);
  if (sale === undefined) throw new Error(`no sale ${number}`);
  return sale;
}

/** A form that is refused, because its traveller lives in the Union: it claims its receipt and lets it go. */
const refusedForm = (counter: Counter, number: string, id = newFormId()) =>
  ask(counter.taxFree, putEvent(id, { ...formRequest(number), residence: 'FR' }));

/** Forms refused one after another, in turn in both Regions. */
async function refusedForms(number: string, count: number): Promise<void> {
  for (let k = 0; k < count; k++) {
    const refused = await refusedForm(k % 2 === 0 ? desk.paris : desk.frankfurt, number);
    if (refused.type !== 'not-eligible') throw new Error(refused.text);
    desk.clock.forward({ seconds: 1 });
  }
}

describe('a sale that many forms claimed and let go', () => {
  it('remembers the newest of them only, and still takes a form', async () => {
    const { number } = await desk.sold(COAT);
    await refusedForms(number, KEPT_RELEASES + 8);
    expect((await saleOf(number)).releasedBy.size).toBe(KEPT_RELEASES);
    expect(await ask(desk.paris.taxFree, putEvent(newFormId(), formRequest(number)))).toMatchObject({ status: 201 });
  });

  it('is not held by the first of them when its request comes again, though the sale no longer remembers it', async () => {
    const { number, till } = await desk.sold(COAT);
    const first = newFormId();
    await refusedForm(desk.paris, number, first);
    desk.clock.forward({ seconds: 1 });
    await refusedForms(number, KEPT_RELEASES);
    expect((await saleOf(number)).releasedBy.has(first)).toBe(false);
    expect(await refusedForm(desk.frankfurt, number, first)).toMatchObject({ type: 'not-eligible' });
    expect((await saleOf(number)).claim).toBeUndefined();
    const back = await ask(desk.world.paris.checkout, receiptEvent(till, returnOf(number, oneOf(COAT))));
    expect(back.status).toBe(201);
  });

  it('takes another form at once when the request of the first arrives late and its process dies over it', async () => {
    const { number } = await desk.sold(COAT);
    const first = newFormId();
    await refusedForm(desk.paris, number, first);
    desk.clock.forward({ seconds: 1 });
    await refusedForms(number, KEPT_RELEASES);
    const dying = desk.open();
    dying.link.fail((k) => (k === 1 ? 'crash-after' : undefined));
    await Promise.race([dying.link.crash(), refusedForm(dying, number, first)]);
    expect((await saleOf(number)).claim?.form).toBe(first);
    expect(await ask(desk.frankfurt.taxFree, putEvent(newFormId(), formRequest(number)))).toMatchObject({
      status: 201,
    });
  });

  it('does not grow by forms that are refused because another one holds it', async () => {
    const { number } = await desk.sold(COAT);
    await ask(desk.paris.taxFree, putEvent(newFormId(), formRequest(number)));
    for (let k = 0; k < KEPT_RELEASES + 8; k++) {
      const refused = await ask(desk.paris.taxFree, putEvent(newFormId(), formRequest(number)));
      expect(refused.type).toBe('receipt-claimed');
    }
    expect((await saleOf(number)).releasedBy.size).toBe(KEPT_RELEASES);
  });
});

it('a kiosk of another merchant neither holds a sale nor leaves anything on it', async () => {
  const { number } = await desk.sold(COAT);
  const before = await saleOf(number);
  const refused = await ask(desk.paris.taxFree, putEvent(newFormId(), formRequest(number), KIOSK_OF_LILLE));
  expect(refused).toMatchObject({ status: 403, type: 'forbidden' });
  expect(await saleOf(number)).toEqual(before);
});
