import { expect, test } from 'vitest';
import { lawsOf } from '../../../../twin/drill/damaged-backup/report.ts';

type Figures = Parameters<typeof lawsOf>[0];

/** Twelve things were done to backups, jobs and runs, and each was told. */
const TOLD: Figures = {
  ...{ done: 12, detected: 12, named: 12, false_alarms: 0, leftovers: 0 },
  ...{ swept: 3, kinds: {}, took_s: 90, seed: '7' },
};

const broken = (changes: Partial<Figures>): string[] =>
  lawsOf({ ...TOLD, ...changes }).flatMap(({ law, holds }) => (holds ? [] : [law]));

test('damages that are all reported, named and cleaned up after break no law', () => {
  expect(broken({})).toEqual([]);
});

test.each<[string, Partial<Figures>, string]>([
  ['a damage that no report shows', { detected: 11 }, 'whatever was done is reported'],
  ['a drill that did nothing', { done: 0, detected: 0, named: 0 }, 'whatever was done is reported'],
  ['a report that blames nobody', { named: 11 }, 'the report names what is to blame'],
  ['a false alarm', { false_alarms: 1 }, 'what nobody touched is good'],
  ['a table that stays', { leftovers: 1 }, 'no restored table is left'],
])('%s breaks a law', (_, changes, law) => {
  expect(broken(changes)).toContain(law);
});
