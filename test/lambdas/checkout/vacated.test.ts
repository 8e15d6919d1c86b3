import { PutItemCommand, UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import { beforeAll, describe, expect, inject, it } from 'vitest';
import { formatReceiptNumber } from '../../../domain/receipt-number.ts';
import { entryKey, VACATED } from '../../../lambdas/shared/ledger-item.ts';
import { SCARF, saleOf, TEA } from '../../support/goods.ts';
import { outsideClient } from '../../support/tables.ts';
import {
  duplicateEvent,
  movedOn,
  newTill,
  readHead,
  readReceipt,
  receiptEvent,
  recorded,
  type Till,
} from '../../support/till.ts';
import { ask, chainOf, openWorld, type World } from '../../support/world.ts';

/** A repair takes forged entries away and leaves items without content: nothing in the ledger is deleted. */
describe('a place that a repair vacated', () => {
  let world: World;
  beforeAll(async () => {
    world = await openWorld();
  });

  async function vacate({ store, till }: Till, ...sequences: number[]): Promise<void> {
    const client = outsideClient(inject('dynamodb'));
    for (const sequence of sequences) {
      const Item = { ...entryKey({ store, till, sequence }), [VACATED]: { S: 'run' } };
      await client.send(new PutItemCommand({ TableName: world.ledger, Item }));
    }
  }

  it('is taken by the entry of its till, once', async () => {
    const till = newTill();
    const first = await recorded(world.paris, till, saleOf(SCARF));
    await vacate(till, 2, 3);
    const event = receiptEvent(till, saleOf(TEA));
    const second = await ask(world.paris.checkout, event);
    const again = await ask(world.frankfurt.checkout, event);
    expect([second.status, again.status]).toEqual([201, 200]);
    expect(again.text).toBe(second.text);
    expect(await chainOf(world, till.store, till.till)).toEqual([first.body.entry, second.body.entry]);
  });

  it('is no entry for whoever reads', async () => {
    const till = newTill();
    await recorded(world.paris, till, saleOf(SCARF));
    await vacate(till, 2, 3);
    expect((await readHead(world.paris, till)).body.sequence).toBe(1);
    const number = formatReceiptNumber({ ...till, sequence: 2 });
    expect(await readReceipt(world.paris, number)).toMatchObject({ status: 404, type: 'receipt-unknown' });
  });

  it('cannot be returned or printed again', async () => {
    const till = newTill();
    await vacate(till, 1);
    const other = newTill();
    const reprint = await ask(world.paris.checkout, duplicateEvent(other, { ...till, sequence: 1 }, 1));
    expect(reprint).toMatchObject({ status: 404, type: 'receipt-unknown' });
    const goods = { lines: [{ line: 1, quantity: 1, amount: 100 }], tenders: [{ type: 'cash', amount: 100 }] };
    const original = formatReceiptNumber({ ...till, sequence: 1 });
    const back = await ask(world.paris.checkout, receiptEvent(other, { kind: 'return', original, ...goods }));
    expect(back).toMatchObject({ status: 404, type: 'receipt-unknown' });
  });

  it('is not made of an entry by whoever only marks it so', async () => {
    const till = newTill();
    const start = { ...till };
    const event = receiptEvent(start, saleOf(SCARF));
    const first = movedOn(till, await ask(world.paris.checkout, event));
    await outsideClient(inject('dynamodb')).send(
      new UpdateItemCommand({
        TableName: world.ledger,
        Key: entryKey({ ...till, sequence: 1 }),
        UpdateExpression: `SET ${VACATED} = :run`,
        ExpressionAttributeValues: { ':run': { S: 'run' } },
      }),
    );
    const other = await ask(world.paris.checkout, receiptEvent(start, saleOf(TEA)));
    expect(other).toMatchObject({ status: 409, type: 'sequence-taken' });
    expect(await chainOf(world, till.store, till.till)).toEqual([first.body.entry]);
  });
});
