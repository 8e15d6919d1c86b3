import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Chain, MOST_PARTS, shared } from '../../../lambdas/boot-check/ledger/shares.ts';
import { ledgerPart, partOf, type Stretch } from '../../../lambdas/boot-check/ledger/stretch.ts';

const chains = fc
  .array(fc.record({ entries: fc.integer({ min: 1, max: 400_000 }), closed: fc.integer({ min: 0, max: 3000 }) }), {
    maxLength: 60,
  })
  .map((all) => all.map(({ entries, closed }, i) => ({ store: 'HAUSSMANN', till: `T${i}`, entries, closed })));

/** The place behind the last closing below a sequence, of a till that closes every so many entries. */
const cutOf = (chain: Chain, sequence: number): Promise<number> => {
  const { closed } = chain as Chain & { closed: number };
  return Promise.resolve(closed === 0 ? 1 : Math.floor((sequence - 1) / closed) * closed + 1);
};

const lengthOf = ({ from, below, till }: Stretch, all: readonly Chain[]): number =>
  (below === 0 ? (all.find((chain) => chain.till === till)?.entries ?? 0) + 1 : below) - from;

test('parts are at most 40, and hold every entry of every chain once, in unbroken stretches', async () => {
  await fc.assert(
    fc.asyncProperty(chains, async (all) => {
      const parts = await shared(all, cutOf);
      expect(parts.length).toBeLessThanOrEqual(MOST_PARTS);
      for (const { till, entries } of all) {
        const own = parts.flat().filter((stretch) => stretch.till === till);
        expect(own[0]?.from).toBe(1);
        expect(own.map(({ below }) => below)).toEqual([...own.slice(1).map(({ from }) => from), 0]);
        expect(own.reduce((sum, stretch) => sum + lengthOf(stretch, all), 0)).toBe(entries);
      }
    }),
  );
});

test('one long chain that is closed every day is dealt out evenly', async () => {
  const all = [{ store: 'HAUSSMANN', till: 'T0', entries: 1_000_000, closed: 500 }];
  const parts = await shared(all, cutOf);
  const sizes = parts.map((part) => part.reduce((sum, stretch) => sum + lengthOf(stretch, all), 0));
  expect(parts.length).toBe(MOST_PARTS);
  expect(Math.max(...sizes)).toBeLessThan(1.2 * (1_000_000 / MOST_PARTS));
});

test('a chain that was never closed stays whole', async () => {
  const parts = await shared([{ store: 'HAUSSMANN', till: 'T0', entries: 1_000_000 }], () => Promise.resolve(1));
  expect(parts).toEqual([[{ store: 'HAUSSMANN', till: 'T0', from: 1, below: 0 }]]);
});

test('a part is written short and read again, and three thousand tills fit into a state machine', () => {
  const stretches = Array.from({ length: 3000 }, (_, i) => ({ store: 'HAUSSMANN', till: `T${i}`, from: 1, below: 0 }));
  const part = partOf({ stretches, others: ['CANARY#eu-west-3'], absent: true });
  expect(ledgerPart(JSON.parse(JSON.stringify(part)))).toEqual({
    stretches,
    others: ['CANARY#eu-west-3'],
    absent: true,
  });
  expect(JSON.stringify(part).length).toBeLessThan(100_000);
  expect(() => ledgerPart({ chains: ['DROP 1'] })).toThrow('no stretch');
});
