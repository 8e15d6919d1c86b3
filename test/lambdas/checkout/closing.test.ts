import { beforeAll, describe, expect, it } from 'vitest';
import { oneScarf, returnOf, SCARF, saleOf, TEA } from '../../support/goods.ts';
import { closed, closingEvent, newTill, readReport, recorded, type Till } from '../../support/till.ts';
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
    expect(body.entry).toMatchObject({ kind: 'closing', span: 'day', period: '2026-11-24', ...report, closing: 3 });
    expect((await readReport(world.paris, till)).body).toEqual({
      from: 4,
      to: 3,
      totals: { sales: [], returns: [] },
      perpetual: { sales: 3496, returns: 999 },
    });
  });

  it('of the days makes the month, and of the months the year', async () => {
    const till = newTill();
    for (const day of ['2026-10-31', '2026-11-23', '2026-11-24']) {
      await soldAndReturned(till);
      await closed(world.paris, till, day);
      if (day === '2026-10-31') await closed(world.frankfurt, till, '2026-10');
    }
    const month = await closed(world.frankfurt, till, '2026-11');
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

  it('of a period that is closed, or waits for another one, is refused and says which', async () => {
    const till = newTill();
    await closed(world.paris, till, '2026-11-24');
    const refusals = await Promise.all(
      ['2026-11-24', '2026-12-01', '2026'].map((period) => ask(world.paris.checkout, closingEvent(till, period))),
    );
    expect(refusals).toMatchObject([
      { status: 409, type: 'period-closed', body: { last: '2026-11-24' } },
      { status: 409, type: 'period-open', body: { span: 'month', period: '2026-11' } },
      { status: 409, type: 'period-open', body: { span: 'month', period: '2026-11' } },
    ]);
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
