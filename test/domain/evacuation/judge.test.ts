import { describe, expect, it } from 'vitest';
import type { Asked } from '../../../domain/evacuation/asked.ts';
import { type Facts, judge } from '../../../domain/evacuation/judge.ts';

const WELL: Facts = {
  region: 'eu-west-3',
  own: 'eu-central-1',
  other: 'eu-west-3',
  own_serves: 'all',
  left_serves: 'all',
  canary: { ok: true, says: 'answered 200' },
  other_canary: { ok: false, says: 'gave no answer: timeout' },
  concurrency: { quota: 3000, needed: 1500 },
  hour: 4,
  peak: { from: 10, to: 20 },
  versions: { 'eu-central-1': 'v1', 'eu-west-3': 'v1' },
  mornings: [{ region: 'eu-central-1', date: '2026-11-24', colour: 'green' }],
};

const DRILL: Asked = { mode: 'drill', manner: 'ungraceful', game_day: false, force: [] };
const EMERGENCY: Asked = { ...DRILL, mode: 'real' };
const PLANNED: Asked = { ...EMERGENCY, manner: 'graceful' };
const GAME_DAY: Asked = { ...DRILL, game_day: true };

const SICK = { canary: { ok: false, says: 'answered 503' } };
const stopping = (asked: Asked, facts: Partial<Facts>): string[] =>
  judge(asked, { ...WELL, ...facts })
    .refusals.filter(({ stops }) => stops)
    .map(({ name }) => name);

describe('what speaks against leaving a Region', () => {
  it('is nothing when the survivor is well', () => {
    expect(judge(DRILL, WELL)).toEqual({ can_take_everything: true, refusals: [] });
  });

  it.each([
    ['a sick survivor', SICK, 'survivor-sick'],
    ['too small a quota', { concurrency: { quota: 1000, needed: 1500 } }, 'too-little-concurrency'],
    ['another definition', { versions: { 'eu-central-1': 'v2', 'eu-west-3': 'v1' } }, 'definitions-differ'],
    ['red backups', { mornings: [{ region: 'eu-central-1', date: '2026-11-24', colour: 'red' }] }, 'backups-red'],
  ] as const)('ends a drill and a planned evacuation: %s', (_, facts, name) => {
    expect(stopping(DRILL, facts)).toEqual([name]);
    expect(stopping(PLANNED, facts)).toEqual([name]);
  });

  it('is left to a person while customers wait, and says that the survivor may not carry everything', () => {
    const { can_take_everything, refusals } = judge(EMERGENCY, { ...WELL, ...SICK });
    expect(can_take_everything).toBe(false);
    expect(refusals).toMatchObject([{ name: 'survivor-sick', stops: false }]);
  });

  it('is overruled by its name', () => {
    expect(stopping({ ...DRILL, force: ['survivor-sick'] }, SICK)).toEqual([]);
    expect(stopping({ ...DRILL, force: ['backups-red'] }, SICK)).toEqual(['survivor-sick']);
  });

  it.each([['leave itself', { region: 'eu-central-1' }, 'nowhere-to-go']] as const)(
    'can never be overruled where it would %s',
    (_, facts, name) => {
      for (const asked of [DRILL, EMERGENCY, PLANNED])
        expect(stopping({ ...asked, force: [name] }, facts)).toEqual([name]);
    },
  );

  it('is that this Region was left itself, unless somebody says by its name that it takes everything back', () => {
    for (const asked of [DRILL, EMERGENCY, PLANNED]) {
      expect(stopping(asked, { own_serves: 'none' })).toEqual(['survivor-evacuated']);
      expect(stopping({ ...asked, force: ['survivor-evacuated'] }, { own_serves: 'none' })).toEqual([]);
    }
  });

  it('is that a Region was left before: no game day and no drill takes over what another run caused', () => {
    const left = { left_serves: 'none' } as const;
    expect(stopping(GAME_DAY, left)).toEqual(['already-left']);
    expect(stopping(GAME_DAY, { left_serves: 'canary' })).toEqual(['already-left']);
    expect(stopping({ ...DRILL, force: ['already-left'] }, left)).toEqual(['already-left']);
    expect(judge(EMERGENCY, { ...WELL, ...left }).refusals).toMatchObject([{ name: 'already-left', stops: false }]);
  });

  it('is the hour, for whoever is in no hurry: from the first hour until the last begins', () => {
    const hours = (asked: Asked) => [9, 10, 19, 20].filter((hour) => stopping(asked, { hour }).includes('peak-hours'));
    expect([PLANNED, GAME_DAY, EMERGENCY, DRILL].map(hours)).toEqual([[10, 19], [10, 19], [], []]);
  });

  it('is for a game day that nobody has tried a backup', () => {
    expect(stopping(GAME_DAY, { mornings: [] })).toEqual(['backups-unknown']);
    expect(stopping(EMERGENCY, { mornings: [] })).toEqual([]);
  });
});
