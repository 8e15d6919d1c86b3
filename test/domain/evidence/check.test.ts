import { describe, expect, it } from 'vitest';
import { type AnchorBook, note } from '../../../domain/evidence/anchors.ts';
import { checkEvidence } from '../../../domain/evidence/check.ts';
import { evidenceGenesis, type Head, type SealedEvidence, sealEvidence } from '../../../domain/evidence/entry.ts';
import { chainOf, draft } from './support.ts';

const headOf = ({ sequence, hash }: Head): Head => ({ sequence, hash });
const real = chainOf([{ n: 1 }, { n: 2 }, { n: 3 }]);
const forged = chainOf([{ n: 1 }, { n: 'nothing' }, { n: 3 }]);
const last = real[2] as SealedEvidence;
const witness = sealEvidence(
  evidenceGenesis('failback'),
  draft({}, { runbook: 'failback', heads: { failover: headOf(last) } }),
);

const check = (chains: Record<string, readonly SealedEvidence[]>, book?: AnchorBook) =>
  checkEvidence(
    Object.keys(chains),
    async function* (runbook) {
      yield* chains[runbook] ?? [];
    },
    book,
  );

describe('chains that are verified together', () => {
  it('give their heads', async () => {
    expect(await check({ failover: real, failback: [witness] })).toEqual({
      heads: [
        { runbook: 'failover', ...headOf(last) },
        { runbook: 'failback', ...headOf(witness) },
      ],
    });
  });

  it.each([
    ['before', { failback: [witness], failover: forged }],
    ['after', { failover: forged, failback: [witness] }],
  ])('show one that was computed anew by another read %s it', async (_, chains) => {
    expect(await check(chains)).toEqual({ fault: { runbook: 'failover', sequence: 3, fault: 'not-as-anchored' } });
  });

  it('show one that was cut short by another', async () => {
    expect(await check({ failover: real.slice(0, 2), failback: [witness] })).toMatchObject({
      fault: { fault: 'missing' },
    });
  });

  it('show one that was computed anew by what was noted', async () => {
    const book: AnchorBook = new Map();
    note(book, { runbook: 'failover', ...headOf(last) });
    expect(await check({ failover: forged }, book)).toMatchObject({ fault: { sequence: 3 } });
  });

  it('show two that say different things of a third', async () => {
    const liar = sealEvidence(
      evidenceGenesis('repair-ledger'),
      draft({}, { runbook: 'repair-ledger', heads: { failover: headOf(forged[2] as SealedEvidence) } }),
    );
    expect(await check({ failback: [witness], 'repair-ledger': [liar] })).toMatchObject({
      fault: { runbook: 'failover' },
    });
  });
});
