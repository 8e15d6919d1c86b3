import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalJson } from '../../../domain/canonical.ts';
import { type ChainEnd, endOf, genesis, type SealedEntry } from '../../../domain/chain/append.ts';
import type { Entry, EntryFrame } from '../../../domain/chain/entry.ts';
import { ENTRY_RULE, resealed } from '../../../domain/masking/entry.ts';
import { keyedPseudonyms, NO_PSEUDONYMS, type Pseudonyms } from '../../../domain/masking/pseudonyms.ts';
import { masked, type RuleFor, UnknownMember } from '../../../domain/masking/rule.ts';
import { chainFrom, faultIn, operations } from '../../support/chains.ts';
import { newSigningKey } from '../../support/signing-key.ts';

const pseudonyms = keyedPseudonyms(new Uint8Array(32).fill(4));
const original = newSigningKey('key-1');
const own = newSigningKey('clone-key');

/** A whole chain written anew. */
function rewritten(chain: readonly SealedEntry[], by: Pseudonyms = pseudonyms): SealedEntry[] {
  const first = chain[0]?.entry;
  let end: ChainEnd | undefined = first && genesis(first.store, first.till);
  return chain.map(({ entry }) => {
    if (end === undefined) throw new Error('no end to build on');
    const sealed = resealed(end, entry, by, own);
    end = endOf(sealed.token);
    return sealed;
  });
}

const money = ({ entry }: SealedEntry) =>
  canonicalJson({
    perpetual: entry.perpetual,
    closing: entry.closing,
    unclosed: entry.unclosed,
    ...(entry.kind === 'closing' ? { totals: entry.totals, running: entry.running } : {}),
    ...(entry.kind === 'sale' || entry.kind === 'return' ? { total: entry.total, totals: entry.totals } : {}),
  });

describe('a chain written anew for a clone', () => {
  it("verifies with the clone's public key, and no longer with the original's", () => {
    fc.assert(
      fc.property(operations(1, 12), (steps) => {
        const chain = rewritten(chainFrom(steps, original));
        expect(faultIn(chain, own)).toBeUndefined();
        expect(faultIn(chain, original)).toMatchObject({ fault: 'not-signed' });
      }),
      { numRuns: 30 },
    );
  });

  it('says the same of money in every entry', () => {
    fc.assert(
      fc.property(operations(1, 12), (steps) => {
        const chain = chainFrom(steps, original);
        expect(rewritten(chain).map(money)).toEqual(chain.map(money));
      }),
      { numRuns: 30 },
    );
  });

  it('comes out the same however often it is written', () => {
    fc.assert(
      fc.property(operations(1, 8), (steps) => {
        const chain = chainFrom(steps, original);
        expect(rewritten(chain)).toEqual(rewritten(chain));
      }),
      { numRuns: 15 },
    );
  });

  it('names neither the advisor, nor a payment, nor what anybody wrote', () => {
    fc.assert(
      fc.property(operations(1, 12), (steps) => {
        for (const { canonical } of rewritten(chainFrom(steps, original)))
          for (const word of ['camille', 'REF-0000', 'REF-1000', 'faded', 'regular customer', 'printer jam', 'key-1'])
            expect(canonical).not.toContain(word);
      }),
      { numRuns: 30 },
    );
  });

  it('without masking differs in nothing but link and key', () => {
    fc.assert(
      fc.property(operations(1, 8), (steps) => {
        const chain = chainFrom(steps, original);
        rewritten(chain, NO_PSEUDONYMS).forEach(({ entry }, i) => {
          const { previous, key } = chain[i]?.entry ?? entry;
          expect({ ...entry, previous, key }).toEqual(chain[i]?.entry);
        });
      }),
      { numRuns: 15 },
    );
  });

  it('one advisor stays one advisor, one payment one payment', () => {
    const sale = (reference: string) =>
      masked<Entry>(
        { ...frame, kind: 'sale', lines: [], totals: [], total: 0, tenders: [{ type: 'card', amount: 0, reference }] },
        ENTRY_RULE,
        pseudonyms,
      );
    expect(sale('PSP-1')).toEqual(sale('PSP-1'));
    expect(sale('PSP-1')).not.toEqual(sale('PSP-2'));
  });
});

const frame = {
  store: 'LILLE',
  till: '1',
  sequence: 1,
  time: '2026-11-24T10:30:00+01:00',
  recordedAt: '2026-11-24T09:30:01.000Z',
  operator: 'camille',
  previous: '',
  key: 'key-1',
  perpetual: { sales: 0, returns: 0 },
  closing: 0,
  unclosed: { returns: [], sales: [] },
} satisfies EntryFrame;

describe('a rule', () => {
  it('refuses a member that it does not name, at any depth, by its path', () => {
    const withLoyalty = { ...frame, kind: 'void', reason: 'x', loyaltyCard: '123' } as Entry;
    expect(() => masked(withLoyalty, ENTRY_RULE, pseudonyms)).toThrow(
      new UnknownMember('no rule says what becomes of /loyaltyCard'),
    );
    const tender = { type: 'cash', amount: 1, payer: 'Jane' };
    const inTender = { ...frame, kind: 'return', original: '', lines: [], tenders: [tender], totals: [], total: 1 };
    expect(() => masked(inTender as Entry, ENTRY_RULE, pseudonyms)).toThrow('/tenders/0/payer');
  });

  it('refuses a value of another kind than the rule is for', () => {
    const rule: RuleFor<{ name: string; all: string[] }> = { name: 'words', all: ['words'] };
    const wrong = (value: unknown) => () => masked(value as { name: string; all: string[] }, rule, pseudonyms);
    expect(wrong({ name: 5, all: [] })).toThrow(UnknownMember);
    expect(wrong({ name: '', all: 'Jane' })).toThrow(UnknownMember);
    expect(wrong({ name: { given: 'Jane' }, all: [] })).toThrow(UnknownMember);
    expect(() => masked({ who: 'Jane' } as object, { who: { name: 'words' } } as never, pseudonyms)).toThrow(
      UnknownMember,
    );
  });

  it('that forgets a member does not compile', () => {
    // @ts-expect-error the member `name` has no rule
    const rule: RuleFor<{ name: string; amount: number }> = { amount: 'keep' };
    expect(rule).toEqual({ amount: 'keep' });
  });
});
