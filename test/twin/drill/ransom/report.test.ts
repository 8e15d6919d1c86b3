import { expect, test } from 'vitest';
import { lawsOf } from '../../../../twin/drill/ransom/report.ts';

type Figures = Parameters<typeof lawsOf>[0];

/** A ledger that was attacked in sixteen places, and is whole again. */
const WHOLE: Figures = {
  ...{ attacks: 3, damaged: 16, found: 16, repaired: 16, false_alarms: 0 },
  ...{ untouched: 2400, untouched_changed: 0, chains_broken: 0 },
  ...{ legitimate_lost: 0, unexplained: 0, over_returned: 0, sold_meanwhile: 40, halted_till_went_on: true },
  ...{ evidence_kept: 9, evidence_due: 9, second_run_found: 0, tables_left: 0 },
  counts: { missing: 5, altered: 7, forged: 4, marks: 0, unrepairable: 0 } as Figures['counts'],
  ...{ kinds: {}, repair_s: 20, took_s: 90, seed: '7' },
};

const broken = (changes: Partial<Figures>): string[] =>
  lawsOf({ ...WHOLE, ...changes }).flatMap(({ law, holds }) => (holds ? [] : [law]));

test('a ledger in which every damage was found and put right, and nothing else was touched, breaks no law', () => {
  expect(broken({})).toEqual([]);
});

test.each<[string, Partial<Figures>, string]>([
  ['a damage that nobody found', { found: 15 }, 'every damaged entry is found'],
  ['an attack that damaged nothing', { damaged: 0, found: 0, repaired: 0 }, 'every damaged entry is found'],
  ['a false alarm', { false_alarms: 1 }, 'and nothing else'],
  ['a damage that was left', { repaired: 15 }, 'every damaged entry is put right'],
  ['an untouched entry that changed', { untouched_changed: 1 }, 'what nobody touched is as it was'],
  ['goods that could come back twice', { over_returned: 1 }, 'nothing can come back that was not sold'],
  ['a broken chain', { chains_broken: 1 }, 'every chain verifies'],
  ['a lost receipt', { legitimate_lost: 1 }, 'no receipt that a customer has is lost'],
  ['a receipt that nobody handed out', { unexplained: 1 }, 'no receipt that a customer has is lost'],
  ['a store that sold nothing meanwhile', { sold_meanwhile: 0 }, 'no receipt that a customer has is lost'],
  ['a till that stays halted', { halted_till_went_on: false }, 'a till whose places were taken goes on'],
  ['lost evidence', { evidence_kept: 8 }, 'what the thieves left is kept'],
  ['a second run that finds something', { second_run_found: 1 }, 'a second run finds nothing to do'],
  ['a table that stays', { tables_left: 1 }, 'no restored table is left'],
])('%s breaks a law', (_, changes, law) => {
  expect(broken(changes)).toContain(law);
});
