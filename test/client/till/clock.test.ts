import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Clock, systemClock } from '../../../client/index.ts';
import { Shop, scarf } from '../support/shop.ts';

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;

let shop: Shop;
/** Milliseconds by which the till's clock is ahead of the machine's, and so of the Regions'. */
let ahead_ms = 0;
const clock: Clock = { ...systemClock, wall_ms: () => Date.now() + ahead_ms };
beforeEach(async () => {
  shop = await Shop.open();
  shop.clock = clock;
  ahead_ms = 0;
});
afterEach(() => shop.close());

const wrongClock = { state: 'rejected', errors: [{ at: '/time', rule: 'clock' }] };

test.each([
  ['a day ahead', DAY_MS],
  ['ten minutes ahead', 10 * MINUTE_MS],
  ['ten minutes behind', -10 * MINUTE_MS],
  ['fifty years behind', -50 * 365 * DAY_MS],
])('a till whose clock is %s of the Regions stamps no sale, and uses no number', async (_, away_ms) => {
  const till = await shop.sellingTill();
  ahead_ms = away_ms;
  expect(await till.sell(scarf)).toMatchObject(wrongClock);
  expect(till.status()).toMatchObject({ recorded: 1, queued: [] });
  ahead_ms = 0;
  expect(await till.sell(scarf)).toMatchObject({ state: 'recorded' });
});

test('a clock that differs by minutes is nothing to stop for', async () => {
  const till = await shop.sellingTill();
  for (const minutes of [4, -0.5]) {
    ahead_ms = minutes * MINUTE_MS;
    expect(await till.sell(scarf)).toMatchObject({ state: 'recorded' });
  }
});

test('offline, a clock behind the last entry is refused, also after a restart, and one that is ahead is not', async () => {
  const till = await shop.sellingTill();
  shop.everywhere(() => ({ is: 'reset' }));
  await till.sell(scarf);
  await till.stop();
  ahead_ms = -DAY_MS;
  const again = await shop.till();
  expect(await again.sell(scarf)).toMatchObject(wrongClock);
  ahead_ms = 2 * DAY_MS;
  expect(await again.sell(scarf)).toMatchObject({ state: 'queued' });
});

test('a till that slept is not taken for one whose clock is wrong: a Region is asked for its time first', async () => {
  ahead_ms = -10 * 60 * MINUTE_MS;
  for (const region of shop.regions) region.ahead_ms = ahead_ms;
  const till = await shop.sellingTill();
  // what counts elapsed time stood still meanwhile
  ahead_ms = 0;
  for (const region of shop.regions) region.ahead_ms = 0;
  expect(await till.sell(scarf)).toMatchObject({ state: 'recorded' });
});

test('a clock that was ahead and was set right sells again, when a Region says that it is right', async () => {
  const till = await shop.sellingTill();
  shop.everywhere(() => ({ is: 'reset' }));
  await till.sell(scarf);
  ahead_ms = 20 * MINUTE_MS;
  expect(await till.sell(scarf)).toMatchObject({ state: 'queued' });
  ahead_ms = 0;
  shop.everywhere(() => ({ is: 'none' }));
  expect(await till.flush(5_000)).toBe(true);
  expect(await till.sell(scarf)).toMatchObject({ state: 'recorded' });
});
