import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Plan, promised } from '../../../domain/morning/expected.ts';
import { match } from '../../../domain/morning/matching.ts';
import type { Found, Promised } from '../../../domain/morning/recovery-point.ts';
import { timesBetween } from '../../../domain/morning/schedule.ts';
import { setsOf } from '../../../domain/morning/sets.ts';

const HOURLY = { rule: 'hourly', cron: 'cron(0 * * * ? *)', due_minutes: 120, copy_due_minutes: 240 };
const DAILY = { rule: 'daily', cron: 'cron(30 22 * * ? *)', due_minutes: 120 };
const LONG_AGO = '2026-01-01T00:00:00.000Z';

const plan = (more: Partial<Plan> = {}): Plan => ({
  rules: [HOURLY, DAILY],
  vaults: [
    { name: 'backup', tape: false, created_at: LONG_AGO },
    { name: 'tape', tape: true, created_at: LONG_AGO },
  ],
  tables: [
    { kind: 'ledger', created_at: LONG_AGO },
    { kind: 'tax-free', created_at: LONG_AGO },
  ],
  now: '2026-11-24T04:00:00.000Z',
  since_hours: 24,
  ...more,
});

const asFound = ({ vault, kind, rule, slot }: Promised): Found => ({
  ...{ vault, kind, rule, size_bytes: 1, recovery_point: `${vault}:${kind}:${rule}:${slot}` },
  taken_at: new Date(Date.parse(slot) + 90_000).toISOString(),
});

describe('a schedule', () => {
  it.each([
    ['cron(0 * * * ? *)', 24],
    ['cron(0/15 * * * ? *)', 96],
    ['cron(30 22 * * ? *)', 1],
    ['cron(0,30 8 ? * * *)', 2],
    ['cron(0 8/6 * * ? *)', 3],
  ])('%s comes %i times a day', (cron, times) => {
    const day = Date.parse('2026-11-24T00:00:00Z');
    expect(timesBetween(cron, day - 1, day + 86_400_000 - 1)).toHaveLength(times);
  });

  it.each(['cron(0 8 1 * ? *)', 'cron(0 8 ? * MON *)', 'rate(1 hour)', 'cron(61 * * * ? *)', 'cron(0/0 * * * ? *)'])(
    '%s is refused by name: it is not one of every day',
    (cron) => expect(() => timesBetween(cron, 0, 1)).toThrow(cron),
  );
});

describe('what the plan promised', () => {
  it('is every table in each vault for each run that fell due, copies where a rule copies', () => {
    const all = promised(plan());
    expect(all.filter(({ rule, vault }) => rule === 'hourly' && vault === 'backup')).toHaveLength(48);
    expect(all.filter(({ rule, vault }) => rule === 'hourly' && vault === 'tape')).toHaveLength(48);
    expect(all.filter(({ rule }) => rule === 'daily')).toHaveLength(2);
    expect(all.every(({ due }) => due <= '2026-11-24T04:00:00.000Z')).toBe(true);
  });

  it('falls due in exactly one of the mornings', () => {
    const today = promised(plan());
    const tomorrow = promised(plan({ now: '2026-11-25T04:00:00.000Z' }));
    const key = ({ vault, kind, rule, slot }: Promised) => `${vault} ${kind} ${rule} ${slot}`;
    const both = new Set(today.map(key));
    expect(tomorrow.filter((one) => both.has(key(one)))).toEqual([]);
    expect(tomorrow).toHaveLength(today.length);
  });

  it('is nothing of the time before the vault or the table was there', () => {
    const young = { kind: 'ledger', created_at: '2026-11-24T00:30:00.000Z' } as const;
    const slots = promised(plan({ tables: [young], rules: [HOURLY] })).map(({ slot }) => slot);
    expect(slots).toEqual(['2026-11-24T01:00:00.000Z', '2026-11-24T02:00:00.000Z']);
  });
});

describe('what is found', () => {
  it('fulfils what was promised, one for one, and what has none is absent', () => {
    const promises = promised(plan());
    fc.assert(
      fc.property(fc.subarray(promises), (there) => {
        const { points, absent } = match(promises, there.map(asFound));
        expect(points.every(({ slot, rule, recovery_point }) => recovery_point.endsWith(`${rule}:${slot}`))).toBe(true);
        expect(absent).toHaveLength(promises.length - there.length);
        expect(absent.filter((one) => there.includes(one))).toEqual([]);
      }),
      { numRuns: 50 },
    );
  });

  it('never stands for a run of the plan when it was made by hand after it was due', () => {
    const promises = promised(plan({ rules: [DAILY] }));
    const { rule: _, ...byHand } = asFound(promises[0] as Promised);
    const late = { ...byHand, taken_at: '2026-11-24T03:00:00.000Z' };
    expect(match(promises, [late]).absent).toHaveLength(promises.length);
  });

  it('falls into sets of one run and one vault, each point into exactly one', () => {
    const promises = promised(plan());
    const { points } = match(promises, promises.map(asFound));
    const sets = setsOf(points);
    expect(sets.flatMap((set) => set.points)).toHaveLength(points.length);
    for (const set of sets) {
      expect(new Set(set.points.map(({ vault, rule, slot }) => `${vault}/${rule}/${slot}`))).toEqual(
        new Set([set.set]),
      );
      expect(new Set(set.points.map(({ kind }) => kind)).size).toBe(set.points.length);
    }
  });

  it('beside the plan is a set when it was taken within the hour', () => {
    const at = (recovery_point: string, kind: 'ledger' | 'tax-free', taken_at: string): Found => ({
      ...{ vault: 'backup', kind, recovery_point, taken_at, size_bytes: 1 },
    });
    const sets = setsOf([
      at('a', 'ledger', '2026-11-24T01:00:00.000Z'),
      at('b', 'tax-free', '2026-11-24T01:20:00.000Z'),
      at('c', 'ledger', '2026-11-24T01:30:00.000Z'),
      at('d', 'tax-free', '2026-11-24T02:40:00.000Z'),
    ]);
    expect(sets.map(({ points }) => points.map(({ recovery_point }) => recovery_point).join(''))).toEqual([
      'ab',
      'c',
      'd',
    ]);
  });
});
