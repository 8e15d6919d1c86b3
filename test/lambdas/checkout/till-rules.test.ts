import { generateKeyPairSync } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openTill, type Sale, systemClock, type Till } from '../../../client/index.ts';
import type { SaleDraft } from '../../../domain/sale.ts';
import type { Territory } from '../../../domain/vat-rates.ts';
import { soundSale } from '../../support/arbitrary-sale.ts';
import { SCARF, saleOf } from '../../support/goods.ts';
import { nearlyValid } from '../../support/nearly-valid.ts';
import { movedOn, newTill, receiptEvent } from '../../support/till.ts';
import { ask, chainOf, openWorld, type World } from '../../support/world.ts';
import { fetchOf } from '../../support/world-fetch.ts';

const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const FEW = { deadline_ms: 400, attempt_ms: 200 };

let world: World;
let directory: string;
beforeAll(async () => {
  // The tills of this test have the machine's own clock.
  world = await openWorld(
    {
      get now() {
        return new Date();
      },
    },
    new Map([['BASTIA', 'corsica']]),
  );
  directory = await mkdtemp(join(tmpdir(), 'rules-'));
});
afterAll(() => rm(directory, { recursive: true }));

/** A till on the real handlers, whose line can be cut. It has sold once, so that it may sell offline. */
async function tillOnHandlers(
  name: string,
  place: { store: string; territory?: Territory } = { store: 'HAUSSMANN' },
): Promise<{ till: Till; line: { isCut: boolean }; clock: { ahead_ms: number } }> {
  const clock = { ahead_ms: 0 };
  const device = {
    deviceId: name,
    privateKey: privateKey.export({ format: 'jwk' }),
    store: place.store,
    till: name,
    role: 'till',
  };
  const line = { isCut: false };
  const through = fetchOf(world.paris, device);
  const fetch: typeof globalThis.fetch = async (input, init) => {
    if (line.isCut) throw new TypeError('the line is cut');
    return through(input, init);
  };
  const regions = [{ name: 'paris', url: 'http://paris' }];
  const till = await openTill({
    regions,
    device,
    ...(place.territory === undefined ? {} : { territory: place.territory }),
    directory: join(directory, name),
    fetch,
    clock: { ...systemClock, wall_ms: () => Date.now() + clock.ahead_ms },
    limits: { ...FEW, deadline_ms: 5_000 },
  });
  const { kind: _, ...first } = saleOf(SCARF);
  expect(await till.sell({ operator: 'anne', ...first })).toMatchObject({ state: 'recorded' });
  return { till, line, clock };
}

/** Vouchers are never sold offline: see `Till.sell`. */
const byCard = ({ tenders, ...sale }: SaleDraft): SaleDraft => ({
  ...sale,
  tenders: tenders.map((tender, place) => ({ ...tender, type: 'card', reference: `${tender.reference}.${place}` })),
});
let sales = 0;
/** Each reference pays one sale. */
const drafts = nearlyValid(soundSale.map(byCard)).map((draft) => {
  sales += 1;
  return JSON.parse(JSON.stringify(draft).replaceAll('REF-', `REF${sales}-`)) as Sale;
});

it('what a till hands out offline is what the handlers take, and what it rejects is what they refuse', {
  timeout: 120_000,
}, async () => {
  const { till, line } = await tillOnHandlers('RULES');
  line.isCut = true;
  const handler = newTill();
  const seed = Date.now() % 2 ** 31;
  let queued = 0;
  let rejected = 0;
  for (const draft of fc.sample(drafts, { seed, numRuns: 400 })) {
    const sold = await till.sell(draft);
    const time = new Date().toISOString();
    const answer = await ask(world.frankfurt.checkout, receiptEvent(handler, { kind: 'sale', ...draft, time }));
    const where = `seed ${seed}: ${JSON.stringify(draft)} ${JSON.stringify(sold)} ${answer.text.slice(0, 500)}`;
    expect([sold.state, answer.status < 300], where).toEqual(
      answer.status < 300 ? ['queued', true] : ['rejected', false],
    );
    if (sold.state === 'queued') queued += 1;
    if (sold.state === 'rejected') rejected += 1;
    if (sold.state === 'rejected') expect(sold.errors.length, where).toBeGreaterThan(0);
    if (answer.status < 300) movedOn(handler, answer);
  }
  expect(Math.min(queued, rejected)).toBeGreaterThan(50);
  line.isCut = false;
  expect(await till.flush(60_000), `seed ${seed}`).toBe(true);
  await till.stop();
  const chain = await chainOf(world, 'HAUSSMANN', 'RULES');
  expect(
    chain.map(({ kind }) => kind),
    `seed ${seed}`,
  ).toEqual(Array(queued + 1).fill('sale'));
});

