import { describe, expect, it } from 'vitest';
import type { Way } from '../../../lambdas/shared/synthetic-tills.ts';
import { lineOf } from '../../../lambdas/synthetic-store/emit.ts';
import type { Fared, Visited } from '../../../lambdas/synthetic-store/synthetic-store.ts';

const fared = (way: Way, ok = true): Fared => ({
  way,
  url: `https://${way}.sell.example`,
  ok,
  took_ms: 120,
  steps: [{ step: 'head', ok, took_ms: 3000, ...(ok ? { status: 200 } : { why: 'timeout' }) }],
});

const visited = (more: Partial<Visited> = {}): Visited => ({
  region: 'eu-central-1',
  at: '2026-11-24T12:00:00.000Z',
  ok: true,
  fared: [fared('public'), fared('own'), fared('other')],
  other_left: false,
  other_writes: true,
  ...more,
});

const lost: Partial<Visited> = { ok: false, fared: [fared('own'), fared('other', false)], other_writes: false };

describe('the line of a visit', () => {
  it('has a number for each way, and for what the other Region is suspected of', () => {
    expect(lineOf(visited(), 'watch')).toEqual({
      level: 'INFO',
      synthetic: {
        public: 0,
        public_ms: 120,
        own: 0,
        own_ms: 120,
        other: 0,
        other_ms: 120,
        other_slow_ms: 120,
        other_lost: 0,
        other_mute: 0,
      },
      failed: [],
    });
  });

  it('tells of a Region that is lost, and which request failed why', () => {
    expect(lineOf(visited(lost), 'watch')).toMatchObject({
      level: 'WARN',
      synthetic: { own: 0, other: 1, other_lost: 1, other_mute: 1 },
      failed: [{ way: 'other', step: 'head', why: 'timeout' }],
    });
  });

  it('takes nothing for a loss in a Region that was left on purpose, though it says how it fared', () => {
    const { synthetic } = lineOf(visited({ ...lost, other_left: true }), 'watch');
    expect(synthetic).toMatchObject({ other: 1, other_lost: 0, other_mute: 0 });
    expect(lineOf(visited({ other_left: true }), 'watch').synthetic).not.toHaveProperty('other_slow_ms');
  });

  it('feeds no alarm about ways that were not tried, nor by a verification', () => {
    expect(Object.keys(lineOf(visited({ fared: [fared('own')] }), 'watch').synthetic ?? {})).toEqual(['own', 'own_ms']);
    expect(lineOf(visited(lost), 'verify')).not.toHaveProperty('synthetic');
  });
});
