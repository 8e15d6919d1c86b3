import { expect, test } from 'vitest';
import { regionLoss } from '../../../twin/drill/region-loss.ts';
import { figuresOf, lawsOf } from '../../../twin/drill/report.ts';

test('two stores sell through the loss of a Region: nothing is lost, nothing doubled, every chain is whole', {
  timeout: 180_000,
}, async () => {
  const loss = await regionLoss({
    seed: 'law',
    tills: 4,
    receipts: 160,
    fault: 'kill',
    away_ms: 2000,
    onProgress: () => undefined,
  });
  const figures = figuresOf(loss);
  expect(lawsOf(figures).filter(({ holds, law }) => !holds && !law.startsWith('no till waits'))).toEqual([]);
  expect(figures.acknowledged).toBeGreaterThan(140);
  expect(figures.ledger_entries).toBeGreaterThanOrEqual(figures.acknowledged);
});
