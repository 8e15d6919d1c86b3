import type { APIGatewayProxyEvent } from 'aws-lambda';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Entry } from '../../../domain/chain/entry.ts';
import { createChainVerifier } from '../../../domain/chain/verify.ts';
import { createChainReader } from '../../../lambdas/shared/chain-reader.ts';
import { oneScarf, returnOf, SCARF, saleOf } from '../../support/goods.ts';
import type { Fault } from '../../support/link.ts';
import {
  closingEvent,
  duplicateEvent,
  itIs,
  movedOn,
  newTill,
  readReceipt,
  receiptEvent,
  recorded,
} from '../../support/till.ts';
import { ask, askUntilCrash, openWorld, startRegion } from '../../support/world.ts';

const step = fc.record({
  what: fc.constantFrom('sale', 'return', 'void', 'duplicate', 'closing'),
  fault: fc.option(
    fc.constantFrom<Fault>('crash-before', 'crash-after', 'answer-lost', {
      refuse: 'ReplicatedWriteConflictException',
    }),
  ),
  request: fc.integer({ min: 1, max: 2 }),
});

it('whatever a till does and whatever happens to its requests, each is recorded once and its chain is whole', async () => {
  const world = await openWorld();
  const findKey = (kid: string) => (kid === world.key.kid ? world.key.publicKey : undefined);

  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 6 }), async (steps) => {
      const till = newTill();
      itIs(world, till, '2026-11-24T10:30:00+01:00');
      const sold = await recorded(world.paris, till, saleOf({ ...SCARF, quantity: 50 }));
      const acknowledged: Entry[] = [sold.body.entry];
      const done = { return: 0, duplicate: 0, closing: 0 };
      const events: Record<(typeof steps)[number]['what'], () => APIGatewayProxyEvent> = {
        sale: () => receiptEvent(till, saleOf(SCARF)),
        return: () => receiptEvent(till, returnOf(sold.body.receiptNumber, oneScarf)),
        void: () => receiptEvent(till, { kind: 'void', reason: 'printer jam' }),
        duplicate: () => duplicateEvent(till, { ...till, sequence: 1 }, done.duplicate + 1),
        closing: () => closingEvent(till, `2026-11-2${done.closing + 4}`),
      };
      for (const { what, fault, request } of steps) {
        itIs(world, till, `2026-11-2${done.closing + 4}T10:30:00+01:00`);
        const event = events[what]();
        const troubled = startRegion(world.ledger, [world.key], 'eu-west-3', world.clock);
        troubled.link.fail((k) => (k === request && fault !== null ? fault : undefined));
        await askUntilCrash(troubled, event);
        const answer = await ask(world.frankfurt.checkout, event);
        acknowledged.push(movedOn(till, answer).body.entry);
        if (what in done) done[what as keyof typeof done] += 1;
      }

      const verifier = createChainVerifier(till.store, till.till, findKey);
      const entries: Entry[] = [];
      for await (const stored of createChainReader(world.paris.link.client, world.ledger).range(
        till.store,
        till.till,
        1,
        99,
      )) {
        expect(verifier.accept(stored)).toBeUndefined();
        entries.push(stored.entry);
      }
      expect(verifier.finish()).toBeUndefined();
      expect(entries).toEqual(acknowledged);
      const { remaining, returns, duplicates } = (await readReceipt(world.paris, sold.body.receiptNumber)).body;
      expect(remaining[0]?.quantity).toBe(50 - done.return);
      expect(returns).toHaveLength(done.return);
      expect(duplicates).toBe(done.duplicate);
    }),
    { numRuns: 40, interruptAfterTimeLimit: 10_000 },
  );
});
