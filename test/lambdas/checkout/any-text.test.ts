import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { ExportedEntry } from '../../../domain/chain/verify.ts';
import { textViolations } from '../../../domain/text.ts';
import { createChainReader } from '../../../lambdas/shared/chain-reader.ts';
import { SCARF, saleOf } from '../../support/goods.ts';
import { movedOn, newTill, receiptEvent } from '../../support/till.ts';
import { verifyExport } from '../../support/verify-chain.ts';
import { ask, openWorld } from '../../support/world.ts';

/** What some readers take for the end of a line, or for none. */
const SEPARATORS = [...'\u2028\u2029\u0085\v\f\r\n\u001c\u001e\ufeff\u0000'];

it('a label of any text that the contract takes is exported and verified', { timeout: 60_000 }, async () => {
  const world = await openWorld();
  const till = newTill();
  const seed = Date.now() % 2 ** 31;
  const text = fc.string({ unit: 'binary', minLength: 1, maxLength: 40 });
  const taken = text.map((label) => [...label].filter((one) => textViolations(one).length === 0).join(''));
  const labels = [
    ...SEPARATORS.map((separator) => `Robe${separator}taille 38`),
    ...fc.sample(text, { seed, numRuns: 20 }),
    ...fc.sample(taken, { seed, numRuns: 60 }),
  ];
  for (const label of labels) {
    const answer = await ask(world.paris.checkout, receiptEvent(till, saleOf({ ...SCARF, label })));
    if (answer.status === 201) movedOn(till, answer);
    else
      expect(answer.status, `${JSON.stringify(label)}, seed ${seed}`).toBe(
        textViolations(label).length > 0 ? 422 : 400,
      );
  }
  const entries: ExportedEntry[] = [];
  for await (const stored of createChainReader(world.paris.link.client, world.ledger).range(
    till.store,
    till.till,
    1,
    till.sequence,
  ))
    entries.push(stored);
  expect(entries.length).toBeGreaterThan(10);
  const { status, says } = verifyExport(entries, world.key);
  expect(says, `seed ${seed}`).toContain(`${entries.length} entries`);
  expect(status).toBe(0);
});
