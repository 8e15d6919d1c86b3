import { beforeAll, describe, expect, it } from 'vitest';
import { returnOf, SCARF, saleOf } from '../../support/goods.ts';
import { newTill, readReceipt, receiptEvent, recorded } from '../../support/till.ts';
import { type Answer, ask, chainOf, openWorld, type World } from '../../support/world.ts';

const PIECES = 10;
const GROSS = 1003;

describe('returns raced from both Regions', () => {
  let world: World;
  beforeAll(async () => {
    world = await openWorld();
  });

  /** Ten pieces for 10.03: 1.00 each, and 1.03 for whichever comes back last. */
  const soldTen = async () => {
    const discount = { amount: 7, reason: 'faded' };
    const { body } = await recorded(
      world.paris,
      newTill(),
      saleOf({ ...SCARF, quantity: PIECES, unitPrice: 101, discount }),
    );
    return body.receiptNumber;
  };

  /** As many tills as asked, every second one in Frankfurt, each return one piece of the line at once. */
  const race = (original: string, tills: number, amount: number): Promise<Answer[]> =>
    Promise.all(
      Array.from({ length: tills }, (_, i) => {
        const region = i % 2 === 0 ? world.paris : world.frankfurt;
        return ask(region.checkout, receiptEvent(newTill(), returnOf(original, { line: 1, quantity: 1, amount })));
      }),
    );

  const count = (answers: readonly Answer[], status: number) => answers.filter((one) => one.status === status).length;

  it('never give back more than was paid, to the cent', async () => {
    const original = await soldTen();
    const first = await race(original, PIECES + 4, 100);
    expect([count(first, 201), count(first, 422)]).toEqual([PIECES - 1, 5]);
    const last = await race(original, 4, 103);
    expect([count(last, 201), count(last, 409)]).toEqual([1, 3]);
    const given = [...first, ...last].filter(({ status }) => status === 201);
    const entries = await Promise.all(
      given.map(async ({ body: { entry } }) => (await chainOf(world, entry.store, entry.till))[0]),
    );
    const total = entries.reduce((sum, entry) => sum + (entry?.kind === 'return' ? entry.total : Number.NaN), 0);
    expect(total).toBe(GROSS);
    const { remaining, returns } = (await readReceipt(world.paris, original)).body;
    expect(remaining).toEqual([{ line: 1, quantity: 0, amount: 0, unit: 100 }]);
    expect(returns).toHaveLength(PIECES);
  });

  it('of the same return take its goods once and answer the same entry', async () => {
    const original = await soldTen();
    const event = receiptEvent(newTill(), returnOf(original, { line: 1, quantity: 2, amount: 200 }));
    const answers = await Promise.all([
      ...[1, 2, 3].map(() => ask(world.paris.checkout, event)),
      ...[1, 2, 3].map(() => ask(world.frankfurt.checkout, event)),
    ]);
    expect([count(answers, 201), count(answers, 200)]).toEqual([1, 5]);
    expect(new Set(answers.map(({ text }) => text)).size).toBe(1);
    expect((await readReceipt(world.paris, original)).body.remaining[0]).toMatchObject({ quantity: 8, amount: 803 });
  });

  it('and sales of the same sequence leave one entry, and goods taken only if it is the return', async () => {
    for (let round = 0; round < 8; round++) {
      const original = await soldTen();
      const till = newTill();
      const [returned, sold] = await Promise.all([
        ask(world.paris.checkout, receiptEvent(till, returnOf(original, { line: 1, quantity: 1, amount: 100 }))),
        ask(world.frankfurt.checkout, receiptEvent(till, saleOf(SCARF))),
      ]);
      expect([returned.status, sold.status].toSorted()).toEqual([201, 409]);
      const left = (await readReceipt(world.paris, original)).body.remaining[0]?.quantity;
      expect(left).toBe(returned.status === 201 ? PIECES - 1 : PIECES);
    }
  });
});
