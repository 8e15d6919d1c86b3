import { afterEach, expect, test } from 'vitest';
import { cachedNames } from '../../../../twin/drill/failover/cached-names.ts';
import { type NameServer, serveNames } from '../../../../twin/route53/name-server.ts';

const NAME = 'sell.permanence.example';
const TTL_S = 60;

let server: NameServer | undefined;
afterEach(() => server?.close());

async function zone() {
  const records: { address: string | undefined } = { address: '127.0.0.2' };
  server = await serveNames(() => records.address, TTL_S);
  const clock = { now_ms: 0 };
  return { records, clock, names: cachedNames(server.address, () => clock.now_ms) };
}

test('an answer holds for its time to live, wherever the name leads by now', async () => {
  const { records, clock, names } = await zone();
  expect(await names.addressOf(NAME)).toBe('127.0.0.2');
  records.address = '127.0.0.3';
  clock.now_ms = TTL_S * 1000 - 1;
  expect(await names.addressOf(NAME)).toBe('127.0.0.2');
  clock.now_ms = TTL_S * 1000;
  expect(await names.addressOf(NAME)).toBe('127.0.0.3');
});

test('a name that was not there is asked for again at once', async () => {
  const { records, names } = await zone();
  records.address = undefined;
  await expect(names.addressOf(NAME)).rejects.toThrow();
  records.address = '127.0.0.3';
  expect(await names.addressOf(NAME)).toBe('127.0.0.3');
});

test('questions at once are one question', async () => {
  const { names } = await zone();
  const all = await Promise.all([NAME, NAME, NAME].map((name) => names.addressOf(name)));
  expect(new Set(all)).toEqual(new Set(['127.0.0.2']));
});
