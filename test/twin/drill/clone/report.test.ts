import { expect, test } from 'vitest';
import type { CloneDrill } from '../../../../twin/drill/clone/clone.ts';
import { figuresOf } from '../../../../twin/drill/clone/report.ts';

const scan = (leaks_count: number, items = 90) => ({ known: 40, items, texts: 400, leaks: [], leaks_count });
const LOOKED = { scan: scan(0), control: scan(70) };
const APART = {
  ...{ asked: 4, refused: 4, stranger_refused: true },
  ...{ sold: 2, form: 'transmitted', outside_calls: 0 },
};
const REPAIRED = { state: 'serving', health: 200, url: 'http://127.0.0.1:9' } as const;
const REMOVAL = { too_early: 0, removed: 2, left: [] };

const GOOD: CloneDrill = {
  ...{ seed: '1', clone_s: 20, took_s: 200, whole: LOOKED, mended: LOOKED, apart: APART },
  clone: {
    ...{ name: 'spring', url: 'http://127.0.0.1:9', expires_at: '2026-11-25T04:00:00Z', rewritten: 80 },
    tables: { ledger: 'a', devices: 'b', 'tax-free': 'c', operations: 'd' },
  },
  half: { name: 'autumn', left: 'masking', lock_over: new Date(0) },
  repaired: REPAIRED,
  removal: REMOVAL,
};

test('a clone that holds nothing of its original, serves, and goes on its date is good', () => {
  expect(figuresOf(GOOD).verdict).toBe('good');
});

test.each<[string, Partial<CloneDrill>]>([
  ['a leak in the clone', { whole: { ...LOOKED, scan: scan(1) } }],
  ['a leak in the one that was repaired', { mended: { ...LOOKED, scan: scan(1) } }],
  ['a look at nothing', { whole: { ...LOOKED, scan: scan(0, 0) } }],
  ['a look that finds nothing in the original either', { whole: { ...LOOKED, control: scan(0) } }],
  ['one device of the original that gets in', { apart: { ...APART, refused: 3 } }],
  ['a door at which nobody knocked', { apart: { ...APART, asked: 0, refused: 0 } }],
  ['a device of the clone that gets out', { apart: { ...APART, stranger_refused: false } }],
  ['a clone that issues no form', { apart: { ...APART, form: 'unanswered' } }],
  ['a call to customs', { apart: { ...APART, outside_calls: 1 } }],
  ['a run that was stopped too late', { half: { ...GOOD.half, left: 'serving' } }],
  ['a repaired clone that is not well', { repaired: { ...REPAIRED, health: 503 } }],
  ['a clone that goes before its date', { removal: { ...REMOVAL, too_early: 1 } }],
  ['something that stays after it', { removal: { ...REMOVAL, left: ['a table'] } }],
])('%s breaks a law', (_, changes) => {
  expect(figuresOf({ ...GOOD, ...changes }).verdict).toBe('broken');
});
