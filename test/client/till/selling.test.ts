import { afterEach, beforeEach, expect, test } from 'vitest';
import { FirstStartNeedsLedger, JournalInUse, TillHalted } from '../../../client/index.ts';
import { Shop, scarf } from '../support/shop.ts';

let shop: Shop;
beforeEach(async () => {
  shop = await Shop.open();
});
afterEach(() => shop.close());

test('a sale is recorded under the number that the till gave it', async () => {
  const till = await shop.till();
  const sold = await till.sell(scarf);
  expect(sold).toMatchObject({ state: 'recorded', receiptNumber: expect.stringMatching(/^HAUSSMANN-1-00000001-.$/) });
  expect(shop.ledger.find(sold.receiptNumber)?.entry).toMatchObject({ kind: 'sale', operator: 'anne' });
  expect(till.status()).toMatchObject({ line: 'online', recorded: 1, queued: [] });
});

test('a till never waits longer than its deadline, and not at all once it knows that it is offline', async () => {
  const till = await shop.till(shop.directory, {});
  await till.sell(scarf);
  shop.everywhere(() => ({ is: 'black hole' }));
  const first = await till.sell(scarf);
  const second = await till.sell(scarf);
  const third = await till.sell(scarf);
  expect([first, second, third].map(({ state }) => state)).toEqual(['queued', 'queued', 'queued']);
  expect(first.waited_ms).toBeLessThan(2_700);
  expect(Math.max(second.waited_ms, third.waited_ms)).toBeLessThan(200);
});

test('what was sold offline reaches the ledger in order and once, by itself, when a Region is back', async () => {
  const till = await shop.till();
  shop.everywhere(() => ({ is: 'commit then drop' }));
  const sold = [await till.sell(scarf), await till.sell(scarf), await till.sell(scarf)];
  shop.frankfurt.fault = () => ({ is: 'none' });
  expect(await till.flush(5_000)).toBe(true);
  expect(shop.ledger.writes).toBe(3);
  expect(sold.map(({ receiptNumber }) => shop.ledger.find(receiptNumber)?.entry.sequence)).toEqual([1, 2, 3]);
  expect(till.status()).toMatchObject({ line: 'online', queued: [] });
});

test('every sending of an entry has the same bytes, also after a restart', async () => {
  const till = await shop.till();
  await till.sell(scarf);
  shop.everywhere(() => ({ is: 'reset' }));
  await till.sell(scarf);
  await till.stop();
  shop.everywhere(() => ({ is: 'commit then drop' }));
  const again = await shop.till();
  await again.flush(300);
  shop.everywhere(() => ({ is: 'none' }));
  expect(await again.flush(5_000)).toBe(true);
  const sent = shop.regions.flatMap(({ seen }) => seen).filter(({ line }) => line.endsWith('/receipts/2'));
  expect(sent.length).toBeGreaterThan(3);
  expect(new Set(sent.map(({ body }) => body)).size).toBe(1);
});

test('customers served at the same time get numbers without gaps', async () => {
  const till = await shop.till();
  const sold = await Promise.all(Array.from({ length: 10 }, () => till.sell(scarf)));
  expect(new Set(sold.map(({ receiptNumber }) => receiptNumber)).size).toBe(10);
  expect(sold.every(({ state }) => state === 'recorded')).toBe(true);
  expect(shop.kinds()).toHaveLength(10);
});

test('what is not the ledger speaking neither records nor voids a sale', async () => {
  const till = await shop.till();
  for (const status of [200, 201, 400, 404, 409, 422]) {
    shop.everywhere(() => ({ is: 'answers', status }));
    expect(await till.sell(scarf)).toMatchObject({ state: 'queued' });
    expect(await till.flush(50), `${status}`).toBe(false);
  }
  shop.everywhere(() => ({ is: 'none' }));
  expect(await till.flush(5_000)).toBe(true);
  expect(shop.kinds()).toEqual(Array(6).fill('sale'));
});

test('a sale that the ledger refuses is voided, reported and kept whole', async () => {
  const till = await shop.till();
  const sold = await till.sell({ ...scarf, operator: 'refuse-me' });
  await till.sell(scarf);
  expect(sold).toMatchObject({ state: 'refused', problem: { type: 'urn:permanence:problem:rule-broken' } });
  expect(shop.kinds()).toEqual(['void', 'sale']);
  expect(shop.ledger.find(sold.receiptNumber)?.entry).toMatchObject({ reason: 'rule-broken' });
  expect(shop.events).toContainEqual(expect.objectContaining({ is: 'refused' }));
  await till.stop();
  const [refused] = (await shop.till()).status().refused;
  expect(refused?.entry.content).toMatchObject({ lines: scarf.lines, tenders: scarf.tenders });
});

test('a revoked till goes on writing down its sales and says why they are not sent', async () => {
  const till = await shop.till();
  shop.everywhere(() => ({ is: 'answers', status: 401 }));
  expect(await till.sell(scarf)).toMatchObject({ state: 'queued' });
  expect(shop.events).toContainEqual({ is: 'offline', why: expect.stringContaining('401') });
});

test('two tills with one identity: the second stops, and keeps what it sold', async () => {
  const first = await shop.till();
  const second = await shop.till(`${shop.directory}/copy`);
  await first.sell(scarf);
  expect(await second.sell({ ...scarf, operator: 'bruno' })).toMatchObject({ state: 'queued' });
  expect(shop.events).toContainEqual({ is: 'halted', why: expect.stringContaining('two tills') });
  await expect(second.sell(scarf)).rejects.toThrow(TillHalted);
  expect(second.status()).toMatchObject({ line: 'halted', queued: [expect.stringContaining('00000001')] });
  expect(shop.ledger.writes).toBe(1);
});

test('a till that lost its journal goes on from the ledger, and cannot begin without it', async () => {
  await (await shop.till()).sell(scarf);
  const replaced = await shop.till(`${shop.directory}/new`);
  expect(await replaced.sell(scarf)).toMatchObject({
    state: 'recorded',
    receiptNumber: expect.stringContaining('-00000002-'),
  });
  shop.everywhere(() => ({ is: 'reset' }));
  await expect(shop.till(`${shop.directory}/none`)).rejects.toThrow(FirstStartNeedsLedger);
});

test('one journal belongs to one till at a time, and is free again when the till stops', async () => {
  const till = await shop.till();
  await expect(shop.till()).rejects.toThrow(JournalInUse);
  await till.stop();
  expect(await (await shop.till()).sell(scarf)).toMatchObject({ state: 'recorded' });
});
