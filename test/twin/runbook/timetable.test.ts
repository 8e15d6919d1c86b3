import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { promised } from '../../../domain/morning/expected.ts';
import { promisedBackups } from '../../../lib/backup-rules.ts';
import type { BackupSettings } from '../../../lib/settings.ts';
import type { BackupPlan } from '../../../twin/backup/plan.ts';
import { fallenDue, timetableOf } from '../../../twin/runbook/timetable.ts';

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;

const { backup } = JSON.parse(readFileSync('settings/production.json', 'utf8')) as { backup: BackupSettings };
const RULES = promisedBackups(backup);

/** The plan of a Region as the twin has it, by the rules that the restore test is told. */
const plan: BackupPlan = {
  planId: 'plan',
  name: 'plan',
  region: 'eu-west-3',
  iamRoleArn: 'role',
  tables: ['ledger'],
  rules: RULES.map(({ rule, cron }) => ({ ruleId: rule, name: rule, schedule: cron, vault: 'own', copyActions: [] })),
};

const minutes = (count: number): number => count * MINUTE_MS;

/** What the restore test of a run that begins at `now` finds promised by a world that began when it says. */
function slotsAt(now: Date, begins: Date): string[] {
  const created_at = begins.toISOString();
  const vaults = ['own', 'tape'].map((name) => ({ name, tape: name === 'tape', created_at }));
  const tables = [{ kind: 'ledger' as const, created_at }];
  const slots = promised({ rules: RULES, vaults, tables, now: now.toISOString(), since_hours: 24 });
  return [...new Set(slots.map(({ slot }) => slot))].sort();
}

/** Any minute of four years with a leap day, often beside the hours at which the plan does something. */
const anyStart = fc
  .record({
    day: fc.integer({ min: 0, max: 4 * 366 }),
    minute: fc.oneof(fc.integer({ min: 0, max: 1439 }), fc.constantFrom(0, 29, 30, 31, 40, 59, 60, 100, 1439)),
    ms: fc.integer({ min: 0, max: MINUTE_MS - 1 }),
  })
  .map(({ day, minute, ms }) => new Date(Date.parse('2026-12-31T00:00:00Z') + day * DAY_MS + minutes(minute) + ms));

test('whenever a world begins and however long it takes, a restore test finds there all that is promised to it', () => {
  fc.assert(
    fc.property(
      anyStart,
      fc.integer({ min: 1, max: 6 }),
      fc.array(fc.integer({ min: 1, max: 100 }), { minLength: 1, maxLength: 4 }),
      (start, hours, waits) => {
        const { begins, times } = timetableOf({ plans: [plan] }, start, hours);
        const there = [...times];
        let now = start;
        for (const wait of waits) {
          now = new Date(now.getTime() + minutes(wait));
          there.push(...fallenDue({ plans: [plan] }, there.at(-1) ?? begins, now));
          // What it takes from the last backup to the moment at which the run counts what is expected.
          const counted = new Date(now.getTime() + minutes(5));
          expect(there.map((time) => time.toISOString())).toEqual(expect.arrayContaining(slotsAt(counted, begins)));
        }
        expect(there).toEqual(there.toSorted((one, other) => one.getTime() - other.getTime()));
        expect(new Set(there.map(Number)).size).toBe(there.length);
      },
    ),
  );
});

test('a world is sold in between two backups, so that each backup holds all that was sold before it', () => {
  fc.assert(
    fc.property(anyStart, fc.integer({ min: 1, max: 6 }), (start, hours) => {
      const { begins, times, selling } = timetableOf({ plans: [plan] }, start, hours);
      expect(selling.map(({ to }) => to)).toEqual(times);
      for (const [place, { from, to }] of selling.entries()) {
        expect(from.getTime()).toBeGreaterThan((times[place - 1] ?? begins).getTime());
        expect(from.getTime()).toBeLessThan(to.getTime());
      }
    }),
  );
});

test('a world that begins between 00:30 and 01:00 has the daily backup of 22:30, which is due', () => {
  const { times } = timetableOf({ plans: [plan] }, new Date('2027-03-01T00:40:00Z'), 2);
  expect(times.map((time) => time.toISOString().slice(0, 16))).toEqual([
    '2027-02-28T21:00',
    '2027-02-28T22:00',
    '2027-02-28T22:30',
  ]);
});
