import { describe, expect, it } from 'vitest';
import { copyAges } from '../../../domain/morning/copies.ts';
import { fidelityOf, type SeenTable, type TableSettings } from '../../../domain/morning/fidelity.ts';
import { colourOf, totalsOf } from '../../../domain/morning/report.ts';
import { setOutcome } from '../../../domain/morning/set-outcome.ts';
import { absentRow, untestedRow } from '../../../domain/morning/unseen.ts';
import { judged, type Outcome, type Run } from '../../../domain/morning/verdict.ts';
import { LIVE, point, RESTORED, SETTINGS, VAULTS } from '../../support/morning/world.ts';

const RUN: Run = {
  ...{
    run: 'run-1',
    run_started_at: '2026-11-24T04:00:00.000Z',
    date: '2026-11-24',
    region: 'eu-west-3',
    budget_s: 600,
  },
};

const GOOD: Outcome = {
  ...point(VAULTS.backup, 'ledger'),
  restore: { status: 'COMPLETED', seconds: 300 },
  check: { boots: true, findings: [], findings_count: 0, items: 10, entries: 9, compared: true },
  check_s: 20,
  fidelity: fidelityOf(RESTORED, LIVE, SETTINGS),
};

const FITS = setOutcome({ cross: { passed: true }, serve: { passed: true } });
const verdict = (more: Partial<Outcome>, set = FITS) => judged({ ...GOOD, ...more }, set, RUN).verdict;

/** What it is without some of its parts. */
function without(...names: (keyof Outcome)[]): Outcome {
  return Object.fromEntries(
    Object.entries(GOOD).filter(([name]) => !names.includes(name as keyof Outcome)),
  ) as unknown as Outcome;
}

describe('the verdict', () => {
  it('is good when it was restored, boots, and has lost nothing that cannot be set again', () => {
    const row = judged(GOOD, FITS, RUN);
    expect(row).toMatchObject({ verdict: 'good', says: [], ready_s: 320, safe_to_serve: false });
    expect(row.reapply).toContain('deletion_protection is false, must be true');
  });

  it.each(['restore', 'check', 'fidelity'] as const)('is never good without the %s', (part) => {
    expect(judged(without(part), FITS, RUN).verdict).toBe('bad');
  });

  it('counts the check into the time: a table is back when somebody could sell on it', () => {
    expect(verdict({ check_s: 300 })).toBe('good');
    expect(verdict({ check_s: 301 })).toBe('good-but-late');
  });

  it('is bad and not late when both would fit', () => {
    expect(verdict({ check_s: 301, failed: { step: 'boot check', error: 'Lambda.Unknown' } })).toBe('bad');
  });

  it('blames no recovery point for what the account or the service refused before it began', () => {
    const failed = (error: string, cause = '') => ({
      ...without('restore', 'check', 'fidelity'),
      failed: { step: 'start', error, cause },
    });
    const throttled = failed('Backup.BackupException', 'Rate exceeded (Service: Backup, Status Code: 400)');
    expect(judged(throttled, FITS, RUN).verdict).toBe('not-tested');
    expect(judged(failed('Backup.LimitExceededException'), FITS, RUN).verdict).toBe('not-tested');
    expect(judged(failed('Backup.AccessDeniedException'), FITS, RUN).verdict).toBe('bad');
  });

  it('is bad when its set does not fit together, serves nothing, or its check died', () => {
    const findings = [{ law: 'claim-without-form', item: 'FORM#1', says: '' }];
    expect(verdict({}, setOutcome({ cross: { passed: false, findings, findings_count: 1 } }))).toBe('bad');
    expect(verdict({}, setOutcome({ serve: { failed: { error: 'Lambda.Unknown' } } }))).toBe('bad');
  });

  it('is not good when nobody looked: neither at the set, nor at the live table beside it', () => {
    for (const seen of [{}, { cross: { passed: true } }, { serve: { passed: true } }])
      expect(verdict({}, setOutcome(seen))).toBe('not-tested');
    const uncompared = { ...GOOD.check, compared: false } as Outcome['check'];
    const row = judged({ ...GOOD, ...(uncompared ? { check: uncompared } : {}) }, setOutcome({}), RUN);
    expect(row).toMatchObject({
      verdict: 'not-tested',
      says: [
        'it was not compared with the live table, which is not there',
        expect.stringContaining('whether the tables of the set fit together'),
        expect.stringContaining('whether the real handlers serve on the set'),
      ],
    });
  });

  it('counts every fault of its set, also those that the checks of the set no longer name', () => {
    const findings = [{ law: 'claim-without-form', item: 'FORM#1', says: '' }];
    const check = { passed: false, findings, findings_count: 300 };
    expect(judged(GOOD, setOutcome({ cross: check, serve: check }), RUN).findings_count).toBe(600);
  });

  it('is bad of a recovery point that is not complete when it is due', () => {
    const { restore: _, check: __, fidelity: ___, ...unfinished } = GOOD;
    const row = judged({ ...unfinished, state: 'CREATING' }, FITS, RUN);
    expect(row).toMatchObject({ verdict: 'bad', says: ['the recovery point is CREATING'] });
  });
});

