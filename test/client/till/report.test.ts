import { once } from 'node:events';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { TillEvent } from '../../../client/index.ts';
import { Shop, scarf } from '../support/shop.ts';

let shop: Shop;
beforeEach(async () => {
  shop = await Shop.open();
});
afterEach(() => shop.close());

const FAILING: Record<string, (event: TillEvent) => void | Promise<void>> = {
  throws: () => {
    throw new Error('no screen');
  },
  rejects: async () => {
    throw new Error('no screen');
  },
  'never comes back': () => new Promise(() => undefined),
  'throws something that has no text': () => {
    throw Object.create(null);
  },
};

test.each(Object.keys(FAILING))('a report that %s stops no sale and leaves the state of the line true', async (how) => {
  shop.report = FAILING[how] ?? shop.report;
  const till = await shop.till();
  expect(await till.sell(scarf)).toMatchObject({ state: 'recorded' });
  shop.everywhere(() => ({ is: 'reset' }));
  expect(await till.sell(scarf)).toMatchObject({ state: 'queued' });
  expect(till.status().line).toBe('offline');
  shop.everywhere(() => ({ is: 'none' }));
  expect(await till.flush(5_000)).toBe(true);
  expect(till.status().line).toBe('online');
  expect(await till.sell(scarf)).toMatchObject({ state: 'recorded' });
});

test('a report that throws at every event is told once', async () => {
  shop.report = FAILING.throws ?? shop.report;
  const warnings: Error[] = [];
  const collect = (warning: Error) => void warnings.push(warning);
  process.on('warning', collect);
  const till = await shop.till();
  const warned = once(process, 'warning');
  for (let n = 0; n < 5; n += 1) await till.sell(scarf);
  await warned;
  process.off('warning', collect);
  expect(warnings.map(({ name }) => name)).toEqual(['TillReportFailed']);
  expect(warnings[0]?.message).toContain('no screen');
});
