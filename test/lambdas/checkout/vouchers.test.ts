import type { APIGatewayProxyEvent } from 'aws-lambda';
import fc from 'fast-check';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Tender } from '../../../api/generated/contract.ts';
import { SCARF, saleOf, TEA } from '../../support/goods.ts';
import type { Fault } from '../../support/link.ts';
import { newTill, receiptEvent, recorded, type Till } from '../../support/till.ts';
import { NOW } from '../../support/times.ts';
import { ask, askUntilCrash, chainOf, openWorld, startRegion, type World } from '../../support/world.ts';

let world: World;
let count = 0;
let bon: string;
beforeAll(async () => {
  world = await openWorld({ now: NOW });
});
beforeEach(() => {
  world.clock.now = NOW;
  count += 1;
  bon = `BON-${7788 + count}`;
});

const TOTAL = 499;
const card = (amount: number): Tender => ({ type: 'card', amount, reference: 'PSP-0001' });
const voucher = (reference: string, amount = TOTAL): Tender => ({ type: 'voucher', amount, reference });
const paidBy = (...tenders: Tender[]) => ({ ...saleOf(TEA), tenders });
const VOID = { kind: 'void', reason: 'refused' };

const later = (ms: number): void => {
  world.clock.now = new Date(NOW.getTime() + ms);
};

/** A Region takes a sale as far as the claim on its voucher, and dies. */
async function diesAfterTheClaim(event: APIGatewayProxyEvent): Promise<void> {
  const dying = startRegion(world.ledger, [world.key], 'eu-west-3', world.clock);
  dying.link.fail((request) => (request === 1 ? 'crash-after' : undefined));
  expect(await askUntilCrash(dying, event)).toBe('crashed');
}

const salesPaidBy = async (reference: string, tills: readonly Till[]) =>
  (await Promise.all(tills.map(({ store, till }) => chainOf(world, store, till))))
    .flat()
    .filter((entry) => entry.kind === 'sale' && entry.tenders.some((tender) => tender.reference === reference));

describe('a voucher', () => {
  it('pays one receipt: a second one, in another store and Region, is refused and told which', async () => {
    const { body } = await recorded(world.paris, newTill(), paidBy(voucher(bon)));
    const second = await ask(world.frankfurt.checkout, receiptEvent(newTill('LILLE'), paidBy(voucher(bon))));
    expect(second).toMatchObject({
      status: 409,
      type: 'reference-used',
      body: { reference: bon, receiptNumber: body.receiptNumber },
    });
  });

  it('pays a part as it pays all, and several pay one receipt', async () => {
    const [one, other] = [`${bon}-A`, `${bon}-B`];
    await recorded(world.paris, newTill(), paidBy(voucher(one, 100), voucher(other, 200), card(199)));
    for (const reference of [one, other]) {
      const again = receiptEvent(newTill(), paidBy(card(498), voucher(reference, 1)));
      expect(await ask(world.frankfurt.checkout, again)).toMatchObject({ status: 409, type: 'reference-used' });
    }
  });

  it('that nobody used bars no card payment of the same reference', async () => {
    await recorded(world.paris, newTill(), paidBy(voucher(bon)));
    await recorded(world.paris, newTill(), paidBy({ type: 'card', amount: TOTAL, reference: bon }));
  });

  it('is claimed by one request more, and a sale without one makes no request but its own', async () => {
    const region = startRegion(world.ledger, [world.key], 'eu-west-3', world.clock);
    let requests = 0;
    region.link.fail((request) => {
      requests = request;
      return undefined;
    });
    await recorded(region, newTill(), saleOf(SCARF));
    expect(requests).toBe(1);
    await recorded(region, newTill(), paidBy(voucher(bon)));
    expect(requests).toBe(3);
  });

  it('answers a replay an hour later as it was answered first', async () => {
    const event = receiptEvent(newTill(), paidBy(voucher(bon)));
    const first = await ask(world.paris.checkout, event);
    later(3_600_000);
    expect(await ask(world.frankfurt.checkout, event)).toMatchObject({ status: 200, text: first.text });
  });
});

describe('a voucher whose receipt never came', () => {
  it('is held for two minutes, and pays another receipt after', async () => {
    const lost = receiptEvent(newTill(), paidBy(voucher(bon)));
    await diesAfterTheClaim(lost);
    const other = receiptEvent(newTill('LILLE'), paidBy(voucher(bon)));
    const held = await ask(world.frankfurt.checkout, other);
    expect(held).toMatchObject({ status: 409, type: 'reference-held', body: { until: '2026-11-24T09:32:01.000Z' } });
    later(120_000);
    expect((await ask(world.frankfurt.checkout, other)).status).toBe(201);
    expect(await ask(world.paris.checkout, lost)).toMatchObject({ status: 409, type: 'reference-used' });
  });

  it('is held anew when its receipt is sent again, and then pays that one', async () => {
    const event = receiptEvent(newTill(), paidBy(voucher(bon)));
    await diesAfterTheClaim(event);
    later(119_000);
    await diesAfterTheClaim(event);
    later(121_000);
    const other = receiptEvent(newTill(), paidBy(voucher(bon)));
    expect(await ask(world.frankfurt.checkout, other)).toMatchObject({ status: 409, type: 'reference-held' });
    expect((await ask(world.frankfurt.checkout, event)).status).toBe(201);
  });

  it.each([
    ['a void', VOID],
    ['another sale', saleOf(SCARF)],
  ])('pays at once when %s has the number that it was claimed for', async (_, content) => {
    const till = newTill();
    await diesAfterTheClaim(receiptEvent(till, paidBy(voucher(bon))));
    await recorded(world.paris, till, content);
    await recorded(world.frankfurt, newTill(), paidBy(voucher(bon)));
  });
});

describe('one voucher at two tills in two Regions', () => {
  it('pays once, whichever request dies and wherever', { timeout: 60_000 }, async () => {
    const fault = fc.constantFrom<Fault | undefined>(undefined, 'crash-before', 'crash-after', 'answer-lost');
    const fate = fc.array(fault, { maxLength: 3 });
    await fc.assert(
      fc.asyncProperty(fate, fate, fc.integer({ min: 0, max: 240_000 }), async (one, other, wait) => {
        world.clock.now = NOW;
        count += 1;
        const reference = `BON-RACE-${count}`;
        const tills = [newTill(), newTill('LILLE')];
        const events = tills.map((till) => receiptEvent(till, paidBy(voucher(reference))));
        await Promise.all(
          [one, other].map((faults, i) => {
            const region = startRegion(world.ledger, [world.key], i ? 'eu-central-1' : 'eu-west-3', world.clock);
            region.link.fail((request) => faults[request - 1]);
            return askUntilCrash(region, events[i] as APIGatewayProxyEvent);
          }),
        );
        later(wait);
        const replays = await Promise.all(events.map((event) => ask(world.frankfurt.checkout, event)));
        expect(replays.filter(({ status }) => status < 300).length).toBeLessThanOrEqual(1);
        later(wait + 120_000);
        for (const event of events) await ask(world.paris.checkout, event);
        expect(await salesPaidBy(reference, tills)).toHaveLength(1);
      }),
      { numRuns: 60 },
    );
  });
});
