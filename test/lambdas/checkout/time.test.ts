import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { oneScarf, returnOf, SCARF, saleOf, TEA } from '../../support/goods.ts';
import {
  closed,
  closingEvent,
  duplicateEvent,
  itIs,
  newTill,
  readReport,
  receiptEvent,
  recorded,
  type Till,
} from '../../support/till.ts';
import { NOW } from '../../support/times.ts';
import { ask, openWorld, type World } from '../../support/world.ts';

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
beforeEach(() => {
  world.clock.now = NOW;
});

const sent = (till: Till, content: object, time: string) =>
  ask(world.paris.checkout, receiptEvent({ ...till, time }, content));
const offline = (content: object) => ({ ...content, offline: true });

/** Times that lie no more than five minutes ahead of 10:30:01 in Paris, and no more than seven days behind it. */
const BELIEVED = [
  '2026-11-24T10:35:01+01:00',
  '2026-11-24T09:35:01Z',
  '2026-11-17T10:30:01+01:00',
  '2026-11-23T23:30:00-10:00',
];
const NOT_BELIEVED = [
  '2030-01-01T10:00:00+01:00',
  '2062-12-01T10:00:00+01:00',
  '1970-01-01T00:00:00Z',
  '0001-01-01T00:00:00Z',
  '2026-11-24T10:35:02+01:00',
  '2026-11-17T10:30:00.999+01:00',
  '2026-11-24T10:30:00+00:00',
];
const NO_TIME = [
  '0000-01-01T10:00:00Z',
  '1970-01-01T24:00:00Z',
  '2026-11-23T24:00:00+01:00',
  '2026-02-30T10:00:00Z',
  '2026-02-29T10:00:00Z',
  '2026-11-24T10:60:00Z',
  '2026-11-24T10:30:60Z',
  '2026-11-24T10:30:00+24:00',
];

describe('the time of a receipt', () => {
  it.each(BELIEVED)('%s is taken as the till states it', async (time) => {
    const till = newTill();
    const { status, body } = await sent(till, saleOf(TEA), time);
    expect(status).toBe(201);
    expect(body.entry).toMatchObject({ time });
    expect(body.entry).not.toHaveProperty('timeNotProven');
  });

  it.each(NOT_BELIEVED)('%s is refused, with the clock of the Region and the times that it takes', async (time) => {
    const { status, type, body } = await sent(newTill(), saleOf(TEA), time);
    expect({ status, type }).toEqual({ status: 422, type: 'time-not-believable' });
    expect(body.now).toBe('2026-11-24T09:30:01.000Z');
    expect(body.errors).toMatchObject([
      { at: '/time', found: time, allowed: '2026-11-17T09:30:01.000Z to 2026-11-24T09:35:01.000Z' },
    ]);
  });

  it.each(NO_TIME)('%s is no time of the calendar, also when it was handed out', async (time) => {
    for (const content of [saleOf(TEA), offline(saleOf(TEA)), { kind: 'void', reason: 'refused' }])
      expect(await sent(newTill(), content, time)).toMatchObject({ status: 400, type: 'invalid-request' });
  });

  it.each(NOT_BELIEVED)('%s is recorded with a mark when a customer holds the receipt already', async (time) => {
    const till = newTill();
    const { status, body } = await sent(till, offline(saleOf(TEA)), time);
    expect(status).toBe(201);
    expect(body.entry).toMatchObject({ kind: 'sale', time, timeNotProven: true });
    expect(body.entry).not.toHaveProperty('offline');
  });

  it('is not marked when it can be believed, handed out offline or not', async () => {
    const till = newTill();
    const event = receiptEvent(till, offline(saleOf(TEA)));
    const first = await ask(world.paris.checkout, event);
    expect(first.status).toBe(201);
    expect(first.body.entry).not.toHaveProperty('timeNotProven');
    expect(await ask(world.frankfurt.checkout, receiptEvent(till, saleOf(TEA)))).toMatchObject({
      status: 200,
      text: first.text,
    });
  });

  it('lies not before the last entry of the till by more than clocks may differ', async () => {
    const till = newTill();
    till.time = '2026-11-24T10:30:00+01:00';
    await recorded(world.paris, till, saleOf(TEA));
    expect(await sent(till, saleOf(TEA), '2026-11-24T10:24:59+01:00')).toMatchObject({ type: 'time-not-believable' });
    till.time = '2026-11-24T10:25:00+01:00';
    await recorded(world.paris, till, saleOf(TEA));
    // The latest time still counts, so that small steps do not add up to a large one.
    expect(await sent(till, saleOf(TEA), '2026-11-24T10:20:00+01:00')).toMatchObject({ type: 'time-not-believable' });
  });

  it('that is marked says nothing of the entries after it, whichever way it was wrong', async () => {
    const till = newTill();
    till.time = '2030-01-01T10:00:00+01:00';
    await recorded(world.paris, till, offline(saleOf(TEA)));
    till.time = '2026-11-22T18:00:00+01:00';
    const { body } = await recorded(world.paris, till, saleOf(TEA));
    expect(body.entry).not.toHaveProperty('timeNotProven');
  });

  it('of a void never keeps it from filling its place', async () => {
    const till = newTill();
    till.time = '2030-01-01T10:00:00+01:00';
    const { body } = await recorded(world.paris, till, { kind: 'void', reason: 'time-not-believable' });
    expect(body.entry).toMatchObject({ kind: 'void', timeNotProven: true });
  });

  it('of a reprint, a closing and a return is held against the clock too, and a refused return takes no goods', async () => {
    const till = newTill();
    const { body } = await recorded(world.paris, till, saleOf(SCARF));
    const wrong = { ...till, time: '2030-01-01T10:00:00+01:00' };
    const place = { ...till, sequence: 1 };
    for (const event of [
      duplicateEvent(wrong, place, 1),
      closingEvent(wrong, '2026-11-24'),
      receiptEvent(wrong, returnOf(body.receiptNumber, oneScarf)),
    ])
      expect(await ask(world.paris.checkout, event)).toMatchObject({ status: 422, type: 'time-not-believable' });
    const back = await recorded(
      world.paris,
      till,
      returnOf(body.receiptNumber, { ...oneScarf, quantity: 3, amount: 2997 }),
    );
    expect(back.status).toBe(201);
  });
});

