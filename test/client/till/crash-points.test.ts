import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { TillCodeSpent, TillHalted } from '../../../client/index.ts';
import { localDisk } from '../../../client/journal/file-system.ts';
import { JournalFile } from '../../../client/journal/journal-file.ts';
import { encodeLine } from '../../../client/journal/line.ts';
import type { JournalRecord } from '../../../client/till/state.ts';
import { numberOf, Shop, scarf } from '../support/shop.ts';

let shop: Shop;
beforeEach(async () => {
  shop = await Shop.open();
});
afterEach(() => shop.close());

/** A day with everything in it: sales, a return, a refused return with its void, a reprint, sales queued offline. */
async function aDay(): Promise<JournalRecord[]> {
  const till = await shop.till();
  const original = numberOf(await till.sell(scarf));
  const goods = (quantity: number) => ({
    operator: 'anne',
    original,
    lines: [{ line: 1, quantity, amount: 1 }],
    tenders: [{ type: 'cash' as const, amount: 1 }],
  });
  await till.recordReturn(goods(1));
  await till.recordReturn(goods(5));
  await till.reprint(original, 'anne');
  shop.everywhere(() => ({ is: 'reset' }));
  await till.sell(scarf);
  await till.sell(scarf);
  shop.everywhere(() => ({ is: 'none' }));
  await till.flush(5_000);
  await till.stop();
  const { records } = await JournalFile.read(join(shop.directory, 'journal'), localDisk);
  return records.map(({ record }) => record as JournalRecord);
}

const bytesOf = (records: JournalRecord[]): Buffer =>
  Buffer.concat(records.map((record, place) => encodeLine(place + 1, record)));

const count = (records: JournalRecord[], is: JournalRecord['is']) =>
  records.filter((record) => record.is === is).length;

test('kill -9 between any two journal writes, with the answer lost or not, loses and doubles nothing', async () => {
  const day = await aDay();
  const whole = [...shop.ledger.chain('HAUSSMANN/1')];
  expect(whole.map(({ entry }) => entry.kind)).toEqual(['sale', 'return', 'void', 'duplicate', 'sale', 'sale']);
  expect(count(day, 'voiding')).toBe(1);
  let points = 0;
  for (let written = 1; written <= day.length; written += 1) {
    const kept = day.slice(0, written);
    const settled = count(kept, 'recorded');
    const queued = count(kept, 'queued');
    // the ledger may hold one entry more than the till knows, the one under way when the till died; a void only once it was decided
    const underway = whole[settled]?.entry.kind === 'void' && count(kept, 'voiding') === 0 ? settled : settled + 1;
    for (const held of new Set([settled, Math.min(underway, queued)])) {
      shop.ledger.chains.set('HAUSSMANN/1', whole.slice(0, held));
      const directory = join(shop.directory, `${written}-${held}`);
      await mkdir(directory);
      await writeFile(join(directory, 'journal'), bytesOf(kept));
      const till = await shop.till(directory);
      expect(await till.flush(5_000)).toBe(true);
      expect(shop.ledger.chain('HAUSSMANN/1')).toEqual(whole.slice(0, queued));
      await till.stop();
      points += 1;
    }
  }
  expect(points).toBeGreaterThan(18);
});

test('a till on an old copy of its journal stops instead of giving a number twice', async () => {
  const day = await aDay();
  const directory = join(shop.directory, 'old');
  await mkdir(directory);
  await writeFile(join(directory, 'journal'), bytesOf(day.slice(0, 3)));
  await expect(shop.till(directory)).rejects.toThrow(TillCodeSpent);
  // no Region answers while it is opened: it learns of it before it hands a number out to somebody who waits
  shop.everywhere(() => ({ is: 'reset' }));
  const till = await shop.till(directory);
  shop.everywhere(() => ({ is: 'none' }));
  await expect(till.sell(scarf)).rejects.toThrow(TillHalted);
  expect(till.status().line).toBe('halted');
  expect(shop.ledger.chain('HAUSSMANN/1')).toHaveLength(6);
});

test('a till whose token the ledger no longer takes goes on from the head, when the head is its own', async () => {
  const till = await shop.till();
  await till.sell(scarf);
  await till.stop();
  const state = {
    store: 'HAUSSMANN',
    till: '1',
    head: { sequence: 1, chainToken: 'worn out' },
    queue: [],
    refused: [],
  };
  await writeFile(join(shop.directory, 'journal'), encodeLine(9, { is: 'snapshot', state }));
  expect(await (await shop.till()).sell(scarf)).toMatchObject({ state: 'recorded' });
});

test('a ledger that ends before what it had acknowledged halts the till', async () => {
  const till = await shop.till();
  await till.sell(scarf);
  await till.sell(scarf);
  shop.ledger.chain('HAUSSMANN/1').splice(1);
  await expect(till.sell(scarf)).rejects.toThrow(TillHalted);
  expect(shop.events).toContainEqual({ is: 'halted', why: 'the ledger ends at 1, this till recorded 2' });
});
