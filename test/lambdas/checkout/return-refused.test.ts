import { GetItemCommand } from '@aws-sdk/client-dynamodb';
import { beforeAll, describe, expect, inject, it } from 'vitest';
import { parseReceiptNumber } from '../../../domain/receipt-number.ts';
import { MOST_RETURNS } from '../../../domain/take-back.ts';
import { entryKey } from '../../../lambdas/shared/ledger-item.ts';
import { oneScarf, returnOf, SCARF, saleOf } from '../../support/goods.ts';
import { outsideClient } from '../../support/tables.ts';
import { duplicateEvent, newTill, readReceipt, receiptEvent, recorded, type Till } from '../../support/till.ts';
import { ask, askUntilCrash, openWorld, type World } from '../../support/world.ts';

const VOID = { kind: 'void', reason: 'refused' };

describe('a return that was refused', () => {
  let world: World;
  beforeAll(async () => {
    world = await openWorld();
  });

  const itemOf = async (number: string): Promise<string> => {
    const place = parseReceiptNumber(number);
    if (place === undefined) throw new Error('no receipt number');
    const command = new GetItemCommand({ TableName: world.ledger, Key: entryKey(place), ConsistentRead: true });
    return JSON.stringify((await outsideClient(inject('dynamodb')).send(command)).Item);
  };

  /** A receipt number before its sale is recorded: the till is offline. */
  const unsent = (till: Till) => receiptEvent(till, saleOf(SCARF));

  /** The process in Frankfurt dies right after its nth request took effect. */
  const dieAfter = (request: number) => world.frankfurt.link.fail((k) => (k === request ? 'crash-after' : undefined));

  it('wrote nothing on the sale, however often it is tried', async () => {
    const sold = (await recorded(world.paris, newTill(), saleOf(SCARF))).body.receiptNumber;
    const before = await itemOf(sold);
    for (let i = 0; i < 20; i++) {
      const event = receiptEvent(newTill('LILLE'), returnOf(sold, { line: 1, quantity: 4 + i, amount: 1 }));
      expect(await ask(world.paris.checkout, event)).toMatchObject({ status: 409, type: 'return-exceeds-remaining' });
    }
    expect(await itemOf(sold)).toBe(before);
  });

  it.each(['before', 'after'] as const)(
    'and voided %s its sale arrived: a late copy that dies keeps no goods from the honest return',
    async (when) => {
      const seller = newTill();
      const sale = unsent(seller);
      const till = newTill('LILLE');
      const late = { ...till };
      const number = (await ask((await openWorld()).paris.checkout, sale)).body.receiptNumber;
      const all = { line: 1, quantity: 3, amount: 2997 };
      const refused = await ask(world.paris.checkout, receiptEvent(till, returnOf(number, all)));
      expect(refused).toMatchObject({ status: 404, type: 'receipt-unknown' });
      if (when === 'after') await ask(world.paris.checkout, sale);
      await recorded(world.paris, till, VOID);
      if (when === 'before') await ask(world.paris.checkout, sale);
      dieAfter(2);
      expect(await askUntilCrash(world.frankfurt, receiptEvent(late, returnOf(number, all)))).toBe('crashed');
      world.frankfurt.link.heal();
      expect((await readReceipt(world.paris, number)).body.remaining[0]).toMatchObject({ quantity: 0 });
      const honest = await ask(world.paris.checkout, receiptEvent(newTill(), returnOf(number, all)));
      expect(honest).toMatchObject({ status: 201 });
      const { returns, remaining } = (await readReceipt(world.paris, number)).body;
      expect([returns, remaining[0]?.quantity]).toEqual([[honest.body.receiptNumber], 0]);
    },
  );

  it('leaves a return on its way its goods: only what can never be recorded is freed', async () => {
    const sold = (await recorded(world.paris, newTill(), saleOf(SCARF))).body.receiptNumber;
    const all = returnOf(sold, { line: 1, quantity: 3, amount: 2997 });
    const till = newTill('LILLE');
    dieAfter(2);
    await askUntilCrash(world.frankfurt, receiptEvent(till, all));
    world.frankfurt.link.heal();
    expect(await ask(world.paris.checkout, receiptEvent(newTill(), returnOf(sold, oneScarf)))).toMatchObject({
      status: 409,
    });
    expect(await ask(world.paris.checkout, receiptEvent(till, all))).toMatchObject({ status: 201 });
  });

  it('as a reprint and voided: a late copy that dies takes no number from the next reprint', async () => {
    const seller = newTill();
    const sale = unsent(seller);
    const till = newTill();
    const late = { ...till };
    const original = { store: seller.store, till: seller.till, sequence: 1 };
    expect(await ask(world.paris.checkout, duplicateEvent(till, original, 1))).toMatchObject({ status: 404 });
    await recorded(world.paris, till, VOID);
    await ask(world.paris.checkout, sale);
    dieAfter(1);
    await askUntilCrash(world.frankfurt, duplicateEvent(late, original, 1));
    world.frankfurt.link.heal();
    expect(await ask(world.paris.checkout, duplicateEvent(newTill(), original, 1))).toMatchObject({ status: 201 });
  });

  it('because the sale has as many returns as it may leaves room on its item, and the shop sells on', {
    timeout: 180_000,
  }, async () => {
    const many = { ...SCARF, quantity: MOST_RETURNS + 5, unitPrice: 100 };
    const sold = (await recorded(world.paris, newTill(), saleOf(many))).body.receiptNumber;
    const till = newTill();
    const one = returnOf(sold, { line: 1, quantity: 1, amount: 100 });
    for (let i = 0; i < MOST_RETURNS; i++) await recorded(world.paris, till, one);
    const answer = await ask(world.paris.checkout, receiptEvent(newTill(), one));
    expect(answer).toMatchObject({ status: 422, body: { errors: [{ rule: 'returns-at-most' }] } });
    expect((await itemOf(sold)).length).toBeLessThan(40_000);
    expect((await recorded(world.paris, newTill(), saleOf(SCARF))).status).toBe(201);
  });
});
