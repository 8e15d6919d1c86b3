import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createRegionalClient, deviceIdentity, type RegionalClient, systemClock } from '../../../client/index.ts';
import { device, Shop } from '../support/shop.ts';

let shop: Shop;
let client: RegionalClient;
const put = {
  method: 'PUT',
  path: '/v1/stores/HAUSSMANN/tills/1/receipts/1',
  body: JSON.stringify({ kind: 'sale', time: '2026-11-24T10:00:00+01:00', operator: 'anne', lines: [], tenders: [] }),
} as const;

beforeEach(async () => {
  shop = await Shop.open();
  const identity = deviceIdentity(device.deviceId, device.privateKey, systemClock);
  client = createRegionalClient({
    regions: shop.regions,
    identity,
    fetch: globalThis.fetch,
    clock: systemClock,
    random: Math.random,
  });
});
afterEach(() => shop.close());

const timed = async <T>(work: Promise<T>): Promise<[T, number]> => {
  const started_ms = performance.now();
  return [await work, performance.now() - started_ms];
};

test('an answer lost in Paris is found in Frankfurt under the same key', async () => {
  shop.paris.fault = () => ({ is: 'commit then drop' });
  const outcome = await client.call(put);
  expect(outcome).toMatchObject({ state: 'answered', status: 200, region: 'frankfurt' });
  expect(shop.ledger.writes).toBe(1);
  expect(shop.frankfurt.seen[0]?.body).toBe(shop.paris.seen[0]?.body);
});

test('a silent Region costs the first call the hedge delay, and the next calls nothing', async () => {
  shop.paris.fault = () => ({ is: 'black hole' });
  const [first, first_ms] = await timed(client.call(put));
  const [second, second_ms] = await timed(client.call(put));
  expect(first).toMatchObject({ state: 'answered', region: 'frankfurt' });
  expect(second).toMatchObject({ state: 'answered', region: 'frankfurt' });
  expect(first_ms).toBeGreaterThan(200);
  expect(first_ms).toBeLessThan(1_000);
  expect(second_ms).toBeLessThan(245);
  expect(shop.paris.seen.filter(({ line }) => line.startsWith('PUT'))).toHaveLength(1);
});

test('a Region that came back is preferred again once a deep probe was answered', async () => {
  shop.paris.fault = () => ({ is: 'reset' });
  await client.call(put);
  shop.paris.fault = () => ({ is: 'none' });
  await systemClock.sleep(1_050);
  await client.call(put);
  await systemClock.sleep(100);
  expect(await client.call(put)).toMatchObject({ region: 'paris' });
  expect(shop.paris.seen.map(({ line }) => line)).toContain('GET /v1/health?deep=true');
});

test('without an answer the outcome is unanswered at the deadline, however the Regions are silent', async () => {
  for (const is of ['black hole', 'reset', 'commit then drop'] as const) {
    shop.everywhere(() => ({ is }));
    const [outcome, took_ms] = await timed(client.call(put, { deadline_ms: 700, attempt_ms: 300 }));
    expect(outcome.state).toBe('unanswered');
    expect(outcome.attempts.length).toBeGreaterThan(1);
    expect(took_ms).toBeLessThan(900);
  }
});

test('Retry-After is honoured within the deadline, and ends the call when it lies beyond', async () => {
  const busy = { is: 'answers', status: 503, headers: { 'retry-after': '1' } } as const;
  shop.everywhere(() => busy);
  const [outcome, took_ms] = await timed(client.call(put, { deadline_ms: 900 }));
  expect(outcome.state).toBe('unanswered');
  expect(outcome.attempts).toHaveLength(2);
  expect(took_ms).toBeLessThan(800);
});

test('after 503 with Retry-After the same request is sent again in time', async () => {
  let refusals = 0;
  shop.everywhere(() => {
    refusals += 1;
    return refusals > 2 ? { is: 'none' } : { is: 'answers', status: 503, headers: { 'retry-after': '1' } };
  });
  const [outcome, took_ms] = await timed(client.call(put));
  expect(outcome).toMatchObject({ state: 'answered', status: 201 });
  expect(took_ms).toBeGreaterThan(950);
});

test('one Region that does not let the device in is overruled by the other', async () => {
  shop.paris.fault = () => ({ is: 'answers', status: 401 });
  expect(await client.call(put)).toMatchObject({ state: 'answered', status: 201, region: 'frankfurt' });
});

test('a device that neither Region lets in learns it, without waiting for the deadline', async () => {
  shop.everywhere(() => ({ is: 'answers', status: 401 }));
  const [outcome, took_ms] = await timed(client.call(put));
  expect(outcome).toMatchObject({ state: 'answered', status: 401 });
  expect(took_ms).toBeLessThan(1_500);
});

test('one Region that does not let the device in and one that is silent leave the outcome open', async () => {
  shop.paris.fault = () => ({ is: 'answers', status: 403 });
  shop.frankfurt.fault = () => ({ is: 'black hole' });
  expect(await client.call(put, { deadline_ms: 500 })).toMatchObject({ state: 'unanswered' });
});

test('a definite refusal ends the call at the first Region', async () => {
  await client.call(put);
  const other = { ...put, body: put.body.replace('anne', 'bruno') };
  expect(await client.call(other)).toMatchObject({ state: 'answered', status: 409, region: 'paris' });
  expect(shop.frankfurt.seen).toHaveLength(0);
});

test('the slower Region is cancelled once the other has answered', async () => {
  shop.paris.fault = () => ({ is: 'slow', ms: 5_000 });
  const [outcome, took_ms] = await timed(client.call(put));
  expect(outcome).toMatchObject({ region: 'frankfurt', status: 200 });
  await vi.waitFor(() => expect(shop.paris.seen[0]?.cancelled).toBe(true));
  expect(took_ms).toBeLessThan(1_100);
});

test('many requests share one device token', async () => {
  for (let i = 0; i < 5; i += 1) await client.call(put);
  expect(new Set(shop.paris.seen.map(({ authorization }) => authorization)).size).toBe(1);
});