const returns = (original: string) =>
  fc.record({
    operator: fc.constantFrom('anne', 'a b'),
    original: fc.constantFrom(
      original,
      original,
      original.replace(/.$/, '_'),
      original.replace(/\d-(.)$/, '9-$1'),
      'x',
    ),
    lines: fc.array(
      fc.record({
        line: fc.constantFrom(1, 1, 2, 0, 201),
        quantity: fc.constantFrom(1, 2, 0),
        amount: fc.constantFrom(999, 0, -1),
      }),
      { maxLength: 3 },
    ),
    tenders: fc.array(
      fc.record({
        type: fc.constant('card' as const),
        amount: fc.constantFrom(999, 1998, 0),
        reference: fc.constant('PSP-0001'),
      }),
      { maxLength: 2 },
    ),
  });

it('a return that a till sends never breaks a rule that needs no ledger', { timeout: 120_000 }, async () => {
  const { till } = await tillOnHandlers('BACKS');
  const original = till.status().recorded;
  const { receiptNumber } = (await till.sell({ ...saleOf(SCARF), operator: 'anne' } as Sale)) as {
    receiptNumber: string;
  };
  expect(original).toBe(1);
  const seed = Date.now() % 2 ** 31;
  for (const draft of fc.sample(returns(receiptNumber), { seed, numRuns: 150 })) {
    const before = till.status().recorded;
    const result = await till.recordReturn(draft);
    const where = `seed ${seed}: ${JSON.stringify(draft)} ${JSON.stringify(result)}`;
    if (result.state === 'rejected') expect(till.status().recorded, where).toBe(before);
    // what depends on the sale and on what is left of it, only the ledger knows
    if (result.state === 'refused')
      expect(['line-unknown', 'amount-due', 'exceeds-remaining', undefined], where).toContain(
        errorsOf(result.problem)[0]?.rule,
      );
  }
  await till.stop();
});

it('a sale that was handed out offline by a clock that was days away is recorded with a mark, and never voided', async () => {
  const { till, line, clock } = await tillOnHandlers('CLOCK');
  const { kind: _, ...sale } = saleOf(SCARF);
  line.isCut = true;
  clock.ahead_ms = 3 * 24 * 3_600_000;
  expect(await till.sell({ operator: 'anne', ...sale })).toMatchObject({ state: 'queued' });
  clock.ahead_ms = 0;
  line.isCut = false;
  expect(await till.flush(10_000)).toBe(true);
  expect(await till.sell({ operator: 'anne', ...sale })).toMatchObject({ state: 'recorded' });
  await till.stop();
  const chain = await chainOf(world, 'HAUSSMANN', 'CLOCK');
  expect(chain.map(({ kind, timeNotProven = false }) => [kind, timeNotProven])).toEqual([
    ['sale', false],
    ['sale', true],
    ['sale', false],
  ]);
});

const errorsOf = (problem: object): { rule: string }[] =>
  'errors' in problem ? (problem.errors as { rule: string }[]) : [];

it('a till of another territory asks the rates that its store has in the ledger', async () => {
  const { till, line } = await tillOnHandlers('CORSE', { store: 'BASTIA', territory: 'corsica' });
  line.isCut = true;
  const { kind: _, ...sale } = saleOf({ ...SCARF, vatRate: 1300 });
  const sold = await till.sell({ operator: 'anne', ...sale });
  expect(sold).toMatchObject({ state: 'queued' });
  const lines = sale.lines.map((each) => ({ ...each, vatRate: 850 }));
  expect(await till.sell({ operator: 'anne', ...sale, lines })).toMatchObject({
    state: 'rejected',
    errors: [{ at: '/lines/0/vatRate', rule: 'vat-rate' }],
  });
  line.isCut = false;
  expect(await till.flush(30_000)).toBe(true);
  expect(till.status()).toMatchObject({ queued: [], refused: [] });
  await till.stop();
}, 60_000);
