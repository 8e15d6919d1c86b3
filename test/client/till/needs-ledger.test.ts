import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Return, Till } from '../../../client/index.ts';
import { formatReceiptNumber } from '../../../domain/receipt-number.ts';
import type { RegionServer } from '../support/region-server.ts';
import { numberOf, Shop, scarf } from '../support/shop.ts';

let shop: Shop;
let till: Till;
let original: string;
beforeEach(async () => {
  shop = await Shop.open();
  till = await shop.till();
  original = numberOf(await till.sell(scarf));
});
afterEach(() => shop.close());

const back = (quantity: number): Return => ({
  operator: 'anne',
  original,
  lines: [{ line: 1, quantity, amount: quantity * 12_900 }],
  tenders: [{ type: 'cash', amount: quantity * 12_900 }],
});
/** The fault for entry 2 only; everything else is answered. */
const onSecond =
  (fault: ReturnType<RegionServer['fault']>): RegionServer['fault'] =>
  (path) =>
    path.endsWith('/receipts/2') ? fault : { is: 'none' };

test('a return is recorded when the goods are there to be returned', async () => {
  expect(await till.recordReturn(back(1))).toMatchObject({ state: 'recorded' });
  expect(shop.kinds()).toEqual(['sale', 'return']);
});

test('a refused return leaves a void and no gap, and the caller learns why', async () => {
  const refused = await till.recordReturn(back(3));
  expect(refused).toMatchObject({ state: 'refused', problem: { title: 'return-exceeds-remaining' } });
  expect(await till.sell(scarf)).toMatchObject({ state: 'recorded' });
  expect(shop.kinds()).toEqual(['sale', 'void', 'sale']);
});

test('a refusal that comes although the return landed ends as the recorded return', async () => {
  let refusals = 0;
  shop.everywhere((path) => {
    const first = path.endsWith('/receipts/2') && refusals++ === 0;
    return first ? { is: 'commit then refuse', problem: 'return-exceeds-remaining' } : { is: 'none' };
  });
  expect(await till.recordReturn(back(1))).toMatchObject({ state: 'recorded' });
  expect(await till.sell(scarf)).toMatchObject({ state: 'recorded' });
  expect(shop.kinds()).toEqual(['sale', 'return', 'sale']);
  expect(till.status().refused).toEqual([]);
});

test('a return without an answer is settled before anything behind it is sent', async () => {
  shop.everywhere(onSecond({ is: 'commit then drop' }));
  const unsettled = await till.recordReturn(back(1));
  expect(unsettled).toMatchObject({ state: 'unsettled', receiptNumber: expect.stringContaining('-00000002-') });
  expect(await till.sell(scarf)).toMatchObject({ state: 'queued' });
  expect(shop.kinds()).toEqual(['sale', 'return']);
  shop.everywhere(() => ({ is: 'none' }));
  expect(await till.flush(5_000)).toBe(true);
  expect(shop.kinds()).toEqual(['sale', 'return', 'sale']);
});

test('a return that turns out refused after its answer was lost is voided before anything behind it is sent', async () => {
  shop.everywhere(onSecond({ is: 'reset' }));
  expect(await till.recordReturn(back(3))).toMatchObject({ state: 'unsettled' });
  expect(await till.sell(scarf)).toMatchObject({ state: 'queued' });
  shop.everywhere(() => ({ is: 'none' }));
  expect(await till.flush(5_000)).toBe(true);
  expect(shop.kinds()).toEqual(['sale', 'void', 'sale']);
  expect(shop.events).toContainEqual(
    expect.objectContaining({ is: 'refused', entry: expect.objectContaining({ kind: 'return' }) }),
  );
});

test('a return whose number an earlier, lost return left on the original is voided, and does not block the till', async () => {
  let answers = 0;
  shop.everywhere((path) => {
    const first = path.endsWith('/receipts/2') && answers++ === 0;
    return first ? { is: 'refuse', problem: 'sequence-taken' } : { is: 'none' };
  });
  expect(await till.recordReturn(back(1))).toMatchObject({ state: 'refused', problem: { title: 'sequence-taken' } });
  expect(await till.sell(scarf)).toMatchObject({ state: 'recorded' });
  expect(shop.kinds()).toEqual(['sale', 'void', 'sale']);
});

test('offline, a return is refused at once and takes no number, while sales go on', async () => {
  shop.everywhere(() => ({ is: 'reset' }));
  await till.sell(scarf);
  const refused = await till.recordReturn(back(1));
  expect(refused).toMatchObject({ state: 'offline', why: 'returns need the ledger' });
  expect(refused.waited_ms).toBeLessThan(50);
  shop.everywhere(() => ({ is: 'none' }));
  await till.flush(5_000);
  expect(shop.kinds()).toEqual(['sale', 'sale']);
});

test('reprints of a receipt are numbered, each an entry of the till that prints', async () => {
  expect(await till.reprint(original, 'anne')).toMatchObject({ state: 'recorded' });
  expect(await till.reprint(original, 'anne')).toMatchObject({ state: 'recorded' });
  expect(shop.ledger.chain('HAUSSMANN/1').map(({ entry }) => entry.number)).toEqual([undefined, 1, 2]);
  await expect(till.reprint('nothing', 'anne')).rejects.toThrow('nothing is no receipt number');
  const elsewhere = formatReceiptNumber({ store: 'LILLE', till: '1', sequence: 1 });
  await expect(till.reprint(elsewhere, 'anne')).rejects.toThrow('is not of the store HAUSSMANN');
});

test('a reprint of what was never recorded is refused and leaves no trace', async () => {
  const unknown = formatReceiptNumber({ store: 'HAUSSMANN', till: '1', sequence: 42 });
  expect(await till.reprint(unknown, 'anne')).toMatchObject({ state: 'refused' });
  expect(shop.kinds()).toEqual(['sale']);
});

test('a closing comes after everything that was queued before it', async () => {
  shop.everywhere(() => ({ is: 'reset' }));
  await till.sell(scarf);
  expect(await till.close('2026-11-24', 'anne')).toMatchObject({ state: 'offline' });
  shop.everywhere(() => ({ is: 'none' }));
  await till.flush(5_000);
  expect(await till.close('2026-11-24', 'anne')).toMatchObject({ state: 'recorded' });
  expect(shop.kinds()).toEqual(['sale', 'sale', 'closing']);
});

test('the X report and a receipt are read from whichever Region answers', async () => {
  shop.paris.fault = () => ({ is: 'reset' });
  expect(await till.report()).toMatchObject({ state: 'found', value: { from: 1, to: 1 } });
  expect(await till.receipt(original)).toMatchObject({ state: 'found', value: { receiptNumber: original } });
});
