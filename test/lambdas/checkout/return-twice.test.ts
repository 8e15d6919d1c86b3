import { beforeAll, describe, expect, it } from 'vitest';
import { oneScarf, returnOf, SCARF, saleOf, TEA } from '../../support/goods.ts';
import { newTill, readReceipt, receiptEvent, recorded } from '../../support/till.ts';
import { ask, openWorld, type World } from '../../support/world.ts';

describe('a return whose sequence is taken', () => {
  let world: World;
  beforeAll(async () => {
    world = await openWorld();
  });

  const soldScarves = async () => {
    const till = newTill();
    const { body } = await recorded(world.paris, till, saleOf(SCARF));
    return { till, sold: body.receiptNumber };
  };
  const left = async (sold: string) => (await readReceipt(world.paris, sold)).body.remaining[0]?.quantity;

  it('gives its goods back', async () => {
    const { till, sold } = await soldScarves();
    const late = { ...till };
    await recorded(world.paris, till, saleOf(TEA));
    const answer = await ask(world.frankfurt.checkout, receiptEvent(late, returnOf(sold, oneScarf)));
    expect(answer).toMatchObject({ status: 409, type: 'sequence-taken' });
    expect(await left(sold)).toBe(3);
    expect((await readReceipt(world.paris, sold)).body.returns).toEqual([]);
  });

  it('keeps the goods of the return that was recorded there, when only something beside the goods differs', async () => {
    const { till, sold } = await soldScarves();
    const again = { ...till };
    await recorded(world.paris, till, returnOf(sold, oneScarf));
    const changed = { ...returnOf(sold, oneScarf), operator: 'louis' };
    const answer = await ask(world.frankfurt.checkout, receiptEvent(again, changed));
    expect(answer).toMatchObject({ status: 409, type: 'sequence-taken' });
    expect(await left(sold)).toBe(2);
  });

  it('keeps the goods of the return that was recorded there, when it asks for other goods', async () => {
    const { till, sold } = await soldScarves();
    const again = { ...till };
    await recorded(world.paris, till, returnOf(sold, oneScarf));
    const more = returnOf(sold, { line: 1, quantity: 2, amount: 1998 });
    const answer = await ask(world.frankfurt.checkout, receiptEvent(again, more));
    expect(answer).toMatchObject({ status: 409, type: 'sequence-taken' });
    expect(await left(sold)).toBe(2);
  });
});
