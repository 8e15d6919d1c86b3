import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { parseReturnLine, parseSaleLine, parseTender } from '../../commands/till/parts.ts';
import { wordsOf } from '../../commands/till/words.ts';
import { device, Shop } from './support/shop.ts';

const COMMAND = new URL('../../commands/till.ts', import.meta.url).pathname;

let shop: Shop;
beforeAll(async () => {
  shop = await Shop.open();
  await writeFile(join(shop.directory, 'key.json'), JSON.stringify(device));
});
afterAll(() => shop.close());

async function typed(...args: string[]): Promise<string> {
  const where = ['--device', join(shop.directory, 'key.json'), '--journal', join(shop.directory, 'journal')];
  const environment = { ...process.env, PERMANENCE_REGIONS: shop.regions.map((r) => `${r.name}=${r.url}`).join(',') };
  const all = [COMMAND, ...args, '--store', 'HAUSSMANN', '--till', '1', ...where];
  const { stdout } = await promisify(execFile)(process.execPath, all, { env: environment });
  return stdout;
}

const run = async (...args: string[]): Promise<Record<string, unknown>> =>
  JSON.parse(await typed(...args, '--json')) as Record<string, unknown>;

test('a till driven by hand sells, takes back, reprints, closes and tells where it stands', async () => {
  const sold = await run('sell', '--line', '3012345678902:Foulard:1:12900:2000', '--tender', 'cash:12900');
  expect(sold).toMatchObject({ state: 'recorded' });
  const original = String(sold.receiptNumber);
  const back = await run('return', '--original', original, '--line', '1:1:12900', '--tender', 'card:12900:PSP-8412');
  expect(back).toMatchObject({ state: 'recorded' });
  expect(await run('reprint', '--original', original)).toMatchObject({ state: 'recorded' });
  expect(await run('close', '--period', '2026-11-24')).toMatchObject({ state: 'recorded' });
  expect(await run('status')).toMatchObject({ recorded: 4, queued: [], line: 'online' });
  expect(shop.kinds()).toEqual(['sale', 'return', 'duplicate', 'closing']);
}, 30_000);

test('people get a line: number, total and where the receipt stands', async () => {
  const sold = await typed('sell', '--line', '3012345678902:Foulard:2:12900:2000', '--tender', 'cash:25800');
  expect(sold).toMatch(/^HAUSSMANN-1-\d{8}-\w {2}sold for EUR 258\.00: recorded in the ledger \(\d+ ms|[\d.]+ s\)\n$/);
  expect(await typed('status')).toMatch(/^HAUSSMANN\/1 is \w+: \d+ recorded, 0 queued, 0 refused\n$/);
  const offline = await typed(
    'sell',
    '--line',
    '3012345678902:Foulard:1:100:2000',
    '--tender',
    'cash:100',
    '--regions',
    'gone=http://127.0.0.1:1',
  );
  expect(offline).toContain("sold for EUR 1.00: on this till's disk; it is sent when a Region answers");
}, 30_000);

test('a return says why its money goes back another way, by a reason of the list and no other', async () => {
  const sold = await run('sell', '--line', '3012345678902:Foulard:1:12900:2000', '--tender', 'card:12900:PSP-8412');
  const words = ['return', '--original', String(sold.receiptNumber), '--line', '1:1:12900', '--tender', 'cash:12900'];
  await expect(run(...words, '--exception', 'because')).rejects.toMatchObject({
    code: 2,
    stderr: expect.stringContaining('card-closed'),
  });
  expect(await run(...words, '--exception', 'card-closed')).toMatchObject({ state: 'recorded' });
  expect(shop.ledger.chain('HAUSSMANN/1').at(-1)?.entry).toMatchObject({
    kind: 'return',
    tenders: [{ type: 'cash', amount: 12_900, exception: 'card-closed' }],
  });
}, 30_000);

test('an X report is told in words, with its rates and what went back another way', () => {
  const rate = { vatRate: 550, gross: 1_055, net: 1_000, vat: 55 };
  const totals = { sales: [rate], returns: [], exceptions: { number: 2, amount: 1_050 } };
  const said = wordsOf({ value: { from: 1, to: 3, totals, perpetual: { sales: 1_055, returns: 0 } } });
  expect(said).toContain('5.50 %');
  expect(said).toContain('paid back another way than it came: 2 times, EUR 10.50');
});

test('words that do not fit are answered with the usage, and an exit code of 2', async () => {
  await expect(run('dance')).rejects.toMatchObject({
    code: 2,
    stderr: expect.stringContaining("unknown command 'dance'"),
  });
  await expect(run('return', '--line', '1:1:1')).rejects.toMatchObject({
    stderr: expect.stringContaining('--original'),
  });
}, 30_000);

test('lines and tenders are read as people type them', () => {
  expect(parseSaleLine('3012345678902:Foulard:2:12900:550')).toEqual({
    gtin: '3012345678902',
    label: 'Foulard',
    quantity: 2,
    unitPrice: 12_900,
    vatRate: 550,
  });
  expect(parseReturnLine('1:2:100')).toEqual({ line: 1, quantity: 2, amount: 100 });
  expect(parseTender('voucher:100:a:b')).toEqual({ type: 'voucher', amount: 100, reference: 'a:b' });
  expect(() => parseSaleLine('3012345678902:Foulard:2:129.00:2000')).toThrow("unit price of '3012345678902:Foulard:2:");
  expect(() => parseTender('gold:1')).toThrow('not cash, card or voucher');
});
