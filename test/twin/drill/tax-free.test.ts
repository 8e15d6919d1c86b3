import { expect, test } from 'vitest';
import { figuresOf } from '../../../twin/drill/tax-free/figures.ts';
import { lawsOf } from '../../../twin/drill/tax-free/report.ts';
import { taxFree } from '../../../twin/drill/tax-free/tax-free.ts';

const LIMIT_MS = 420_000;

test('kiosks refund through the loss of a Region: one credit a form, and customs, acquirer and ledger agree', {
  timeout: LIMIT_MS,
}, async () => {
  const run = await taxFree({ seed: 'law', kiosks: 4, forms: 12, away_ms: 1_500, onProgress: () => undefined });
  const figures = figuresOf(run);
  expect(run.findings).toEqual({
    lost: [],
    doubled: [],
    claimless: [],
    claimsLeft: [],
    stuck: [],
    disagreeing: [],
    overReturned: [],
  });
  expect(lawsOf(figures).every(({ holds }) => holds)).toBe(true);
  expect(figures.forms).toBeGreaterThan(6);
  expect(figures.credited).toBeGreaterThan(4);
  expect(figures.regions_killed).toHaveLength(1);
});
