import { describe, expect, it } from 'vitest';
import type { Territory } from '../../../domain/vat-rates.ts';
import { territoriesIn } from '../../../lambdas/checkout/environment.ts';
import { closed, itIs, newTill, receiptEvent, recorded } from '../../support/till.ts';
import { ask, openWorld, type World } from '../../support/world.ts';

const STORES: Record<string, Territory> = {
  BASTIA: 'corsica',
  POINTE: 'guadeloupe',
  FORT: 'martinique',
  DENIS: 'reunion',
  CAYENNE: 'guyane',
  MAMOUDZOU: 'mayotte',
};
const openWorldOfStores = (): Promise<World> => openWorld(undefined, territoriesIn(JSON.stringify(STORES)));

const saleAt = (vatRate: number) => ({
  kind: 'sale',
  lines: [{ gtin: '4006381333931', label: 'Sac', quantity: 1, unitPrice: 10_000, vatRate }],
  tenders: [{ type: 'cash', amount: 10_000 }],
});

const EVERY = [0, 90, 105, 175, 210, 550, 700, 800, 850, 1000, 1300, 1960, 2000, 1];

describe('a sale is taken at the VAT rates of its store’s territory', () => {
  it.each([
    ['HAUSSMANN', [0, 210, 550, 1000, 2000]],
    ['BASTIA', [0, 90, 210, 550, 1000, 1300, 2000]],
    ['POINTE', [0, 105, 175, 210, 850]],
    ['FORT', [0, 105, 175, 210, 850]],
    ['DENIS', [0, 105, 175, 210, 850]],
    ['CAYENNE', [0]],
    ['MAMOUDZOU', [0]],
  ])('and at no other: %s, %j', async (store, rates) => {
    const world = await openWorldOfStores();
    const taken: number[] = [];
    for (const vatRate of EVERY) {
      const answer = await ask(world.paris.checkout, receiptEvent(newTill(store), saleAt(vatRate)));
      if (answer.status === 201) taken.push(vatRate);
      else
        expect(answer).toMatchObject({
          status: 422,
          body: { errors: [{ at: '/lines/0/vatRate', rule: 'vat-rate', found: vatRate, allowed: rates.join(', ') }] },
        });
    }
    expect(taken).toEqual(rates);
  });
});

describe('a sale is taken at the VAT rates of its day', () => {
  it.each([
    ['HAUSSMANN', '2013-12-31T23:59:59+01:00', 1960, 2000],
    ['HAUSSMANN', '2014-01-01T00:00:00+01:00', 2000, 1960],
    ['HAUSSMANN', '2013-12-31T23:30:00Z', 1000, 700],
    ['BASTIA', '2013-12-31T23:59:59+01:00', 800, 1000],
    ['BASTIA', '2014-01-01T00:00:00+01:00', 1000, 800],
  ])('which the territory’s midnight ends: %s at %s has %i and not %i', async (store, time, right, wrong) => {
    const world = await openWorldOfStores();
    const till = newTill(store);
    itIs(world, till, time);
    expect(await ask(world.paris.checkout, receiptEvent(till, saleAt(wrong)))).toMatchObject({ status: 422 });
    expect((await recorded(world.frankfurt, till, saleAt(right))).status).toBe(201);
  });

  it('and a return gives back at the rate of its sale, whatever the day and the store', async () => {
    const world = await openWorldOfStores();
    const till = newTill();
    itIs(world, till, '2013-12-31T12:00:00+01:00');
    const { receiptNumber } = (await recorded(world.paris, till, saleAt(1960))).body;
    await closed(world.paris, till, '2013-12-31');
    const other = newTill('CAYENNE');
    itIs(world, other, '2014-01-02T12:00:00+01:00');
    const back = {
      kind: 'return',
      original: receiptNumber,
      lines: [{ line: 1, quantity: 1, amount: 10_000 }],
      tenders: [{ type: 'cash', amount: 10_000 }],
    };
    expect((await recorded(world.frankfurt, other, back)).body.entry).toMatchObject({
      totals: [{ vatRate: 1960, gross: 10_000, net: 8_361, vat: 1_639 }],
    });
  });

  it('and is no reason to refuse what a customer holds when the time of it is not proven', async () => {
    const world = await openWorldOfStores();
    const till = newTill();
    till.time = '2001-01-01T10:00:00+01:00';
    const sold = await recorded(world.paris, till, { ...saleAt(2000), offline: true });
    expect(sold).toMatchObject({ status: 201, body: { entry: { timeNotProven: true } } });
    const other = newTill();
    other.time = '2001-01-01T10:00:00+01:00';
    const overseas = { ...saleAt(850), offline: true };
    expect(await ask(world.paris.checkout, receiptEvent(other, overseas))).toMatchObject({ status: 422 });
  });
});
