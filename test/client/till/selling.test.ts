import { afterEach, beforeEach, expect, test } from 'vitest';
import { JournalInUse, TillHalted } from '../../../client/index.ts';
import { numberOf, Shop, scarf } from '../support/shop.ts';

let shop: Shop;
/** What another device records as the second entry of this till's chain. */
const stranger2 = ({ ledger }: Shop): string =>
  JSON.stringify({ kind: 'sale', ...scarf, time: 'then', chainToken: ledger.chain('HAUSSMANN/1').at(-1)?.token });

beforeEach(async () => {
  shop = await Shop.open();
});
afterEach(() => shop.close());

test('a sale is recorded under the number that the till gave it', async () => {
  const till = await shop.till();
  const sold = await till.sell(scarf);
  expect(sold).toMatchObject({ state: 'recorded', receiptNumber: expect.stringMatching(/^HAUSSMANN-1-00000001-.$/) });
  expect(shop.ledger.find(numberOf(sold))?.entry).toMatchObject({ kind: 'sale', operator: 'anne' });
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
  const till = await shop.sellingTill();
  shop.everywhere(() => ({ is: 'commit then drop' }));
  const sold = [await till.sell(scarf), await till.sell(scarf), await till.sell(scarf)];
  shop.frankfurt.fault = () => ({ is: 'none' });
  expect(await till.flush(5_000)).toBe(true);
  expect(shop.ledger.writes).toBe(4);
  expect(sold.map((each) => shop.ledger.find(numberOf(each))?.entry.sequence)).toEqual([2, 3, 4]);
  expect(till.status()).toMatchObject({ line: 'online', queued: [] });
});

test('every sending of an entry has the same content, also after a restart, and says once it was handed out', async () => {
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
  const bodies = sent.map(({ body }) => JSON.parse(body) as { offline?: boolean });
  expect(new Set(bodies.map(({ offline: _, ...content }) => JSON.stringify(content))).size).toBe(1);
  for (const { seen } of shop.regions) {
    const said = seen.flatMap(({ line, body }) =>
      line.endsWith('/receipts/2') ? [body.includes('"offline":true')] : [],
    );
    expect(said).toEqual(said.toSorted());
    expect(said).toContain(false);
  }
  expect(bodies.some(({ offline }) => offline)).toBe(true);
});

test('customers served at the same time get numbers without gaps', async () => {
  const till = await shop.till();
  const sold = await Promise.all(Array.from({ length: 10 }, () => till.sell(scarf)));
  expect(new Set(sold.map(numberOf)).size).toBe(10);
  expect(sold.every(({ state }) => state === 'recorded')).toBe(true);
  expect(shop.kinds()).toHaveLength(10);
});

test('what is not the ledger speaking neither records nor voids a sale', async () => {
  const till = await shop.sellingTill();
  for (const status of [200, 201, 400, 404, 409, 422]) {
    shop.everywhere(() => ({ is: 'answers', status }));
    expect(await till.sell(scarf)).toMatchObject({ state: 'queued' });
    expect(await till.flush(50), `${status}`).toBe(false);
  }
  shop.everywhere(() => ({ is: 'none' }));
  expect(await till.flush(5_000)).toBe(true);
  expect(shop.kinds()).toEqual(Array(7).fill('sale'));
});

test('a sale that the ledger refuses while its customer waits is not handed out, voided, reported and kept whole', async () => {
  const till = await shop.sellingTill();
  const sold = await till.sell({ ...scarf, operator: 'refuse-me' });
  await till.sell(scarf);
  expect(sold).toMatchObject({ state: 'refused', problem: { type: 'urn:permanence:problem:rule-broken' } });
  expect(shop.kinds()).toEqual(['sale', 'void', 'sale']);
  expect(shop.ledger.chain('HAUSSMANN/1')[1]?.entry).toMatchObject({ reason: 'rule-broken' });
  expect(shop.events).toContainEqual(expect.objectContaining({ is: 'refused' }));
  await till.stop();
  const [refused] = (await shop.till()).status().refused;
  expect(refused?.entry.content).toMatchObject({ lines: scarf.lines, tenders: scarf.tenders });
});

test('a revoked till goes on writing down its sales and says why they are not sent', async () => {
  const till = await shop.sellingTill();
  shop.everywhere(() => ({ is: 'answers', status: 401 }));
  expect(await till.sell(scarf)).toMatchObject({ state: 'queued' });
  expect(shop.events).toContainEqual({ is: 'offline', why: expect.stringContaining('401') });
});

test('two tills with one identity: the second stops, and hands no number out that the first one handed out', async () => {
  const first = await shop.till();
  const second = await shop.till(`${shop.directory}/copy`);
  await first.sell(scarf);
  await expect(second.sell({ ...scarf, operator: 'bruno' })).rejects.toThrow(TillHalted);
  expect(shop.events).toContainEqual({ is: 'halted', why: expect.stringContaining('two tills') });
  await expect(second.sell(scarf)).rejects.toThrow(TillHalted);
  expect(second.status()).toMatchObject({ line: 'halted', queued: [] });
  expect(shop.ledger.writes).toBe(1);
});

test('what a till handed out before it was halted stays in its queue', async () => {
  const till = await shop.sellingTill();
  shop.everywhere(() => ({ is: 'reset' }));
  const sold = await till.sell(scarf);
  const stranger = shop.ledger.handle('PUT', '/v1/stores/HAUSSMANN/tills/1/receipts/2', stranger2(shop));
  expect(stranger.status).toBe(201);
  shop.everywhere(() => ({ is: 'none' }));
  expect(await till.flush(5_000)).toBe(false);
  expect(till.status()).toMatchObject({ line: 'halted', queued: [numberOf(sold)] });
});

test('one journal belongs to one till at a time, and is free again when the till stops', async () => {
  const till = await shop.till();
  await expect(shop.till()).rejects.toThrow(JournalInUse);
  await till.stop();
  expect(await (await shop.till()).sell(scarf)).toMatchObject({ state: 'recorded' });
});
