import { beforeAll, describe, expect, it } from 'vitest';
import type { Place } from '../../../domain/receipt-number.ts';
import { SCARF, saleOf } from '../../support/goods.ts';
import { duplicateEvent, movedOn, newTill, readReceipt, recorded, type Till } from '../../support/till.ts';
import { ask, openWorld, type World } from '../../support/world.ts';

describe('a duplicate', () => {
  let world: World;
  let till: Till;
  let original: Place;
  let number: string;

  beforeAll(async () => {
    world = await openWorld();
    till = newTill();
    const { body } = await recorded(world.paris, till, saleOf(SCARF));
    original = { store: till.store, till: till.till, sequence: 1 };
    number = body.receiptNumber;
  });

  const reprint = (by: Till, n: number) => ask(world.frankfurt.checkout, duplicateEvent(by, original, n));

  it('is an entry of the chain of the till that prints it', async () => {
    const { status, body } = movedOn(till, await reprint(till, 1));
    expect(status).toBe(201);
    expect(body.entry).toMatchObject({ kind: 'duplicate', original: number, number: 1, sequence: 2 });
  });

  it('costs two requests, as does its replay, which returns it byte for byte', async () => {
    const other = newTill();
    const { requests } = world.frankfurt.link;
    requests.length = 0;
    const first = await reprint(other, 2);
    const again = await reprint(other, 2);
    expect(requests).toEqual(['UpdateItemCommand', 'PutItemCommand', 'UpdateItemCommand', 'PutItemCommand']);
    expect([first.status, again.status]).toEqual([201, 200]);
    expect(again.text).toBe(first.text);
  });

  it.each([1, 2, 4, 999])('numbered %i when two were printed is refused, and told the next number', async (n) => {
    expect(await reprint(newTill(), n)).toMatchObject({
      status: 409,
      type: 'duplicate-out-of-order',
      body: { next: 3 },
    });
  });

  it('of an unknown receipt is refused', async () => {
    const unknown = duplicateEvent(till, { ...original, sequence: 77 }, 1);
    expect(await ask(world.paris.checkout, unknown)).toMatchObject({ status: 404, type: 'receipt-unknown' });
  });

  it('of another store is forbidden', async () => {
    expect(await reprint(newTill('LILLE'), 3)).toMatchObject({ status: 403, type: 'forbidden' });
  });

  it('whose sequence is taken gives its number back', async () => {
    const late = { ...till };
    await recorded(world.paris, till, saleOf(SCARF));
    expect(await reprint(late, 3)).toMatchObject({ status: 409, type: 'sequence-taken' });
    expect((await readReceipt(world.paris, number)).body.duplicates).toBe(2);
  });

  it('keeps its number when it is sent again with another time', async () => {
    const again = newTill();
    movedOn({ ...again }, await reprint(again, 3));
    const event = duplicateEvent(again, original, 3);
    const later = { ...event, body: (event.body ?? '').replace('10:30:00', '10:31:00') };
    expect(await ask(world.paris.checkout, later)).toMatchObject({ status: 409, type: 'sequence-taken' });
    expect((await readReceipt(world.paris, number)).body.duplicates).toBe(3);
  });

  it('raced by many tills in both Regions is numbered without gaps, each number once', async () => {
    const { paris, frankfurt } = world;
    const numbers: number[] = [];
    const print = async (by: Till, region: typeof paris) => {
      for (let n = 4, tries = 0; tries < 40; tries++) {
        const answer = await ask(region.checkout, duplicateEvent(by, original, n));
        if (answer.status === 201) return numbers.push(n);
        if (answer.status === 409) n = answer.body.next;
      }
      throw new Error('never printed');
    };
    await Promise.all(Array.from({ length: 8 }, (_, i) => print(newTill(), i % 2 === 0 ? paris : frankfurt)));
    expect(numbers.toSorted((a, b) => a - b)).toEqual([4, 5, 6, 7, 8, 9, 10, 11]);
  });
});
