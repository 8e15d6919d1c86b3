import { beforeAll, describe, expect, it } from 'vitest';
import { sha256 } from '../../../domain/canonical.ts';
import { isSigned } from '../../../domain/chain/token.ts';
import { createChainVerifier } from '../../../domain/chain/verify.ts';
import { parseReceiptNumber } from '../../../domain/receipt-number.ts';
import { createChainReader } from '../../../lambdas/shared/chain-reader.ts';
import { SCARF, saleOf, TEA } from '../../support/goods.ts';
import { newTill, readHead, receiptEvent, recorded } from '../../support/till.ts';
import { ask, chainOf, openWorld, type World } from '../../support/world.ts';

describe('a sale', () => {
  let world: World;
  beforeAll(async () => {
    world = await openWorld();
  });
  const findKey = (kid: string) => (kid === world.key.kid ? world.key.publicKey : undefined);

  it('is answered with its number, totals, hash, signature and the next token', async () => {
    const till = newTill();
    const { status, headers, body, text } = await recorded(world.paris, till, saleOf(SCARF, TEA));
    expect([status, headers['content-type']]).toEqual([201, 'application/json']);
    expect(parseReceiptNumber(body.receiptNumber)).toEqual({ store: till.store, till: till.till, sequence: 1 });
    expect(body.entry).toMatchObject({
      kind: 'sale',
      total: 3496,
      totals: [
        { vatRate: 550, gross: 499, net: 473, vat: 26 },
        { vatRate: 2000, gross: 2997, net: 2497, vat: 500 },
      ],
      operator: 'camille',
      time: '2026-11-24T10:30:00+01:00',
      perpetual: { sales: 3496, returns: 0 },
    });
    const canonical = text.slice(text.indexOf('"entry":') + 8, text.indexOf(',"hash"'));
    expect(body.hash).toBe(sha256(canonical));
    expect(isSigned(body.chainToken, findKey)).toBe(true);
    expect(body.chainToken.endsWith(body.signature)).toBe(true);
  });

  it('continues the chain in whichever Region it is sent to, and the whole chain verifies', async () => {
    const till = newTill();
    for (let i = 0; i < 6; i++)
      await recorded(i % 2 === 0 ? world.paris : world.frankfurt, till, saleOf({ ...SCARF, quantity: i + 1 }));
    const verifier = createChainVerifier(till.store, till.till, findKey);
    const chains = createChainReader(world.paris.link.client, world.ledger);
    for await (const entry of chains.range(till.store, till.till, 1, 6)) expect(verifier.accept(entry)).toBeUndefined();
    expect(verifier.finish()).toBeUndefined();
    expect(verifier.head()).toMatchObject({ sequence: 6, perpetual: { sales: 21 * 999, returns: 0 } });
    expect((await readHead(world.frankfurt, till)).body).toMatchObject({ sequence: 6, chainToken: till.token });
  });

  it('that breaks a rule is refused with every rule it breaks, and nothing is written', async () => {
    const till = newTill();
    const draft = { ...saleOf({ ...SCARF, gtin: '4006381333930', vatRate: 1960 }), tenders: [] };
    const answer = await ask(world.paris.checkout, receiptEvent(till, draft));
    expect(answer).toMatchObject({
      status: 422,
      type: 'rule-broken',
      body: { errors: [{ at: '/lines/0/gtin' }, { at: '/lines/0/vatRate' }] },
    });
    expect(await chainOf(world, till.store, till.till)).toEqual([]);
  });

  it('paid in cash above what a resident may pay is taken from a customer who lives abroad', async () => {
    const dear = { ...saleOf({ ...SCARF, unitPrice: 100_000 }), tenders: [{ type: 'cash', amount: 300_000 }] };
    const refused = await ask(world.paris.checkout, receiptEvent(newTill(), dear));
    expect(refused).toMatchObject({ status: 422, body: { errors: [{ rule: 'cash-limit' }] } });
    const { body } = await recorded(world.paris, newTill(), { ...dear, customerResidence: 'JP' });
    expect(body.entry).toMatchObject({ customerResidence: 'JP' });
  });

  it('of two hundred lines fits one item', async () => {
    const label = 'é'.repeat(80);
    const lines = Array.from({ length: 200 }, () => ({ ...TEA, label, discount: { amount: 1, reason: label } }));
    expect((await recorded(world.paris, newTill(), saleOf(...lines))).status).toBe(201);
  });
});

describe('a void', () => {
  it('keeps the chain free of gaps where a receipt could not be completed', async () => {
    const world = await openWorld();
    const till = newTill();
    await recorded(world.paris, till, { kind: 'void', reason: 'return refused' });
    const { body } = await recorded(world.frankfurt, till, saleOf(TEA));
    expect(body.entry).toMatchObject({ sequence: 2, perpetual: { sales: 499 } });
    const [first] = await chainOf(world, till.store, till.till);
    expect(first).toMatchObject({ kind: 'void', reason: 'return refused', perpetual: { sales: 0, returns: 0 } });
  });
});
