import { beforeAll, describe, expect, it } from 'vitest';
import { formatReceiptNumber } from '../../../domain/receipt-number.ts';
import { SCARF, saleOf, TEA } from '../../support/goods.ts';
import { newTill, readReceipt, receiptEvent, recorded, type Till } from '../../support/till.ts';
import { ask, chainOf, openWorld, type World } from '../../support/world.ts';

const UNUSED_BITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

/** The same signature with other bits where base64url has room for none: it decodes alike and is another text. */
const respelled = (token: string): string =>
  `${token.slice(0, -1)}${UNUSED_BITS.charAt(UNUSED_BITS.indexOf(token.slice(-1)) + 1)}`;

describe('a token', () => {
  let world: World;
  let till: Till;
  let head: { sequence: number; receiptNumber: string; chainToken: string };

  beforeAll(async () => {
    world = await openWorld();
    till = newTill();
    await recorded(world.paris, till, saleOf(SCARF));
    const { body } = await recorded(world.paris, till, saleOf(TEA));
    head = { sequence: 2, receiptNumber: body.receiptNumber, chainToken: body.chainToken };
  });

  const refusedWithHead = async (told: { token: string } | object) => {
    const { store, till: code } = till;
    const answer = await ask(
      world.frankfurt.checkout,
      receiptEvent({ store, till: code, sequence: 2, ...told }, saleOf(TEA)),
    );
    expect(answer).toMatchObject({ status: 412, type: 'chain-moved', body: { head } });
    expect(await chainOf(world, till.store, till.till)).toHaveLength(2);
  };

  it('that is missing is refused with the head of the chain', () => refusedWithHead({}));

  it.each(['', 'x', 'a.b.c', 'bnVsbA.bnVsbA.bnVsbA', '..', 'é.é.é'])(
    'that is none (%j) is refused with the head',
    (token) => refusedWithHead({ token }),
  );

  it('of the till’s first entry is stale after the second', async () => {
    await refusedWithHead({
      token: (await readReceipt(world.paris, formatReceiptNumber({ ...till, sequence: 1 }))).body.chainToken,
    });
  });

  it('of another till is refused', async () => {
    const other = newTill();
    await recorded(world.paris, other, saleOf(SCARF));
    await recorded(world.paris, other, saleOf(SCARF));
    await refusedWithHead({ token: other.token ?? '' });
  });

  it('that a stranger’s key signed is refused, even under the name of ours', async () => {
    const strangers = await openWorld();
    const forger = { ...newTill(), till: till.till };
    await recorded(strangers.paris, forger, saleOf(SCARF));
    await recorded(strangers.paris, forger, saleOf(TEA));
    await refusedWithHead({ token: forger.token ?? '' });
  });

  it('spelled otherwise is refused, although its signature is right', () =>
    refusedWithHead({ token: respelled(head.chainToken) }));

  it('is not needed for the first entry, and the head before it says so', async () => {
    const fresh = newTill();
    const early = await ask(world.paris.checkout, receiptEvent({ ...fresh, sequence: 1 }, saleOf(TEA)));
    expect(early).toMatchObject({ status: 412, body: { head: { sequence: 0 } } });
    expect((await recorded(world.paris, fresh, saleOf(TEA))).status).toBe(201);
  });
});
