import { describe, expect, it } from 'vitest';
import { cloneInput, MOST_DAYS } from '../../../lambdas/clone/plan/input.ts';
import { setAsOf, setNamed } from '../../../lambdas/clone/plan/recovery-points.ts';
import { renamedTables } from '../../../lambdas/clone/plan/rename.ts';
import { pointsAt } from './support.ts';

const NOW = new Date('2026-11-24T13:00:00Z');
const LIVE = {
  ledger: 'permanence-production-ledger',
  devices: 'permanence-production-devices',
  'tax-free': 'permanence-production-tax-free',
  operations: 'permanence-production-operations',
};

describe('what is asked of a clone', () => {
  it('is a name, and all else has a default: masked, three days, the backup vault, the latest instant', () => {
    expect(cloneInput({ name: 'july' }, NOW)).toEqual({
      name: 'july',
      rename: { prefix: 'permanence-clone-july-' },
      masking: true,
      days: 3,
      vault: 'backup',
    });
  });

  it.each([
    ['no object', 'july', /"name"/],
    ['no name', {}, /name is/],
    ['a name with capitals', { name: 'July' }, /name is/],
    ['a name too long for the API', { name: 'a23456789-12345678-12345678' }, /name is/],
    ['a member nobody knows', { name: 'july', mask: false }, /no member mask/],
    ['masking that is no yes or no', { name: 'july', masking: 'no' }, /masking/],
    ['no day', { name: 'july', days: 0 }, /from 1 to 30/],
    ['too many days', { name: 'july', days: MOST_DAYS + 1 }, /from 1 to 30/],
    ['half a day', { name: 'july', days: 1.5 }, /whole number/],
    ['another vault', { name: 'july', vault: 'mine' }, /vault/],
    ['an instant that is none', { name: 'july', instant: 'yesterday' }, /instant is a time/],
    ['an instant without offset', { name: 'july', instant: '2026-11-24T05:00:00' }, /offset/],
    ['an instant to come', { name: 'july', instant: '2026-11-25T05:00:00Z' }, /future/],
    ['too few recovery points', { name: 'july', recovery_points: ['a'] }, /one of each table/],
    [
      'an instant and recovery points',
      { name: 'july', instant: '2026-11-24T05:00:00Z', recovery_points: ['a', 'b', 'c', 'd'] },
      /not both/,
    ],
    ['a rename rule that is none', { name: 'july', rename: 'x' }, /rename is/],
    ['half a pattern', { name: 'july', rename: { pattern: 'x' } }, /rename is/],
    ['two rules', { name: 'july', rename: { prefix: 'x', to: 'y' } }, /rename is/],
  ])('is refused with %s', (_, input, says) => {
    expect(() => cloneInput(input, NOW)).toThrow(says);
    expect(() => cloneInput(input, NOW)).toThrow(expect.objectContaining({ name: 'InvalidClone' }));
  });
});

describe('renaming', () => {
  it('puts a prefix in place of the original one', () => {
    expect(renamedTables({ prefix: 'permanence-clone-july-' }, LIVE)['tax-free']).toBe(
      'permanence-clone-july-tax-free',
    );
  });

  it('fills the captures of a pattern in', () => {
    const rule = { pattern: 'permanence-(\\w+)-(.+)', to: 'permanence-clone-$1-july-$2' };
    expect(renamedTables(rule, LIVE)).toMatchObject({ ledger: 'permanence-clone-production-july-ledger' });
  });

  it.each([
    ['shadows a live table', { pattern: '.*', to: 'permanence-production-ledger' }, /live table/],
    ['names the live tables again', { prefix: 'permanence-production-' }, /live table/],
    ['leaves the names of clones', { prefix: 'test-' }, /does not begin/],
    ['calls two tables the same', { pattern: '.*', to: 'permanence-clone-july' }, /two tables/],
    ['makes a name no table can have', { prefix: 'permanence-clone-é-' }, /can have/],
    ['matches only part of a name', { pattern: 'permanence', to: 'permanence-clone-july' }, /does not match/],
    ['is no expression', { pattern: '(', to: 'x' }, /no regular expression/],
    ['is endless', { pattern: 'x'.repeat(101), to: 'x' }, /more than 100/],
  ])('is refused when it %s', (_, rule, says) => {
    expect(() => renamedTables(rule, LIVE)).toThrow(says);
  });
});

describe('recovery points of one instant', () => {
  const early = pointsAt('2026-11-24T10:00:00.000Z');
  const late = pointsAt('2026-11-24T11:00:00.000Z');

  it('are those of the latest run at or before it', () => {
    expect(setAsOf('2026-11-24T11:30:00Z', [...early, ...late]).taken_at).toBe('2026-11-24T11:00:00.000Z');
    expect(setAsOf('2026-11-24T11:00:00Z', [...early, ...late]).taken_at).toBe('2026-11-24T11:00:00.000Z');
    expect(setAsOf('2026-11-24T10:59:59Z', [...late, ...early]).taken_at).toBe('2026-11-24T10:00:00.000Z');
  });

  it('are never mixed from two runs: one that lacks a table is passed over', () => {
    const { points, taken_at } = setAsOf('2026-11-24T12:00:00Z', [...early, ...late.slice(1)]);
    expect(taken_at).toBe('2026-11-24T10:00:00.000Z');
    expect(new Set(Object.values(points).map((point) => point.taken_at)).size).toBe(1);
  });

  it('are never mixed from two rules', () => {
    const daily = pointsAt('2026-11-24T11:00:00.000Z', 'daily');
    const mixed = [...late.slice(0, 2), ...daily.slice(2)];
    expect(() => setAsOf('2026-11-24T12:00:00Z', mixed)).toThrow(expect.objectContaining({ name: 'NoRecoveryPoints' }));
  });

  it('may have been taken minutes apart', () => {
    const spread = late.map((point, i) => ({ ...point, taken_at: `2026-11-24T11:0${i}:00.000Z` }));
    expect(setAsOf('2026-11-24T12:00:00Z', [...early, ...spread]).taken_at).toBe('2026-11-24T11:03:00.000Z');
  });

  it('are refused when there are none', () => {
    expect(() => setAsOf('2026-11-24T09:00:00Z', early)).toThrow(
      'the first one is of 2026-11-24T10:00:00.000Z: say as_of',
    );
  });

  it('are promised for the next full hour where no backup is whole yet', () => {
    for (const young of [[], early.slice(1)])
      expect(() => setAsOf('2026-11-24T12:00:00Z', young)).toThrow(
        /holds none yet\. Backups are due at each full hour .* try again then/,
      );
  });

  it('can be named, one of each table', () => {
    const arns = early.map(({ arn }) => arn);
    expect(setNamed(arns, [...late, ...early]).taken_at).toBe('2026-11-24T10:00:00.000Z');
    expect(() => setNamed([...arns.slice(1), 'arn:unknown'], early)).toThrow(/arn:unknown/);
    const twice = [...early.slice(0, 3), ...late.slice(0, 1)];
    expect(() =>
      setNamed(
        twice.map(({ arn }) => arn),
        twice,
      ),
    ).toThrow(/one of each table/);
  });
});
