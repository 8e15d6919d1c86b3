import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import type { ReturnContent } from '../../../domain/chain/entry.ts';
import { returnOf, saleOf } from '../../support/goods.ts';
import { newTill, readReceipt, receiptEvent, recorded } from '../../support/till.ts';
import { type Answer, ask, openWorld, type World } from '../../support/world.ts';

const article = (quantity: number, unitPrice: number, vatRate = 2000) => ({
  gtin: '4006381333931',
  label: 'Bouton',
  quantity,
  unitPrice,
  vatRate,
});

describe('the VAT that returns give back', () => {
  let world: World;
  beforeAll(async () => {
    world = await openWorld();
  });

  const contentOf = ({ body }: Answer) => body.entry as typeof body.entry & ReturnContent;

  /** Returns pieces of a line, a few at a time, at two tills by turns, one in each Region. */
  async function returnAll(sold: string, line: number, cuts: readonly number[]): Promise<ReturnContent[]> {
    const tills = [newTill(), newTill('LILLE')];
    const back: ReturnContent[] = [];
    for (let i = 0; ; i++) {
      const { remaining } = (await readReceipt(world.paris, sold)).body;
      const left = remaining[line - 1];
      if (left === undefined || left.quantity === 0) return back;
      const quantity = Math.min(left.quantity, cuts[i % cuts.length] ?? 1);
      const amount = quantity === left.quantity ? left.amount : quantity * left.unit;
      const till = tills[i % 2] ?? newTill();
      const region = i % 2 === 0 ? world.paris : world.frankfurt;
      back.push(contentOf(await recorded(region, till, returnOf(sold, { line, quantity, amount }))));
    }
  }

  const sums = (back: readonly ReturnContent[]) =>
    back
      .flatMap(({ totals }) => totals)
      .reduce((sum, { gross, net, vat }) => ({ gross: sum.gross + gross, net: sum.net + net, vat: sum.vat + vat }), {
        gross: 0,
        net: 0,
        vat: 0,
      });

  it.each([
    ['100 buttons at 0.15, one by one', 100, 15, { gross: 1500, net: 1250, vat: 250 }],
    ['200 scarves at 19.99, one by one', 200, 1999, { gross: 399_800, net: 333_167, vat: 66_633 }],
  ])('is the VAT that was sold: %s', async (_, quantity, unitPrice, total) => {
    const { body } = await recorded(world.paris, newTill(), saleOf(article(quantity, unitPrice)));
    expect(sums(await returnAll(body.receiptNumber, 1, [1]))).toEqual(total);
  });

  it('adds up to the sale to the cent, whatever was sold, however it is cut, at two tills', async () => {
    const line = fc
      .record({
        quantity: fc.integer({ min: 1, max: 6 }),
        unitPrice: fc.nat(3_000),
        vatRate: fc.constantFrom(210, 550, 1000, 2000),
      })
      .map(({ quantity, unitPrice, vatRate }) => article(quantity, unitPrice, vatRate));
    const cut = fc.array(fc.integer({ min: 1, max: 3 }), { minLength: 1, maxLength: 5 });
    await fc.assert(
      fc.asyncProperty(fc.array(line, { minLength: 1, maxLength: 4 }), cut, async (lines, cuts) => {
        const sale = await recorded(world.paris, newTill(), saleOf(...lines));
        const back: ReturnContent[] = [];
        for (const place of lines.keys()) back.push(...(await returnAll(sale.body.receiptNumber, place + 1, cuts)));
        const { totals } = contentOf(sale);
        for (const total of totals) {
          const own = back.map((one) => ({ ...one, totals: one.totals.filter((t) => t.vatRate === total.vatRate) }));
          const { vatRate: _, ...sold } = total;
          expect(sums(own)).toEqual(sold);
        }
      }),
      { numRuns: 25 },
    );
  });

  it('is the same bytes when a return is sent again after later ones', async () => {
    const { body } = await recorded(world.paris, newTill(), saleOf(article(3, 15)));
    const till = newTill();
    const first = receiptEvent(till, returnOf(body.receiptNumber, { line: 1, quantity: 1, amount: 15 }));
    const answer = await ask(world.paris.checkout, first);
    expect(contentOf(answer).lines).toMatchObject([{ gross: 15, net: 12, vat: 3 }]);
    await recorded(world.paris, newTill(), returnOf(body.receiptNumber, { line: 1, quantity: 2, amount: 30 }));
    const again = await ask(world.frankfurt.checkout, first);
    expect([again.status, again.text]).toEqual([200, answer.text]);
  });
});