describe('a request that is sent again when its time can no longer be believed', () => {
  it('gets its first answer, byte for byte, whatever it was', async () => {
    const till = newTill();
    const sale = receiptEvent(till, saleOf(SCARF));
    const first = await recorded(world.paris, till, saleOf(SCARF));
    const back = receiptEvent(till, returnOf(first.body.receiptNumber, oneScarf));
    const second = await recorded(world.paris, till, returnOf(first.body.receiptNumber, oneScarf));
    const closing = closingEvent(till, '2026-11-24');
    const third = await closed(world.paris, till, '2026-11-24');
    world.clock.now = new Date('2027-03-01T09:00:00Z');
    for (const [event, { text }] of [
      [sale, first],
      [back, second],
      [closing, third],
    ] as const)
      expect(await ask(world.frankfurt.checkout, event)).toMatchObject({ status: 200, text });
  });

  it('and was marked, or not, stays as it was, whether the customer holds it or not', async () => {
    const till = newTill();
    const first = await ask(world.paris.checkout, receiptEvent(till, offline(saleOf(TEA))));
    world.clock.now = new Date('2027-03-01T09:00:00Z');
    const again = await ask(world.frankfurt.checkout, receiptEvent(till, offline(saleOf(TEA))));
    expect(again).toMatchObject({ status: 200, text: first.text });
  });
});

describe('entries whose time is not proven', () => {
  it('are counted by the X report and by the closings of their day, month and year', async () => {
    const till = newTill();
    itIs(world, till, '2026-12-31T10:00:00+01:00');
    till.time = '2030-01-01T10:00:00+01:00';
    await recorded(world.paris, till, offline(saleOf(TEA)));
    await recorded(world.paris, till, offline(saleOf(TEA)));
    till.time = '2026-12-31T10:00:00+01:00';
    await recorded(world.paris, till, saleOf(TEA));
    const counted = { totals: { timesNotProven: 2, sales: [{ gross: 3 * 499 }] } };
    expect((await readReport(world.paris, till)).body).toMatchObject(counted);
    for (const period of ['2026-12-31', '2026-12', '2026'])
      expect((await closed(world.paris, till, period)).body.entry).toMatchObject(counted);
  });
});

describe('the day of the stores', () => {
  it.each([
    ['in winter', '2026-11-24T22:59:59Z', '2026-11-25', '2026-11-24T23:00:00Z'],
    ['in summer', '2026-07-24T21:59:59Z', '2026-07-25', '2026-07-24T22:00:00Z'],
    ['on the day of the change to summer time', '2026-03-28T22:59:59Z', '2026-03-29', '2026-03-28T23:00:00Z'],
    ['after the change to summer time', '2026-03-29T21:59:59Z', '2026-03-30', '2026-03-29T22:00:00Z'],
    ['after the change to winter time', '2026-10-25T22:59:59Z', '2026-10-26', '2026-10-25T23:00:00Z'],
    ['on 29 February', '2028-02-28T22:59:59Z', '2028-02-29', '2028-02-28T23:00:00Z'],
    ['at New Year', '2026-12-31T22:59:59Z', '2027-01-01', '2026-12-31T23:00:00Z'],
  ])('begins at midnight in Paris, %s', async (_, before, day, after) => {
    const till = newTill();
    itIs(world, till, before);
    expect(await ask(world.paris.checkout, closingEvent(till, day))).toMatchObject({ type: 'period-too-early' });
    itIs(world, till, after);
    expect((await closed(world.paris, till, day)).status).toBe(201);
  });
});
