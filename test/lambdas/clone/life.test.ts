import { beforeAll, describe, expect, it } from 'vitest';
import { CLONE_STATES, statesBefore } from '../../../lambdas/clone/life/state.ts';
import { MOST_ATTEMPTS, wayOf } from '../../../lambdas/clone/life/way.ts';
import { type Desk, openDesk } from '../../support/tax-free/desk.ts';
import { type Bench, itemsOf, openBench, pointsAt, RUN } from './support.ts';

const OTHER = `${RUN}-other`;
const REPAIR = `${RUN}-repair`;
const INPUT = { name: 'july' };

type Plan = {
  attempt: number;
  names: Record<string, string>;
  tables: { kind: string; token: string }[];
  tags: { Key: string; Value: string }[];
  expires_at: string;
  cost: { in_all_usd: number; per_day_usd: number };
};

describe('the life of a clone', () => {
  let desk: Desk;
  let bench: Bench;
  beforeAll(async () => {
    desk = await openDesk();
  });
  const open = async (own = {}) => {
    bench = await openBench(desk, own);
    return bench;
  };
  const plan = (input: object = INPUT, run = RUN) => bench.clone({ step: 'plan', run, input }) as Promise<Plan>;
  const mark = (to: string, more: object = {}) => bench.clone({ step: 'mark', name: 'july', run: RUN, to, ...more });
  const look = () => bench.clone({ step: 'look', name: 'july' });

  it('begins with a plan: recovery points, names, tags, a date, what it will cost', async () => {
    await open();
    const planned = await plan({ ...INPUT, days: 2 });
    expect(planned).toMatchObject({
      attempt: 1,
      expires_at: '2026-11-26T13:00:00.000Z',
      names: { 'tax-free': 'permanence-clone-july-tax-free' },
      tags: [
        { Key: 'permanence:clone', Value: 'july' },
        { Key: 'permanence:expires', Value: '2026-11-26T13:00:00.000Z' },
      ],
    });
    expect(planned.tables).toHaveLength(4);
    expect(planned.cost.per_day_usd).toBeGreaterThan(0);
    expect(planned.cost.in_all_usd).toBeGreaterThan(planned.cost.per_day_usd);
  });

  it('is planned once: the same run gets the same plan, another one is told that the name is taken', async () => {
    await open();
    const first = await plan();
    bench.clock.forward({ minutes: 5 });
    expect(await plan()).toMatchObject({ tables: first.tables, expires_at: first.expires_at });
    await expect(plan(INPUT, OTHER)).rejects.toMatchObject({ name: 'NameTaken' });
    expect((await itemsOf(bench.original.operations)).filter(({ pk }) => pk?.S === 'CLONE#july')).toHaveLength(1);
  });

  it('of two runs that plan it at once, one has it', async () => {
    await open();
    const both = await Promise.allSettled([plan(INPUT, RUN), plan(INPUT, OTHER)]);
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  });

  it('is not planned over a table that exists', async () => {
    await open({ tableExists: async (table: string) => table.endsWith('-ledger') });
    await expect(plan()).rejects.toMatchObject({ name: 'NameTaken', message: /permanence-clone-july-ledger exists/ });
  });

  it('looks into the vault that it is told', async () => {
    const asked: string[] = [];
    await open({
      listRecoveryPoints: async (vault: string) => {
        asked.push(vault);
        return pointsAt('2026-11-24T12:00:00Z');
      },
    });
    await plan({ ...INPUT, vault: 'tape' });
    expect(asked).toEqual(['tape']);
  });

  it('goes its steps, each once however often it is told', async () => {
    await open();
    await plan();
    for (const to of ['restoring', 'masking', 'masking', 'serving', 'serving'])
      expect(await mark(to, to === 'serving' ? { url: 'https://july.invalid/' } : {})).toMatchObject({ state: to });
    const [item] = (await itemsOf(bench.original.operations)).filter(({ pk }) => pk?.S === 'CLONE#july');
    expect(item?.log?.L).toHaveLength(4);
    expect(item?.url?.S).toBe('https://july.invalid/');
  });

  it.each(['serving', 'removed', 'masking', 'removing'])('does not become %s while it is planned', async (to) => {
    await open();
    await plan();
    await expect(mark(to)).rejects.toMatchObject({ name: 'WrongState' });
  });

  it('is out of reach of a run that has it not in hand', async () => {
    await open();
    await plan();
    await expect(mark('restoring', { run: OTHER })).rejects.toMatchObject({ name: 'WrongState' });
    await expect(mark('broken', { run: OTHER, instead_of: REPAIR })).rejects.toMatchObject({ name: 'WrongState' });
    expect(await look()).toMatchObject({ state: 'planned', run: RUN });
  });

  it('left half built it is taken over, begun again under other tokens, and finished', async () => {
    await open();
    const first = await plan();
    await mark('restoring');
    await mark('broken', { run: REPAIR, instead_of: RUN });
    const resumed = { name: 'july', repair_of: REPAIR };
    const second = await plan(resumed, OTHER);
    expect(second.attempt).toBe(2);
    expect(second.names).toEqual(first.names);
    expect(second.tables[0]?.token).not.toBe(first.tables[0]?.token);
    expect(await plan(resumed, OTHER)).toMatchObject({ attempt: 2 });
    await expect(plan(resumed, RUN)).rejects.toMatchObject({ name: 'WrongState' });
    expect(await mark('restoring', { run: OTHER })).toMatchObject({ state: 'restoring' });
  });

  it('is removed by another run, and leaves its name free', async () => {
    await open();
    await plan();
    await mark('restoring');
    await mark('masking');
    await mark('serving');
    await mark('removing', { run: OTHER, instead_of: RUN });
    await mark('removing', { run: REPAIR, instead_of: OTHER });
    await mark('removed', { run: REPAIR });
    expect(await plan(INPUT, OTHER)).toMatchObject({ attempt: 1 });
  });

  it('expires on its date, in its Region', async () => {
    await open();
    await plan({ ...INPUT, days: 1 });
    const due = () => bench.clone({ step: 'due' });
    bench.clock.forward({ minutes: 24 * 60 - 1 });
    expect(await due()).toEqual({ clones: [], without_record: [] });
    bench.clock.forward({ minutes: 1 });
    expect(await due()).toMatchObject({ clones: [{ name: 'july', state: 'planned', run: RUN }] });
    expect(await bench.dependencies.clones.ofRegion('eu-central-1')).toEqual([]);
  });

  /** A clone whose run died right after it started a restore, and which was removed. */
  async function removed(own: object) {
    await open(own);
    await plan();
    await mark('restoring');
    await mark('broken', { run: REPAIR, instead_of: RUN });
    await mark('removing', { run: REPAIR });
    await mark('removed', { run: REPAIR });
  }

  it('is removed again when a restore that was still coming makes a table after all', async () => {
    const there: string[] = [];
    await removed({
      listCloneTables: async () => there,
      tableExists: async (table: string) => there.includes(table),
    });
    expect(await bench.clone({ step: 'due' })).toEqual({ clones: [], without_record: [] });
    expect(await look()).toMatchObject({ state: 'removed', is_back: false });
    there.push('permanence-clone-july-ledger');
    expect(await bench.clone({ step: 'due' })).toMatchObject({
      clones: [{ name: 'july', state: 'removed', is_back: true }],
      without_record: [],
    });
    expect(await look()).toMatchObject({ state: 'removed', is_back: true });
    expect(await mark('removing', { run: OTHER, instead_of: REPAIR })).toMatchObject({ state: 'removing' });
    expect(await mark('removed', { run: OTHER })).toMatchObject({ state: 'removed' });
  });

  it('counts a table named like a clone that no clone has', async () => {
    await removed({ listCloneTables: async () => ['permanence-clone-lost-ledger', 'permanence-clone-july-devices'] });
    expect(await bench.clone({ step: 'due' })).toMatchObject({
      clones: [{ name: 'july' }],
      without_record: ['permanence-clone-lost-ledger'],
    });
  });

  it('knows the restores that may still make a table of it, and no others', async () => {
    const running = ['arn:of-something-else'];
    await open({ listRunningRestores: async () => running });
    const { tables } = (await plan()) as unknown as { tables: { recovery_point: string }[] };
    expect(await bench.clone({ step: 'coming', name: 'july' })).toEqual({ restores: 0 });
    running.push(...tables.slice(0, 2).map(({ recovery_point }) => recovery_point));
    expect(await bench.clone({ step: 'coming', name: 'july' })).toEqual({ restores: 2 });
  });

  it.each([
    ['nobody', 'look'],
    ['', 'look'],
    ['july', 'dance'],
  ])('of "%s" nobody knows how to %s', async (name, step) => {
    await open();
    await expect(bench.clone({ step, name })).rejects.toThrow();
  });
});

