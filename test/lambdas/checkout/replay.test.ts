import { beforeAll, describe, expect, it } from 'vitest';
import { SCARF, saleOf, TEA } from '../../support/goods.ts';
import { newTill, receiptEvent, recorded } from '../../support/till.ts';
import { ask, chainOf, openWorld, type World } from '../../support/world.ts';

describe('a replay', () => {
  let world: World;
  beforeAll(async () => {
    world = await openWorld();
  });

  it('returns the first receipt byte for byte, from either Region', async () => {
    const till = newTill();
    const event = receiptEvent(till, saleOf(SCARF, TEA));
    const first = await ask(world.paris.checkout, event);
    const again = await ask(world.paris.checkout, event);
    const elsewhere = await ask(world.frankfurt.checkout, event);
    expect([first.status, again.status, elsewhere.status]).toEqual([201, 200, 200]);
    expect(again.text).toBe(first.text);
    expect(elsewhere.text).toBe(first.text);
  });

  it('of other content is refused, and nothing is written', async () => {
    const till = newTill();
    const event = receiptEvent(till, saleOf(SCARF));
    const first = await ask(world.paris.checkout, event);
    const other = await ask(world.frankfurt.checkout, receiptEvent(till, saleOf(TEA)));
    expect(other).toMatchObject({ status: 409, type: 'sequence-taken' });
    expect(await chainOf(world, till.store, till.till)).toEqual([first.body.entry]);
  });

  it('costs one request, as the checkout did, and neither is a read', async () => {
    const till = newTill();
    await recorded(world.paris, till, saleOf(SCARF));
    const { requests } = world.paris.link;
    requests.length = 0;
    const event = receiptEvent(till, saleOf(TEA));
    await ask(world.paris.checkout, event);
    expect(requests).toEqual(['PutItemCommand']);
    await ask(world.paris.checkout, event);
    expect(requests).toEqual(['PutItemCommand', 'PutItemCommand']);
  });
});
