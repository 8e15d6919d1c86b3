import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import {
  FirstStartNeedsLedger,
  JournalDamaged,
  type SellResult,
  salvageJournal,
  TillCodeSpent,
} from '../../../client/index.ts';
import { LostJournalUnlikely } from '../../../client/till/retire.ts';
import { formatReceiptNumber } from '../../../domain/receipt-number.ts';
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

test('a till whose journal is lost ends its chain: what customers may hold is voided, only closings follow', async () => {
  const till = await shop.sellingTill();
  shop.everywhere(() => ({ is: 'reset' }));
  await till.sell(scarf);
  const last = numberOf(await till.sell(scarf));
  await till.stop();
  await rm(shop.directory, { recursive: true });
  shop.everywhere(() => ({ is: 'none' }));
  shop.lostJournal = { printedUpTo: last, operator: 'support' };
  const retired = await shop.till();
  expect(await retired.flush(5_000)).toBe(true);
  expect(shop.kinds()).toEqual(['sale', 'void', 'void']);
  expect(shop.ledger.find(last)?.entry.reason).toBe('journal lost: a customer may hold this number');
  expect(await retired.sell(scarf)).toMatchObject({ state: 'rejected', errors: [{ rule: 'retired' }] });
  expect(await retired.close('2026-11-24', 'support')).toMatchObject({ state: 'recorded' });
  await retired.stop();
  shop.lostJournal = undefined;
  const again = await shop.till();
  expect(await again.sell(scarf)).toMatchObject({ state: 'rejected' });
  expect(shop.kinds()).toEqual(['sale', 'void', 'void', 'closing']);
});

test('a mistyped last number retires nothing', async () => {
  await (await shop.sellingTill()).stop();
  await rm(shop.directory, { recursive: true });
  const wrong = ['HAUSSMANN-1-00000002-0', formatReceiptNumber({ store: 'LILLE', till: '1', sequence: 2 })];
  for (const printedUpTo of [...wrong, formatReceiptNumber({ store: 'HAUSSMANN', till: '1', sequence: 90_000_000 })]) {
    shop.lostJournal = { printedUpTo, operator: 'support' };
    await expect(shop.till()).rejects.toThrow(LostJournalUnlikely);
  }
  expect(shop.kinds()).toEqual(['sale']);
});

test('what can be read of a damaged journal is shown, unsent sales included, and nothing is changed', async () => {
  const till = await shop.sellingTill();
  shop.everywhere(() => ({ is: 'reset' }));
  await till.sell(scarf);
  await till.sell({ ...scarf, operator: 'bruno' });
  await till.stop();
  const file = join(shop.directory, 'journal');
  const bytes = await readFile(file);
  bytes.writeUInt8((bytes[40] ?? 0) ^ 1, 40);
  await writeFile(file, bytes);
  const { damage, records } = await salvageJournal(shop.directory);
  expect(damage).toContain('record 1 at byte 0 is not as it was written');
  expect(JSON.stringify(records)).toContain('bruno');
  expect(await readFile(file)).toEqual(bytes);
  await expect(shop.till()).rejects.toThrow(JournalDamaged);
});
