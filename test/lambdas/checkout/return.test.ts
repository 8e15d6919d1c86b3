import { beforeAll, describe, expect, it } from 'vitest';
import { oneScarf, returnOf, SCARF, saleOf, TEA } from '../../support/goods.ts';
import { newTill, readReceipt, receiptEvent, recorded, type Till } from '../../support/till.ts';
import { ask, openWorld, type World } from '../../support/world.ts';

describe('a return', () => {
  let world: World;
  let till: Till;
  let sold: string;

  beforeAll(async () => {
    world = await openWorld();
    till = newTill();
    sold = (await recorded(world.paris, till, saleOf(SCARF, TEA))).body.receiptNumber;
  });

  const send = (content: object, by = newTill('LILLE')) => ask(world.frankfurt.checkout, receiptEvent(by, content));
  const remaining = async () => (await readReceipt(world.paris, sold)).body.remaining;

  it('costs three requests: it looks at the original, takes the goods off it, and writes its entry', async () => {
    const { requests } = world.paris.link;
    requests.length = 0;
    const { body } = await recorded(world.paris, till, returnOf(sold, oneScarf));
    expect(requests).toEqual(['GetItemCommand', 'UpdateItemCommand', 'PutItemCommand']);
    expect(body.entry).toMatchObject({
      kind: 'return',
      original: sold,
      total: 999,
      totals: [{ vatRate: 2000, gross: 999, net: 832, vat: 167 }],
      perpetual: { sales: 3496, returns: 999 },
    });
    expect(await remaining()).toEqual([
      { line: 1, quantity: 2, amount: 1998, unit: 999 },
      { line: 2, quantity: 1, amount: 499, unit: 499 },
    ]);
  });

  it('is named on the receipt that its goods came from', async () => {
    const { body } = await readReceipt(world.frankfurt, sold);
    expect(body.returns).toEqual([expect.stringMatching(`^HAUSSMANN-${till.till}-00000002-`)]);
  });

  it.each([
    ['of more than is left', { quantity: 3, amount: 2997 }, 409, 'return-exceeds-remaining', 'exceeds-remaining'],
    ['of another amount than is due', { quantity: 1, amount: 1000 }, 422, 'rule-broken', 'amount-due'],
    ['of the last goods for less than is left', { quantity: 2, amount: 1997 }, 422, 'rule-broken', 'amount-due'],
    ['of a line that was not sold', { line: 3 }, 422, 'rule-broken', 'line-unknown'],
  ])('%s is refused, says why, and takes nothing', async (_, change, status, type, rule) => {
    const before = await remaining();
    const answer = await send(returnOf(sold, { ...oneScarf, ...change }));
    expect(answer).toMatchObject({ status, type, body: { errors: [{ rule }] } });
    expect(await remaining()).toEqual(before);
  });

  it('names what is due when it asks for a wrong amount', async () => {
    const { body } = await send(returnOf(sold, { ...oneScarf, amount: 1 }));
    expect(body.errors[0]).toMatchObject({ at: '/lines/0/amount', detail: '999 cents are due for these goods.' });
  });

  it('of a receipt that nobody recorded, or whose number was misread, is unknown', async () => {
    const misread = `${sold.slice(0, -1)}${sold.endsWith('A') ? 'B' : 'A'}`;
    expect(await send(returnOf(misread, oneScarf))).toMatchObject({ status: 404, type: 'receipt-unknown' });
    const unheardOf = 'LILLE-9-00000001-W';
    expect(await send(returnOf(unheardOf, oneScarf))).toMatchObject({ status: 404, type: 'receipt-unknown' });
  });

  it('of something that is no sale is refused', async () => {
    const other = newTill();
    const { body } = await recorded(world.paris, other, { kind: 'void', reason: 'printer jam' });
    const answer = await send(returnOf(body.receiptNumber, oneScarf));
    expect(answer).toMatchObject({ status: 422, body: { errors: [{ rule: 'original-is-sale' }] } });
  });

  it('may name each line once', async () => {
    const answer = await send(returnOf(sold, oneScarf, oneScarf));
    expect(answer).toMatchObject({ status: 422, body: { errors: [{ at: '/lines/1', rule: 'line-once' }] } });
  });

  it('of as many lines as the contract allows is taken in one update', async () => {
    const long = newTill();
    const lines = Array.from({ length: 200 }, () => TEA);
    const { body } = await recorded(world.paris, long, saleOf(...lines));
    const goods = Array.from({ length: 25 }, (_, i) => ({ line: 200 - i, quantity: 1, amount: 499 }));
    expect(await send(returnOf(body.receiptNumber, ...goods))).toMatchObject({ status: 201 });
  });
});
