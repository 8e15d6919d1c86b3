import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sha256 } from '../../../domain/canonical.ts';
import { evidenceGenesis, type SealedEvidence, sealEvidence } from '../../../domain/evidence/entry.ts';
import type { KeptEntry } from '../../../domain/evidence/verify.ts';
import { chainOf, contents, draft, faultIn, noted } from './support.ts';

function flipped(text: string, bit: number): string {
  const bytes = Buffer.from(text);
  const at = bit % (8 * bytes.length);
  bytes.writeUInt8(bytes.readUInt8(at >> 3) ^ (1 << (at & 7)), at >> 3);
  return bytes.toString();
}

const withChange = (chain: readonly KeptEntry[], i: number, change: (entry: KeptEntry) => KeptEntry): KeptEntry[] =>
  chain.map((entry, place) => (place === i ? change(entry) : entry));

/** What somebody does who knows how a hash is taken. */
const rewritten = (entry: KeptEntry): KeptEntry => {
  const canonical = entry.canonical.replace('"region":"eu-west-3"', '"region":"eu-west-9"');
  return { canonical, hash: sha256(canonical) };
};

const holds = (minLength: number, law: (chain: SealedEvidence[], i: number) => void): void =>
  fc.assert(
    fc.property(contents(minLength), fc.nat(), (said, place) => {
      const chain = chainOf(said);
      law(chain, place % Math.max(1, chain.length));
    }),
    { numRuns: 100 },
  );

describe('a chain of whatever runbooks say', () => {
  it('verifies, and its head is its last entry', () => {
    holds(0, (chain) => expect(faultIn(chain, noted(chain.at(-1)))).toBeUndefined());
  });

  it('with any bit of any entry or hash changed is refused, and the entry named', () => {
    fc.assert(
      fc.property(contents(1), fc.nat(), fc.nat(), fc.boolean(), (said, place, bit, inHash) => {
        const chain = chainOf(said);
        const i = place % chain.length;
        const change = ({ canonical, hash }: KeptEntry): KeptEntry =>
          inHash ? { canonical, hash: flipped(hash, bit) } : { canonical: flipped(canonical, bit), hash };
        expect(faultIn(withChange(chain, i, change))).toEqual({
          runbook: 'failover',
          sequence: i + 1,
          fault: 'altered',
        });
      }),
      { numRuns: 200 },
    );
  });

  it('with an entry taken out is refused at the entry that came after it', () => {
    holds(2, (chain, i) => {
      const fault = faultIn(chain.toSpliced(i, 1), noted(chain.at(-1)));
      const isLast = i === chain.length - 1;
      expect(fault).toMatchObject({ sequence: i + 1, fault: isLast ? 'missing' : 'out-of-sequence' });
    });
  });

  it('with two entries swapped is refused at the first of them', () => {
    holds(2, (chain, i) => {
      const first = Math.min(i, chain.length - 2);
      const [a, b] = [chain[first], chain[first + 1]] as [SealedEvidence, SealedEvidence];
      expect(faultIn(chain.toSpliced(first, 2, b, a))).toMatchObject({ sequence: first + 1, fault: 'out-of-sequence' });
    });
  });

  it('with an entry put in twice is refused', () => {
    holds(1, (chain, i) => {
      expect(faultIn(chain.toSpliced(i, 0, chain[i] as SealedEvidence))?.sequence).toBe(i + 2);
    });
  });

  it('with an entry rewritten under a hash of its own is refused at the next', () => {
    holds(2, (chain, i) => {
      if (i === chain.length - 1) return;
      expect(faultIn(withChange(chain, i, rewritten))).toMatchObject({ sequence: i + 2, fault: 'not-linked' });
    });
  });

  it('of another runbook is not taken for this one', () => {
    const other = sealEvidence(evidenceGenesis('failback'), draft({}, { runbook: 'failback' }));
    expect(faultIn([other])?.fault).toBe('out-of-sequence');
  });
});

describe('a chain that somebody computed anew from an entry on', () => {
  it('is right by itself: only what was noted elsewhere shows it', () => {
    holds(1, (chain, i) => {
      const forged = [...chain.slice(0, i), ...chainOf([{ forged: true }], i === 0 ? undefined : chain[i - 1])];
      expect(faultIn(forged)).toBeUndefined();
      expect(faultIn(forged, noted(chain[i]))).toMatchObject({ sequence: i + 1, fault: 'not-as-anchored' });
    });
  });

  it('shows however long it is, when a later head was noted', () => {
    holds(1, (chain, i) => {
      const longer = [{ forged: true }, ...chain.map(() => ({})), {}];
      const forged = [...chain.slice(0, i), ...chainOf(longer, i === 0 ? undefined : chain[i - 1])];
      expect(faultIn(forged, noted(chain.at(-1)))).toMatchObject({ sequence: chain.length, fault: 'not-as-anchored' });
    });
  });

  it('and cut short is missing what was noted', () => {
    holds(1, (chain, i) => {
      expect(faultIn(chain.slice(0, i), noted(...chain))).toMatchObject({ sequence: i + 1, fault: 'missing' });
    });
  });
});
