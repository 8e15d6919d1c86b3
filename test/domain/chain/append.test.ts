import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalJson, sha256 } from '../../../domain/canonical.ts';
import { endOf, genesis } from '../../../domain/chain/append.ts';
import { chainFrom, operations } from '../../support/chains.ts';
import { newSigningKey } from '../../support/signing-key.ts';

const key = newSigningKey();

describe('a till’s chain', () => {
  it('begins at a place of its own for every till', () => {
    const links = [genesis('LILLE', '1'), genesis('LILLE', '11'), genesis('LILLE1', '1')].map(({ link }) => link);
    expect(new Set(links).size).toBe(3);
    expect(genesis('LILLE', '1')).toMatchObject({ sequence: 0, closing: 0, perpetual: { sales: 0, returns: 0 } });
  });

  it('has no gaps, and each entry is linked to the whole token of the one before', () => {
    fc.assert(
      fc.property(operations(1, 12), (steps) => {
        const chain = chainFrom(steps, key);
        chain.forEach(({ entry }, i) => {
          const before = chain[i - 1];
          expect(entry.sequence).toBe(i + 1);
          expect(entry.previous).toBe(before ? sha256(before.token) : genesis('HAUSSMANN', '012').link);
        });
      }),
      { numRuns: 30 },
    );
  });

  it('carries perpetual totals that are the sum of all sales and all returns, and never go down', () => {
    fc.assert(
      fc.property(operations(1, 12), (steps) => {
        let [sales, returns] = [0, 0];
        for (const { entry } of chainFrom(steps, key)) {
          if (entry.kind === 'sale') sales += entry.total;
          if (entry.kind === 'return') returns += entry.total;
          expect(entry.perpetual).toEqual({ sales, returns });
        }
      }),
      { numRuns: 30 },
    );
  });

  it('remembers its last closing', () => {
    const chain = chainFrom([{ kind: 'void', reason: 'x' }, 'close the day', { kind: 'void', reason: 'x' }], key);
    expect(chain.map(({ entry }) => entry.closing)).toEqual([0, 2, 2]);
  });

  it('is told by its last token alone: entry, totals and closing', () => {
    fc.assert(
      fc.property(operations(1, 8), (steps) => {
        const last = chainFrom(steps, key).at(-1);
        const { sequence, perpetual, closing } = last?.entry ?? {};
        expect(endOf(last?.token ?? '')).toMatchObject({ sequence, perpetual, closing });
      }),
      { numRuns: 30 },
    );
  });

  it('is the same, byte for byte, when the same is recorded again', () => {
    fc.assert(
      fc.property(operations(1, 8), (steps) => {
        expect(chainFrom(steps, key)).toEqual(chainFrom(steps, key));
      }),
      { numRuns: 20 },
    );
  });

  it('signs what it answers: the entry’s canonical JSON', () => {
    const [sealed] = chainFrom([{ kind: 'void', reason: 'x' }], key);
    expect(sealed?.canonical).toBe(canonicalJson(sealed?.entry ?? {}));
  });
});
