import { deflateRawSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalJson } from '../../../domain/canonical.ts';
import type { SealedEntry } from '../../../domain/chain/append.ts';
import type { Entry } from '../../../domain/chain/entry.ts';
import { signEntry } from '../../../domain/chain/token.ts';
import type { Marks } from '../../../domain/laws/goods.ts';
import type { Damage } from '../../../domain/repair/damage.ts';
import { type Copy, TillComparison } from '../../../domain/repair/till-comparison.ts';
import { leftOf } from '../../../domain/return.ts';
import { chainFrom, operations } from '../../support/chains.ts';
import { newSigningKey } from '../../support/signing-key.ts';

const key = newSigningKey();
const thief = newSigningKey();
const later = newSigningKey('key-2');
const PLACE = { store: 'HAUSSMANN', till: '012' };
const KEYS = {
  findKey: (kid: string) => (kid === key.kid ? key.publicKey : undefined),
  isKnown: (kid: string) => kid === later.kid,
};

type Signed = Pick<SealedEntry, 'entry' | 'canonical' | 'signature'>;

const marksOf = (entry: Entry): Marks => ({
  left: new Map(entry.kind === 'sale' ? leftOf(entry).map((left, i) => [i + 1, left]) : []),
  returns: new Map(),
  goodsRevision: 0,
  duplicates: new Map(),
  releasedBy: new Set(),
  unknown: [],
});

const copyOf = ({ entry, canonical, signature }: Signed): Copy => ({
  canonical,
  signature,
  bytes: `${Buffer.from(deflateRawSync(canonical)).toString('base64')} ${Buffer.from(signature).toString('base64')}`,
  marks: () => marksOf(entry),
});

/** An entry that a stranger changed and signed under the name of our key. */
function forged({ entry }: Signed, kid = key.kid): Signed {
  const changed = { ...entry, operator: 'thief', key: kid };
  const canonical = canonicalJson(changed);
  return { entry: changed, canonical, ...signEntry(changed, canonical, { kid, privateKey: thief.privateKey }) };
}

/** Compares a backup with a live chain, each a list with holes. */
function compared(backup: readonly (Signed | undefined)[], live: readonly (Signed | undefined)[]): Damage[] {
  const comparison = new TillComparison(PLACE, KEYS);
  for (let i = 0; i < Math.max(backup.length, live.length); i++) {
    const [restored, standing] = [backup[i], live[i]];
    comparison.accept({
      sequence: i + 1,
      ...(restored ? { restored: copyOf(restored) } : {}),
      ...(standing ? { live: copyOf(standing) } : {}),
    });
  }
  return comparison.finish();
}

const told = (damages: readonly Damage[]): string[] => damages.map(({ kind, sequence }) => `${kind} ${sequence}`);

/** A chain, and where its backup ended. */
const backedUp = operations(4, 30).chain((steps) =>
  fc.record({ steps: fc.constant(steps), end: fc.integer({ min: 1, max: steps.length }) }),
);

const VOIDS = Array.from({ length: 600 }, () => ({ kind: 'void', reason: 'printer jam' }) as const);

describe('a comparison with the backup', () => {
  it('finds nothing in a chain that only went on', () => {
    fc.assert(
      fc.property(backedUp, ({ steps, end }) => {
        const chain = chainFrom(steps, key);
        expect(compared(chain.slice(0, end), chain)).toEqual([]);
      }),
      { numRuns: 40 },
    );
  });

  it('names exactly the entries that were deleted or rewritten before the backup ended', () => {
    fc.assert(
      fc.property(
        backedUp,
        fc.infiniteStream(fc.constantFrom('keep', 'keep', 'delete', 'rewrite')),
        ({ steps, end }, fates) => {
          const chain = chainFrom(steps, key);
          const fate = chain.map((_, i) => (i < end ? String(fates.next().value) : 'keep'));
          const live = chain.map((entry, i) =>
            fate[i] === 'delete' ? undefined : fate[i] === 'rewrite' ? forged(entry) : entry,
          );
          const expected = fate.flatMap((one, i) =>
            one === 'delete' ? [`missing ${i + 1}`] : one === 'rewrite' ? [`altered ${i + 1}`] : [],
          );
          expect(told(compared(chain.slice(0, end), live))).toEqual(expected);
        },
      ),
      { numRuns: 40 },
    );
  });

  it('knows entries behind the genuine end that nobody of ours signed, however many', () => {
    const chain = chainFrom(VOIDS, key);
    const live = chain.map((entry, i) => (i < 300 ? entry : forged(entry)));
    const found = compared(chain.slice(0, 250), live);
    expect(found).toHaveLength(300);
    expect(new Set(found.map(({ kind }) => kind))).toEqual(new Set(['forged']));
    expect(found[0]?.sequence).toBe(301);
  });

  it('takes nothing away that stands below a genuine entry', () => {
    const chain = chainFrom(VOIDS.slice(0, 10), key);
    const live = chain.map((entry, i) => (i === 7 ? forged(entry) : entry));
    expect(told(compared(chain.slice(0, 5), live))).toEqual(['unrepairable 8']);
    expect(told(compared(chain.slice(0, 5), chain.with(7, undefined as never)))).toEqual(['unrepairable 8']);
  });

  it('puts nothing back from a copy that its own signature does not vouch for', () => {
    const chain = chainFrom(VOIDS.slice(0, 6), key);
    const bad = chain.map((entry, i) => (i === 2 ? forged(entry) : entry));
    expect(told(compared(bad, chain))).toEqual(['unrepairable 3']);
    expect(told(compared(bad, bad))).toEqual(['unrepairable 3']);
  });

  it('judges nobody by a key that came after the backup, and trusts none that a thief registered', () => {
    const chain = chainFrom(VOIDS.slice(0, 6), key);
    const live = chain.map((entry, i) => (i >= 4 ? forged(entry, later.kid) : entry));
    const found = compared(chain.slice(0, 4), live);
    expect(told(found)).toEqual(['unrepairable 5', 'unrepairable 6']);
    expect(found[0]?.says).toContain('trust_keys');
  });

  it('calls nothing forged whose key nobody knows any more: an attacker may have taken it out of the registry', () => {
    const chain = chainFrom(VOIDS.slice(0, 6), key);
    const live = chain.map((entry, i) => (i >= 4 ? forged(entry, 'gone-key') : entry));
    const found = compared(chain.slice(0, 4), live);
    expect(told(found)).toEqual(['unrepairable 5', 'unrepairable 6']);
    expect(found[0]?.says).toMatch(/neither the backup nor the registry has.*trust_keys, or choose a backup/);
  });

  it('says when two chains were signed with our key', () => {
    const chain = chainFrom(VOIDS.slice(0, 6), key);
    const other = chainFrom([{ kind: 'void', reason: 'another past' }, ...VOIDS.slice(0, 5)], key);
    const found = compared(chain.slice(0, 3), other);
    expect(told(found)).toEqual(['altered 1', 'altered 2', 'altered 3', 'unrepairable 4']);
    expect(found[3]?.says).toContain('replace the key');
  });

  it('does not miss what a backup taken in the middle of a write does not have yet', () => {
    const chain = chainFrom(VOIDS.slice(0, 6), key);
    expect(compared(chain.with(2, undefined as never), chain)).toEqual([]);
    expect(told(compared(chain.with(2, undefined as never), chain.with(2, undefined as never)))).toEqual([
      'unrepairable 3',
    ]);
  });
});
