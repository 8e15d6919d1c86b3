import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { FirstStartNeedsLedger, JournalDamaged, type SellResult, TillCodeSpent } from '../../../client/index.ts';
import { numberOf, Shop, scarf } from '../support/shop.ts';

let shop: Shop;
beforeEach(async () => {
  shop = await Shop.open();
});
afterEach(() => shop.close());

const isPrinted = ({ state }: SellResult): boolean => state === 'recorded' || state === 'queued';

test('a till whose journal is lost with two unsent sales gives none of their numbers to anybody else', async () => {
  const till = await shop.sellingTill();
  shop.everywhere(() => ({ is: 'reset' }));
  const printed = [await till.sell(scarf), await till.sell(scarf)];
  expect(printed.every(isPrinted)).toBe(true);
  await till.stop();
  await rm(shop.directory, { recursive: true });
  shop.everywhere(() => ({ is: 'none' }));
  await expect(shop.till()).rejects.toThrow(TillCodeSpent);
  await expect(shop.till(`${shop.directory}/replaced`)).rejects.toThrow('give the till a new code');
  expect(shop.kinds()).toEqual(['sale']);
});

test('a journal file that is gone alone is damage, and not a first start', async () => {
  const till = await shop.sellingTill();
  await till.stop();
  await rm(join(shop.directory, 'journal'));
  await expect(shop.till()).rejects.toThrow(JournalDamaged);
});

test('a till without a journal cannot begin while no Region answers', async () => {
  shop.everywhere(() => ({ is: 'reset' }));
  await expect(shop.till()).rejects.toThrow(FirstStartNeedsLedger);
});

test('before the ledger holds something of a till, nothing is handed out that a lost journal could repeat', async () => {
  const till = await shop.till();
  shop.everywhere(() => ({ is: 'reset' }));
  const sold = [await till.sell(scarf), await till.sell(scarf)];
  expect(sold.map(({ state }) => state)).toEqual(['unsettled', 'offline']);
  await till.stop();
  await rm(shop.directory, { recursive: true });
  shop.everywhere(() => ({ is: 'none' }));
  const again = await shop.till();
  expect(await again.sell(scarf)).toMatchObject({ state: 'recorded', receiptNumber: numberOf(sold[0] as SellResult) });
});

test('a first sale that stayed open is recorded later, and then the till sells offline', async () => {
  const till = await shop.till();
  shop.everywhere(() => ({ is: 'commit then drop' }));
  expect(await till.sell(scarf)).toMatchObject({ state: 'unsettled' });
  shop.everywhere(() => ({ is: 'none' }));
  expect(await till.flush(5_000)).toBe(true);
  shop.everywhere(() => ({ is: 'reset' }));
  expect(await till.sell(scarf)).toMatchObject({ state: 'queued' });
});