describe('the table of states', () => {
  it('reaches every state, and every state but the last one can be left', () => {
    for (const { state, from } of CLONE_STATES) {
      expect(from.length).toBeGreaterThan(0);
      if (state === 'removed') continue;
      expect(CLONE_STATES.some((row) => row.state !== state && row.from.includes(state))).toBe(true);
    }
    expect(statesBefore('serving')).toEqual(['masking']);
  });
});

describe('the repair', () => {
  const now = new Date('2026-11-24T13:00:00Z');
  const at = (state: (typeof CLONE_STATES)[number]['state'], attempt = 1, expires_at = '2026-11-25T00:00:00Z') =>
    wayOf({ state, attempt, plan: { expires_at } as never }, now);

  it('finishes what was left half built, as long as it is worth it', () => {
    for (const state of ['planned', 'restoring', 'masking', 'broken'] as const) expect(at(state)).toBe('finish');
    expect(at('broken', MOST_ATTEMPTS)).toBe('remove');
    expect(at('broken', 1, '2026-11-24T13:00:00Z')).toBe('remove');
  });

  it('goes on removing, and leaves alone what serves or is gone', () => {
    expect(at('removing')).toBe('remove');
    expect(at('serving')).toBe('nothing');
    expect(at('removed')).toBe('nothing');
  });
});
