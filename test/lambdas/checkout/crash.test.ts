import type { APIGatewayProxyEvent } from 'aws-lambda';
import { beforeAll, describe, expect, it } from 'vitest';
import { oneScarf, returnOf, SCARF, saleOf, TEA } from '../../support/goods.ts';
import type { Fault } from '../../support/link.ts';
import {
  closed,
  closingEvent,
  duplicateEvent,
  newTill,
  readReceipt,
  receiptEvent,
  recorded,
  type Till,
} from '../../support/till.ts';
import { ask, askUntilCrash, chainOf, openWorld, startRegion, type World } from '../../support/world.ts';

let world: World;
beforeAll(async () => {
  world = await openWorld();
});

interface Scenario {
  till: Till;
  event: APIGatewayProxyEvent;
  /** What must hold beside the chain once the entry stands. */
  beside(): Promise<void>;
}

async function soldScarves() {
  const till = newTill();
  const { body } = await recorded(world.paris, till, saleOf(SCARF));
  return { till, number: body.receiptNumber };
}

async function scarvesCameBack(number: string, pieces: number) {
  const { remaining, returns } = (await readReceipt(world.paris, number)).body;
  expect(remaining).toEqual([{ line: 1, quantity: 3 - pieces, amount: 2997 - 999 * pieces, unit: 999 }]);
  expect(returns).toHaveLength(pieces);
}

const nothing = async () => {};

const SCENARIOS: Record<string, { requests: number; prepare(): Promise<Scenario> }> = {
  sale: {
    requests: 1,
    async prepare() {
      const { till } = await soldScarves();
      return { till, event: receiptEvent(till, saleOf(TEA)), beside: nothing };
    },
  },
  'first return of a sale': {
    requests: 3,
    async prepare() {
      const { till, number } = await soldScarves();
      const event = receiptEvent(till, returnOf(number, oneScarf));
      return { till, event, beside: () => scarvesCameBack(number, 1) };
    },
  },
  'later return of a sale': {
    requests: 2,
    async prepare() {
      const { till, number } = await soldScarves();
      await recorded(world.frankfurt, newTill(), returnOf(number, oneScarf));
      const event = receiptEvent(till, returnOf(number, oneScarf));
      return { till, event, beside: () => scarvesCameBack(number, 2) };
    },
  },
  duplicate: {
    requests: 2,
    async prepare() {
      const { till, number } = await soldScarves();
      const beside = async () => expect((await readReceipt(world.paris, number)).body.duplicates).toBe(1);
      return { till, event: duplicateEvent(till, { ...till, sequence: 1 }, 1), beside };
    },
  },
  'first closing': {
    requests: 1,
    async prepare() {
      const { till } = await soldScarves();
      return { till, event: closingEvent(till, '2026-11-24'), beside: nothing };
    },
  },
  'later closing': {
    requests: 2,
    async prepare() {
      const till = newTill();
      await closed(world.paris, till, '2026-11-23');
      return { till, event: closingEvent(till, '2026-11-24'), beside: nothing };
    },
  },
};

const cases = Object.entries(SCENARIOS).flatMap(([name, { requests, prepare }]) =>
  Array.from({ length: requests }, (_, i) => i + 1).flatMap((k) =>
    (['crash-before', 'crash-after', 'answer-lost'] as const).map((fault) => ({ name, fault, k, prepare })),
  ),
);

const onlyAt = (k: number, fault: Fault) => (request: number) => (request === k ? fault : undefined);

describe('what a Region was doing when it died is recorded once by the replay in the other Region', () => {
  it.each(cases)('$name, $fault of request $k', async ({ fault, k, prepare }) => {
    const { till, event, beside } = await prepare();
    const dying = startRegion(world.ledger, [world.key]);
    dying.link.fail(onlyAt(k, fault));
    const first = await askUntilCrash(dying, event);
    if (fault === 'answer-lost')
      expect(first).toMatchObject({ status: expect.toSatisfy((s) => s === 200 || s === 201) });
    else expect(first).toBe('crashed');

    const replay = await ask(world.frankfurt.checkout, event);
    const again = await ask(world.paris.checkout, event);
    expect([200, 201]).toContain(replay.status);
    expect(again).toMatchObject({ status: 200, text: replay.text });
    const entries = await chainOf(world, till.store, till.till);
    expect(entries.map(({ sequence }) => sequence)).toEqual([1, 2]);
    expect(entries[1]).toEqual(replay.body.entry);
    await beside();
  });

  it.each([1, 2, 3].flatMap((k) => [['crash-before', k] as const, ['crash-after', k] as const]))(
    'or its goods are given back when the sequence is taken: %s of request %i',
    async (fault, k) => {
      const { till, number } = await soldScarves();
      const late = receiptEvent({ ...till }, returnOf(number, oneScarf));
      await recorded(world.paris, till, saleOf(TEA));
      const dying = startRegion(world.ledger, [world.key]);
      dying.link.fail(onlyAt(k, fault));
      expect(await askUntilCrash(dying, late)).toBe('crashed');
      expect(await ask(world.frankfurt.checkout, late)).toMatchObject({ status: 409, type: 'sequence-taken' });
      const { remaining, returns } = (await readReceipt(world.paris, number)).body;
      expect(remaining).toEqual([{ line: 1, quantity: 3, amount: 2997, unit: 999 }]);
      expect(returns).toEqual([]);
    },
  );
});
