import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Sale, Till } from '../../../client/index.ts';
import { numberOf, Shop, scarf } from '../support/shop.ts';

let shop: Shop;
let till: Till;
beforeEach(async () => {
  shop = await Shop.open();
  till = await shop.sellingTill();
});
afterEach(() => shop.close());

/** Nothing that the till's rules find: only this test's ledger refuses it, as a service with newer rules would. */
const refusedLater: Sale = { ...scarf, operator: 'refuse-me' };
const voucher: Sale = { ...scarf, tenders: [{ type: 'voucher', amount: 25_800, reference: 'BON-7788' }] };

async function sellOffline(sale: Sale): Promise<string> {
  shop.everywhere(() => ({ is: 'reset' }));
  const sold = await till.sell(sale);
  expect(sold.state).toBe('queued');
  return numberOf(sold);
}

test('a sale that was handed out and is refused is never voided: the queue waits, a person is called, and selling goes on', async () => {
  const refused = await sellOffline(refusedLater);
  await till.sell(scarf);
  shop.everywhere(() => ({ is: 'none' }));
  expect(await till.flush(1_500)).toBe(false);
  expect(shop.kinds()).toEqual(['sale']);
  expect(till.status().stuck).toMatchObject({ receiptNumber: refused, problem: { status: 422 } });
  const called = shop.events.filter(({ is }) => is === 'stuck');
  expect(called).toEqual([expect.objectContaining({ entry: expect.objectContaining({ sequence: 2 }) })]);
  expect(await till.sell(scarf)).toMatchObject({ state: 'queued' });
  expect(till.status().queued).toHaveLength(3);
});

test('what is stuck stays so over a restart, and is sent by itself once the ledger takes it', async () => {
  const refused = await sellOffline(refusedLater);
  await till.stop();
  till = await shop.till();
  shop.everywhere((path) => (path.endsWith('/receipts/2') ? { is: 'refuse', problem: 'rule-broken' } : { is: 'none' }));
  expect(await till.flush(1_000)).toBe(false);
  expect(till.status().stuck).toMatchObject({ receiptNumber: refused });
  expect(shop.kinds()).toEqual(['sale']);
  shop.ledger.refusesNobody = true;
  shop.everywhere(() => ({ is: 'none' }));
  expect(await till.flush(10_000)).toBe(true);
  expect(till.status().stuck).toBeUndefined();
  expect(shop.ledger.find(refused)?.entry).toMatchObject({ kind: 'sale', operator: 'refuse-me' });
});

test('only a person withdraws what is stuck: then a void takes its number and the queue goes on', async () => {
  const refused = await sellOffline(refusedLater);
  const behind = numberOf(await till.sell(scarf));
  shop.everywhere(() => ({ is: 'none' }));
  expect(till.withdraw(refused)).toBe(false);
  await till.flush(1_000);
  expect(till.withdraw(behind)).toBe(false);
  expect(till.withdraw(refused)).toBe(true);
  expect(await till.flush(10_000)).toBe(true);
  expect(shop.kinds()).toEqual(['sale', 'void', 'sale']);
  const [kept] = till.status().refused;
  expect(kept?.entry.content).toMatchObject({ lines: scarf.lines, tenders: scarf.tenders });
});

test('a refusal that comes at the last moment is told to whoever still waits, though its void takes longer', async () => {
  let requests = 0;
  shop.everywhere((path) => {
    if (!path.endsWith('/receipts/2')) return { is: 'none' };
    requests += 1;
    return requests === 1 ? { is: 'refuse', problem: 'rule-broken' } : { is: 'black hole' };
  });
  expect(await till.sell(scarf)).toMatchObject({ state: 'refused' });
  shop.everywhere(() => ({ is: 'none' }));
  expect(await till.flush(10_000)).toBe(true);
  expect(shop.kinds()).toEqual(['sale', 'void']);
});

test('a voucher is not taken offline, where nobody knows whether it was spent, and the number stays free', async () => {
  await sellOffline(scarf);
  expect(await till.sell(voucher)).toMatchObject({ state: 'offline', why: 'sales paid by voucher need the ledger' });
  shop.everywhere(() => ({ is: 'none' }));
  expect(await till.flush(5_000)).toBe(true);
  expect(await till.sell(voucher)).toMatchObject({ state: 'recorded' });
});

test.each(['reference-used', 'reference-held'])(
  'a voucher that another receipt has (%s) is refused, its number voided, and selling goes on',
  async (name) => {
    let requests = 0;
    shop.everywhere((path) => {
      requests += path.endsWith('/receipts/2') ? 1 : 0;
      return path.endsWith('/receipts/2') && requests === 1 ? { is: 'refuse', problem: name } : { is: 'none' };
    });
    expect(await till.sell(voucher)).toMatchObject({ state: 'refused', problem: { status: 409 } });
    expect(await till.sell(scarf)).toMatchObject({ state: 'recorded' });
    expect(shop.kinds()).toEqual(['sale', 'void', 'sale']);
  },
);

test('a voucher that turns out refused after its answer was lost was not handed out, and is voided', async () => {
  shop.everywhere(() => ({ is: 'reset' }));
  expect(await till.sell({ ...voucher, operator: 'refuse-me' })).toMatchObject({ state: 'unsettled' });
  await till.stop();
  shop.everywhere(() => ({ is: 'none' }));
  till = await shop.till();
  expect(await till.flush(5_000)).toBe(true);
  expect(shop.kinds()).toEqual(['sale', 'void']);
});
