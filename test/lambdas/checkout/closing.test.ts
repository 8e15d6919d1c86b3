import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { oneScarf, returnOf, SCARF, saleOf, TEA } from '../../support/goods.ts';
import { closed, closingEvent, itIs, newTill, readReport, recorded, type Till } from '../../support/till.ts';
import { NOW } from '../../support/times.ts';
import { ask, openWorld, type World } from '../../support/world.ts';

const RETURNED = [{ vatRate: 2000, gross: 999, net: 832, vat: 167 }];
const SOLD = [
  { vatRate: 550, gross: 499, net: 473, vat: 26 },
  { vatRate: 2000, gross: 2997, net: 2497, vat: 500 },
];

describe('a closing', () => {
  let world: World;
  beforeAll(async () => {
    world = await openWorld();
  });
  beforeEach(() => {
    world.clock.now = NOW;
  });

  const soldAndReturned = async (till: Till) => {
    const { body } = await recorded(world.paris, till, saleOf(SCARF, TEA));
    await recorded(world.frankfurt, till, returnOf(body.receiptNumber, oneScarf));
  };

  it('equals the X report before it, and leaves an empty one after it', async () => {
    const till = newTill();
    await soldAndReturned(till);
    const report = (await readReport(world.paris, till)).body;
    const { body } = await closed(world.frankfurt, till, '2026-11-24');
    expect(report).toEqual({
      from: 1,
      to: 2,
      totals: { sales: SOLD, returns: RETURNED },
      perpetual: { sales: 3496, returns: 999 },
    });
    expect(body.entry).toMatchObject({ ...report, kind: 'closing', span: 'day', period: '2026-11-24', closing: 3 });
    expect((await readReport(world.paris, till)).body).toEqual({
      from: 4,
      to: 3,
      totals: { sales: [], returns: [] },
      perpetual: { sales: 3496, returns: 999 },
    });
  });

  it('of the days makes the month, and of the months the year', async () => {
    const till = newTill();
    for (const day of ['2026-10-31', '2026-11-23', '2026-11-30']) {
      itIs(world, till, `${day}T19:30:00+01:00`);
      await soldAndReturned(till);
      await closed(world.paris, till, day);
      if (day === '2026-10-31') await closed(world.frankfurt, till, '2026-10');
    }
    const month = await closed(world.frankfurt, till, '2026-11');
    itIs(world, till, '2026-12-31T19:30:00+01:00');
    const year = await closed(world.paris, till, '2026');
    const gross = (times: number) => [{ gross: 499 * times }, { gross: 2997 * times }];
    expect(month.body.entry).toMatchObject({ span: 'month', totals: { sales: gross(2), returns: [{ gross: 1998 }] } });
    expect(year.body.entry).toMatchObject({ span: 'year', totals: { sales: gross(3), returns: [{ gross: 2997 }] } });
  });

  it('sent again returns the first one byte for byte, although the till sold on', async () => {
    const till = newTill();
    await soldAndReturned(till);
    const event = closingEvent(till, '2026-11-24');
    const first = await closed(world.paris, till, '2026-11-24');
    await recorded(world.paris, till, saleOf(TEA));
    const again = await ask(world.frankfurt.checkout, event);
    expect(again).toMatchObject({ status: 200, text: first.text });
  });

  it('of a period that is closed, too early, before a sale or waiting for another one is refused and names the one to be made next', async () => {
    const till = newTill();
    const refusal = async (period: string) => ask(world.paris.checkout, closingEvent(till, period));
    await closed(world.paris, till, '2026-11-24');
    const tomorrow = { span: 'day', period: '2026-11-25', from: '2026-11-25', now: '2026-11-24T09:30:01.000Z' };
    expect(await refusal('2026-11-24')).toMatchObject({
      status: 409,
      type: 'period-closed',
      body: { last: '2026-11-24', ...tomorrow },
    });
    expect(await refusal('2062-12-01')).toMatchObject({ status: 409, type: 'period-too-early', body: tomorrow });
    expect(await refusal('2026-11')).toMatchObject({ status: 409, type: 'period-too-early', body: tomorrow });
    itIs(world, till, '2026-12-01T10:00:00+01:00');
    await recorded(world.paris, till, saleOf(TEA));
    const month = { span: 'month', period: '2026-11' };
    expect(await refusal('2026-11-24')).toMatchObject({ status: 409, type: 'period-before-sales', body: month });
    expect(await refusal('2026-12-01')).toMatchObject({ status: 409, type: 'period-open', body: month });
  });

  it('of a month is possible although the till sold after the last day’s closing, and the day goes on', async () => {
    const till = newTill();
    itIs(world, till, '2026-11-30T20:00:00+01:00');
    await soldAndReturned(till);
    await closed(world.paris, till, '2026-11-30');
    await recorded(world.paris, till, saleOf(TEA));
    const again = await closed(world.frankfurt, till, '2026-11-30');
    await recorded(world.paris, till, saleOf(TEA, TEA));
    const month = await closed(world.paris, till, '2026-11');
    itIs(world, till, '2026-12-01T09:00:00+01:00');
    const next = await closed(world.paris, till, '2026-12-01');
    expect(again.body.entry).toMatchObject({ totals: { sales: [{ gross: 499 }] }, from: 4, to: 4 });
    expect(month.body.entry).toMatchObject({ totals: { sales: [{ gross: 998 }, { gross: 2997 }] }, from: 1, to: 4 });
    expect(next.body.entry).toMatchObject({ totals: { sales: [{ gross: 998 }] }, from: 6, to: 7 });
  });

  it('reads one item at most, and a report one, however much was sold', async () => {
    const till = newTill();
    await closed(world.paris, till, '2026-11-24');
    for (let sold = 0; sold < 5; sold++) await recorded(world.paris, till, saleOf(TEA));
    const requests = async (work: () => Promise<unknown>) => {
      world.paris.link.requests.length = 0;
      await work();
      return [...world.paris.link.requests];
    };
    expect(await requests(() => readReport(world.paris, till))).toEqual(['QueryCommand']);
    expect(await requests(() => closed(world.paris, till, '2026-11-24'))).toEqual(['GetItemCommand', 'PutItemCommand']);
  });

  it.each(['2026-11-31', '26', 'today', '-000001', ''])('of %j is no request', async (period) => {
    const answer = await ask(world.paris.checkout, closingEvent(newTill(), period));
    expect(answer).toMatchObject({ status: 400, type: 'invalid-request' });
  });

  it('of a till that has recorded nothing is its first entry', async () => {
    const { body } = await closed(world.paris, newTill(), '2026-11-24');
    expect(body.entry).toMatchObject({ sequence: 1, from: 1, to: 0, totals: { sales: [], returns: [] } });
  });
});
