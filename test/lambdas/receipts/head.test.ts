import { beforeAll, describe, expect, it } from 'vitest';
import { apiEvent } from '../../support/events.ts';
import { SCARF, saleOf } from '../../support/goods.ts';
import { newTill, readHead, readReport, recorded } from '../../support/till.ts';
import { ask, openWorld, type World } from '../../support/world.ts';

describe('a till', () => {
  let world: World;
  beforeAll(async () => {
    world = await openWorld();
  });

  it('that has recorded nothing has a head without a token, and an empty report', async () => {
    expect((await readHead(world.paris, newTill())).body).toEqual({ sequence: 0 });
    expect((await readReport(world.paris, newTill())).body).toEqual({
      from: 1,
      to: 0,
      totals: { sales: [], returns: [] },
      perpetual: { sales: 0, returns: 0 },
    });
  });

  it('that lost its token goes on from its head, at the cost of one read', async () => {
    const till = newTill();
    const last = await recorded(world.paris, till, saleOf(SCARF));
    world.frankfurt.link.requests.length = 0;
    const { body } = await readHead(world.frankfurt, till);
    expect(world.frankfurt.link.requests).toEqual(['QueryCommand']);
    expect(body).toEqual({
      sequence: 1,
      receiptNumber: last.body.receiptNumber,
      chainToken: last.body.chainToken,
    });
    const found = { ...till, token: body.chainToken };
    expect((await recorded(world.frankfurt, found, saleOf(SCARF))).status).toBe(201);
  });

  it.each(['head', 'report'])('reads only its own %s', async (what) => {
    const path = { store: 'HAUSSMANN', till: 'T1' };
    const devices = [
      { role: 'till', store: 'HAUSSMANN', till: 'T2' },
      { role: 'till', store: 'LILLE', till: 'T1' },
      { role: 'kiosk', store: 'HAUSSMANN', till: 'T1' },
      {},
    ];
    for (const device of devices) {
      const event = apiEvent('GET', `/v1/stores/{store}/tills/{till}/${what}`, { path, device });
      expect(await ask(world.paris.receipts, event)).toMatchObject({ status: 403, type: 'forbidden' });
    }
  });

  it('is told to try again when the ledger cannot be read', async () => {
    world.paris.link.fail(() => ({ refuse: 'InternalServerError' }));
    const answer = await readHead(world.paris, newTill());
    world.paris.link.heal();
    expect(answer).toMatchObject({ status: 503, type: 'unavailable', headers: { 'retry-after': '1' } });
  });
});
