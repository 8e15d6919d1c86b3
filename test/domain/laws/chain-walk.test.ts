import fc from 'fast-check';
import { expect, test } from 'vitest';
import { canonicalJson } from '../../../domain/canonical.ts';
import { endOf, type SealedEntry, seal } from '../../../domain/chain/append.ts';
import type { Entry } from '../../../domain/chain/entry.ts';
import { ChainWalk, type WalkStart } from '../../../domain/laws/chain-walk.ts';
import type { Closing } from '../../../domain/laws/sums.ts';
import { formatReceiptNumber } from '../../../domain/receipt-number.ts';
import { chainFrom, type Operation, operations } from '../../support/chains.ts';
import { newSigningKey } from '../../support/signing-key.ts';

const key = newSigningKey();
const STORE = 'HAUSSMANN';
const TILL = '012';
const numberOf = (sequence: number): string => formatReceiptNumber({ store: STORE, till: TILL, sequence });

/** What a walk names, from its start to the end of what stands. */
function named(
  chain: readonly SealedEntry[],
  start: WalkStart = { store: STORE, till: TILL },
  publicKey = key.publicKey,
): string[] {
  const walk = new ChainWalk(start, (kid) => (kid === key.kid ? publicKey : undefined));
  const found = chain.flatMap(({ entry, canonical, signature }) => {
    return walk.accept({ sequence: entry.sequence, canonical, signature }).found;
  });
  return [...found, ...walk.finish()].map(({ law, item }) => `${law}: ${item}`);
}

/** Pays back what a return is worth, as the handler demands. */
const paid = (step: Operation): Operation =>
  step !== 'close the day' && step.kind === 'return'
    ? { ...step, tenders: [{ type: 'cash', amount: step.total }] }
    : step;

const chains = operations(3, 25).map((steps) => chainFrom(steps.map(paid), key));

test('a chain as it was signed is found right', () => {
  fc.assert(
    fc.property(chains, (chain) => {
      expect(named(chain)).toEqual([]);
    }),
  );
});

test('a walk that begins behind a closing finds the rest right, as the whole walk does', () => {
  fc.assert(
    fc.property(chains, (chain) => {
      for (const { entry, token } of chain) {
        if (entry.kind !== 'closing') continue;
        const after = { entry: entry as Entry & Closing, token };
        expect(named(chain.slice(entry.sequence), { store: STORE, till: TILL, after })).toEqual([]);
      }
    }),
  );
});

test('one altered text is blamed on its entry alone, whatever it is and wherever it stands', () => {
  fc.assert(
    fc.property(chains, fc.nat(), (chain, at) => {
      const place = at % chain.length;
      const damaged = chain.map((sealed, i) => {
        if (i !== place) return sealed;
        return { ...sealed, canonical: canonicalJson({ ...sealed.entry, operator: 'somebody else' }) };
      });
      expect(named(damaged)).toEqual([`entry-altered: ${numberOf(place + 1)} entry`]);
    }),
  );
});

test('one altered signature is blamed on its entry alone', () => {
  fc.assert(
    fc.property(chains, fc.nat(), fc.nat(63), (chain, at, byte) => {
      const place = at % chain.length;
      const damaged = chain.map((sealed, i) => {
        if (i !== place) return sealed;
        const signature = Uint8Array.from(sealed.signature);
        signature[byte] = (signature[byte] ?? 0) ^ 1;
        return { ...sealed, signature };
      });
      expect(named(damaged)).toEqual([`entry-altered: ${numberOf(place + 1)} entry`]);
    }),
  );
});

test('a missing entry is named, and nothing else is blamed', () => {
  fc.assert(
    fc.property(chains, fc.nat(), (chain, at) => {
      const place = at % (chain.length - 1);
      const left = chain.filter((_, i) => i !== place);
      expect(named(left)).toEqual([`entry-missing: ${numberOf(place + 1)} entry`]);
    }),
  );
});

test('two damaged entries are both named', () => {
  fc.assert(
    fc.property(chains, (chain) => {
      const ends = [1, chain.length];
      const damaged = chain.map((sealed) => {
        if (!ends.includes(sealed.entry.sequence)) return sealed;
        return { ...sealed, canonical: 'no JSON' };
      });
      expect(named(damaged)).toEqual(ends.map((sequence) => `entry-unreadable: ${numberOf(sequence)} entry`));
    }),
  );
});

/** Signs a chain anew from one entry on, with the real key: what its holder could do. */
function forged(chain: readonly SealedEntry[], sequence: number, edit: (entry: Entry) => Entry): SealedEntry[] {
  let before = chain[sequence - 2];
  return chain.map((sealed) => {
    if (sealed.entry.sequence < sequence) return sealed;
    const end = endOf(before?.token ?? '');
    if (end === undefined) throw new Error('only what follows an entry can be forged here');
    const { time, operator, recordedAt } = sealed.entry;
    const entry = sealed.entry.sequence === sequence ? edit(sealed.entry) : sealed.entry;
    before = seal(end, entry, { time, operator, recordedAt }, key);
    return before;
  });
}

const SALE = {
  kind: 'sale' as const,
  lines: [{ gtin: '04006381333931', label: 'Manteau', quantity: 1, unitPrice: 12_000, vatRate: 2000, gross: 12_000 }],
  tenders: [{ type: 'cash' as const, amount: 12_000 }],
  totals: [{ vatRate: 2000, gross: 12_000, net: 10_000, vat: 2000 }],
  total: 12_000,
};

test('a closing forged with the real key is found by its sums', () => {
  const chain = chainFrom([SALE, SALE, 'close the day', SALE, 'close the day', SALE], key);
  const lower = forged(chain, 3, (entry) => {
    return entry.kind === 'closing' ? { ...entry, totals: { sales: SALE.totals, returns: [] } } : entry;
  });
  expect(named(lower)).toEqual([`sums-closing: ${numberOf(3)} entry`]);
});

test('a sale whose lines were forged with the real key is found by its sums', () => {
  const chain = chainFrom([SALE, SALE, SALE], key);
  const cheaper = forged(chain, 2, (entry) => (entry.kind === 'sale' ? { ...entry, lines: [] } : entry));
  expect(named(cheaper)).toEqual([`sums-lines: ${numberOf(2)} entry`]);
});

test('a wrong public key is blamed itself, once, and no entry is', () => {
  const chain = chainFrom([SALE, SALE, 'close the day', SALE, SALE], key);
  const other = newSigningKey('other').publicKey;
  expect(named(chain, undefined, other)).toEqual([`signing-key-wrong: SIGNING-KEYS/${key.kid} publicKey`]);
});
