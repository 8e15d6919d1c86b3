import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import fc from 'fast-check';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Fault } from '../support/region-server.ts';
import { device, Shop } from '../support/shop.ts';

const CHILD = new URL('../support/selling-child.ts', import.meta.url).pathname;
const ROUNDS = 6;

let shop: Shop;
beforeEach(async () => {
  shop = await Shop.open();
});
afterEach(() => shop.close());

/** Sells in a process of its own, and kills it some time after its first receipt. @returns what it handed out */
async function sellAndKill(journal: string, alive_ms: number): Promise<string[]> {
  const regions = shop.regions.map(({ name, url }) => `${name}=${url}`).join(',');
  const child = spawn(process.execPath, [CHILD, regions, join(shop.directory, 'key.json'), journal]);
  const out: Buffer[] = [];
  child.stdout.on('data', (part: Buffer) => out.push(part));
  const ended = once(child, 'close');
  await Promise.race([once(child.stdout, 'data'), delay(8_000, undefined, { ref: false })]);
  await delay(alive_ms);
  child.kill('SIGKILL');
  await ended;
  return Buffer.concat(out).toString().split('\n').slice(0, -1);
}

test('a till that is killed again and again in bad weather loses nothing it handed out and doubles nothing', async () => {
  const seed = Date.now() % 2 ** 31;
  const weather = fc.sample(
    fc.oneof(
      { weight: 6, arbitrary: fc.constant<Fault>({ is: 'none' }) },
      { weight: 2, arbitrary: fc.constant<Fault>({ is: 'commit then drop' }) },
      { weight: 1, arbitrary: fc.constant<Fault>({ is: 'reset' }) },
      { weight: 1, arbitrary: fc.constant<Fault>({ is: 'slow', ms: 60 }) },
    ),
    { seed, numRuns: 500 },
  );
  const lives_ms = fc.sample(fc.nat(250), { seed, numRuns: ROUNDS });
  let requests = 0;
  shop.everywhere(() => weather[requests++ % weather.length] ?? { is: 'none' });
  await writeFile(join(shop.directory, 'key.json'), JSON.stringify(device));
  const journal = join(shop.directory, 'killed');
  await mkdir(journal);

  const handedOut: string[] = [];
  for (const alive_ms of lives_ms) handedOut.push(...(await sellAndKill(journal, alive_ms)));

  shop.everywhere(() => ({ is: 'none' }));
  const till = await shop.till(journal);
  expect(await till.flush(5_000), `seed ${seed}`).toBe(true);
  const chain = shop.ledger.chain('HAUSSMANN/1');
  const operators = chain.map(({ entry }) => entry.operator);
  expect(new Set(operators).size, `seed ${seed}`).toBe(chain.length);
  expect(new Set(handedOut.map((line) => line.split(' ')[0])).size, `seed ${seed}`).toBe(handedOut.length);
  for (const line of handedOut) {
    const [receiptNumber = '', operator] = line.split(' ');
    expect(shop.ledger.find(receiptNumber)?.entry.operator, `${line}, seed ${seed}`).toBe(operator);
  }
  // at most the one sale of each life that was written down and not yet handed out
  expect(chain.length - handedOut.length, `seed ${seed}`).toBeLessThanOrEqual(ROUNDS);
  expect(handedOut.length).toBeGreaterThanOrEqual(ROUNDS);
}, 60_000);