describe('fidelity', () => {
  const of = (restored: Partial<SeenTable>, settings: TableSettings = SETTINGS) =>
    fidelityOf({ ...LIVE, ...restored }, LIVE, settings);

  it('is safe to serve only when nothing is to be set again', () => {
    expect(of({})).toEqual({
      safe_to_serve: true,
      reapply: [],
      impossible: [],
      wrong: [],
      drift: [],
      unknown: [],
    });
  });

  it.each(
    Object.entries(RESTORED).filter(
      ([name, value]) => JSON.stringify(value) !== JSON.stringify(LIVE[name as keyof SeenTable]),
    ),
  )('names %s among what must be set again', (name, value) => {
    const { safe_to_serve, reapply, impossible } = of({ [name]: value });
    expect(safe_to_serve).toBe(false);
    expect([...reapply, ...impossible]).toEqual([expect.stringMatching(`^${name} is`)]);
  });

  it('does not ask for replicas to be set again: a table that holds items never becomes a strong one', () => {
    const { safe_to_serve, reapply, impossible } = of({ replicas: [] });
    expect({ safe_to_serve, reapply }).toEqual({ safe_to_serve: false, reapply: [] });
    expect(impossible).toEqual([
      expect.stringMatching(/^replicas is \[\], .*copy the items into an empty strong table$/),
    ]);
  });

  it('calls other keys, a lost index or another key wrong: no setting brings them back', () => {
    const live = { ...LIVE, indexes: ['due'] };
    const restored = { ...LIVE, keys: 'id:HASH', encryption: 'owned by AWS' };
    expect(fidelityOf(restored, live, SETTINGS).wrong).toHaveLength(3);
  });

  it('takes what the service does not answer for as not known, and never as right', () => {
    const { recovery_days: _, ...unknown } = LIVE;
    expect(fidelityOf(unknown, LIVE, SETTINGS)).toMatchObject({ safe_to_serve: false, unknown: ['recovery_days'] });
  });

  it('tells a live table that is not what the template says', () => {
    expect(fidelityOf(LIVE, { ...LIVE, deletion_protection: false }, SETTINGS).drift).toHaveLength(1);
  });

  it('does not mind tags and replicas beyond the template’s', () => {
    const more = { tags: { ...SETTINGS.tags, 'aws:backup': 'x' }, replicas: ['eu-central-1', 'eu-west-1'] };
    expect(of(more).safe_to_serve).toBe(true);
  });
});

describe('a morning', () => {
  const promise = { ...point(VAULTS.tape, 'ledger'), rule: 'daily', slot: '2026-11-23T22:30:00.000Z', due: '' };
  const rows = [
    judged(GOOD, FITS, RUN),
    judged({ ...GOOD, check_s: 400 }, FITS, RUN),
    absentRow(promise, RUN),
    untestedRow(point(VAULTS.tape, 'devices'), RUN),
  ];
  const safe = { advanced_backup_on: true, vaults: [{ vault: 'tape', tape: true, locked: true }] };

  it('counts every recovery point once, and an absent one as bad', () => {
    const totals = totalsOf(rows, 0, 0);
    expect(totals).toMatchObject({ expected: 4, restored: 2, good: 1, late: 1, bad: 1, absent: 1, not_tested: 1 });
    expect(totals.good + totals.late + totals.bad + totals.not_tested).toBe(totals.expected);
  });

  it.each([
    ['green', rows.slice(0, 1), 0, safe],
    ['amber', rows.slice(0, 2), 0, safe],
    ['red', rows, 0, safe],
    ['red', rows.slice(0, 1), 1, safe],
    ['red', [], 0, safe],
    ['red', rows.slice(0, 1), 0, { ...safe, advanced_backup_on: false }],
    ['red', rows.slice(0, 1), 0, { ...safe, vaults: [{ vault: 'tape', tape: true, locked: false }] }],
    ['red', rows.slice(0, 1), 0, { failed: 'AccessDeniedException' }],
  ] as const)('is %s (%#)', (colour, of, leftovers, settings) => {
    expect(
      colourOf(totalsOf(of, leftovers, 0), { ...settings, vaults: [...('vaults' in settings ? settings.vaults : [])] }),
    ).toBe(colour);
  });

  it('says how old the newest copy of each table is, and the bound where there is none', () => {
    const found = [point(VAULTS.tape, 'ledger'), point(VAULTS.backup, 'devices')];
    const ages = copyAges(found, VAULTS.tape, '2026-11-24T04:00:00.000Z', 192);
    expect(ages[0]).toEqual({ kind: 'ledger', newest: '2026-11-23T22:30:00.000Z', age_hours: 5.5 });
    expect(ages[1]).toEqual({ kind: 'devices', age_hours: 192 });
  });
});
