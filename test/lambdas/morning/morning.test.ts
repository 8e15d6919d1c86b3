import { PutItemCommand } from '@aws-sdk/client-dynamodb';
import { beforeEach, describe, expect, it } from 'vitest';
import { morningLines } from '../../../commands/morning/lines.ts';
import type { MorningReport } from '../../../domain/morning/report.ts';
import type { Expected } from '../../../lambdas/morning/expect.ts';
import { MORNING_METRICS } from '../../../lambdas/morning/metrics.ts';
import { createMorning } from '../../../lambdas/morning/morning.ts';
import { morningPage } from '../../../lambdas/morning/page.ts';
import type { Reported } from '../../../lambdas/morning/report.ts';
import { BEGAN, type MorningWorld, morningWorld, PREFIX, VAULTS } from '../../support/morning/world.ts';

const RUN = { run: 'arn:run-1', run_started_at: BEGAN, budget_s: 600 };
const EXPECT = { step: 'expect', since_hours: 24, ...RUN };
const SAFE = { advanced_backup_on: true, vaults: [{ vault: VAULTS.tape, tape: true, locked: true }] };

describe('a morning', () => {
  let world: MorningWorld;
  let morning: (event: unknown) => Promise<unknown>;

  beforeEach(() => {
    world = morningWorld();
    morning = createMorning(world.dependencies);
  });

  const expectAll = async () => (await morning(EXPECT)) as Expected;
  const report = async () => (await morning({ step: 'report', settings: SAFE, ...RUN })) as Reported;

  /** Records every recovery point as good. */
  async function recordAll({ sets }: Expected): Promise<void> {
    const check = { boots: true, findings: [], findings_count: 0, items: 5, entries: 4, compared: true };
    const restore = { status: 'COMPLETED', seconds: 60 };
    const fidelity = { safe_to_serve: false, reapply: ['deletion_protection'], wrong: [], drift: [], unknown: [] };
    const passed = { passed: true };
    for (const { points } of sets) {
      const outcomes = points.map((point) => ({ ...point, restore, check, check_s: 2, fidelity }));
      await morning({ step: 'record', outcomes, checks: { cross: passed, serve: passed }, ...RUN });
    }
  }

  it('lists two sets, and says the same when asked again', async () => {
    const first = await expectAll();
    expect(first).toMatchObject({ date: '2026-11-24', expected: 8, absent: 0, swept: [] });
    expect(first.sets.map(({ points }) => points.length)).toEqual([4, 4]);
    expect(await expectAll()).toEqual(first);
  });

  it('names each restored table after its run, so that only other runs’ tables are swept', async () => {
    const names = (await expectAll()).sets.flatMap(({ points }) => points.map(({ table }) => table));
    expect(new Set(names).size).toBe(8);
    world.restored = new Set([...names, `${PREFIX}-restored-0badcafe-0-ledger`, `${PREFIX}-ledger`]);
    expect((await expectAll()).swept).toEqual([`${PREFIX}-restored-0badcafe-0-ledger`]);
  });

  it.each([
    ['leaves the tables of a repair that is at work alone', '2026-11-24T05:00:01.000Z', 0],
    ['sweeps and counts the tables of a repair whose lease ran out', '2026-11-24T04:59:59.000Z', 1],
  ])('%s', async (_, until, count) => {
    const lease = { run: { S: 'arn:repair' }, until: { S: until } };
    const Item = { pk: { S: 'LOCK#repair-ledger' }, sk: { S: 'LOCK' }, ...lease };
    await world.client.send(new PutItemCommand({ TableName: world.operations, Item }));
    world.restored = new Set([`${PREFIX}-restored-repair-0badcafe-ledger`]);
    expect((await expectAll()).swept).toHaveLength(count);
    expect((await report()).leftovers).toHaveLength(count);
  });

  it('sweeps the tables of a repair that let go of its lease', async () => {
    world.restored = new Set([`${PREFIX}-restored-repair-0badcafe-ledger`]);
    expect((await expectAll()).swept).toEqual([`${PREFIX}-restored-repair-0badcafe-ledger`]);
  });

  it('refuses a recovery point that no vault holds', async () => {
    await expect(morning({ ...EXPECT, points: ['arn:nowhere'] })).rejects.toMatchObject({
      name: 'MorningEventInvalid',
    });
  });

  it.each([
    {},
    { step: 'sweep' },
    { step: 'constructor' },
    { ...EXPECT, since_hours: 49 },
    { ...EXPECT, run_started_at: 'today' },
    { step: 'fidelity', kind: 'orders', table: 'x' },
    { step: 'record', ...RUN, outcomes: [{}] },
  ])('refuses what it does not understand (%j)', async (event) => {
    await expect(morning(event)).rejects.toMatchObject({ name: 'MorningEventInvalid' });
  });

  it('reports every metric that an alarm can name', async () => {
    await recordAll(await expectAll());
    await report();
    expect(Object.keys(world.metrics).sort()).toEqual(Object.keys(MORNING_METRICS).sort());
    expect(world.metrics).toMatchObject({
      bad: 0,
      absent: 0,
      unlocked_vaults: 0,
      advanced_backup_off: 0,
      copy_age_hours: 5.5,
    });
  });

  it('tells settings that are not safe without a restore test too', async () => {
    world.locked = false;
    world.advanced = false;
    await morning({ step: 'settings' });
    expect(world.metrics).toEqual({ unlocked_vaults: 1, advanced_backup_off: 1 });
  });

  it('says as metrics what is wrong', async () => {
    world.found = world.found.slice(0, 7);
    await recordAll(await expectAll());
    world.restored.add(`${PREFIX}-restored-0badcafe-0-ledger`);
    await morning({ step: 'report', ...RUN });
    expect(world.metrics).toMatchObject({
      bad: 1,
      absent: 1,
      leftovers: 1,
      unlocked_vaults: 1,
      advanced_backup_off: 1,
    });
    expect(world.metrics.copy_age_hours).toBe(192);
  });

  it('gives a point that the run left without a verdict one, and counts it', async () => {
    await expectAll();
    expect((await report()).totals).toMatchObject({ expected: 8, not_tested: 8, good: 0 });
    expect(await world.dependencies.ledger.rows('2026-11-24')).toHaveLength(8);
  });

  it('does not take a run of some recovery points for the morning', async () => {
    const one = world.found[0]?.recovery_point ?? '';
    await recordAll((await morning({ ...EXPECT, points: [one] })) as Expected);
    expect((await report()).totals).toMatchObject({ expected: 1, good: 1 });
    expect(await world.dependencies.ledger.report('2026-11-24', 'eu-west-3')).toBeUndefined();
  });

  it('ends with less than a state machine may carry, however bad it is', async () => {
    world.found = Array.from({ length: 400 }, (_, n) => ({
      ...{ vault: VAULTS.backup, kind: 'ledger' as const, recovery_point: `arn:aws:backup:recovery-point:${n}` },
      ...{ taken_at: '2026-11-24T01:00:00.000Z', size_bytes: n, rule: 'hourly' },
    }));
    const listed = await expectAll();
    expect(JSON.stringify(listed).length).toBeLessThan(200_000);
    expect(JSON.stringify(await report()).length).toBeLessThan(20_000);
  });

  describe('is shown', () => {
    let stored: MorningReport;

    beforeEach(async () => {
      world.found = world.found.slice(0, 7);
      await recordAll(await expectAll());
      await report();
      stored = (await world.dependencies.ledger.report('2026-11-24', 'eu-west-3')) as MorningReport;
    });

    it('as one page that opens without a network and runs nothing', () => {
      const html = morningPage(stored);
      expect(html).toContain('<svg');
      expect(html).not.toMatch(/<script|src=|href=|https?:|url\(|@import/);
    });

    it('with what is not good first', () => {
      const verdicts = [...morningPage(stored).matchAll(/<tr class="(bad|good)">/g)].map(([, verdict]) => verdict);
      expect(verdicts).toEqual(['bad', ...Array(7).fill('good')]);
    });

    it('with what is absent in red', () => {
      expect(morningPage(stored)).toMatch(/<tr class="bad"><td>ABSENT<\/td>/);
      expect(morningLines(stored, true)).toContain('\u001b[41;97mABSENT');
    });

    it('with what a fault says as text, whatever it says', () => {
      const [first] = stored.rows;
      const says = ['<img src=x onerror=alert(1)>'];
      expect(morningPage({ ...stored, rows: first ? [{ ...first, says }] : [] })).not.toContain('<img');
    });

    it('without colours where there is no terminal', () => {
      const lines = morningLines(stored, false);
      expect(lines).not.toContain('\u001b');
      expect(lines).toContain('8 expected, 7 restored: 7 good, 0 good but late, 1 bad (1 absent)');
      expect(lines).toContain('no forecast: fewer than seven mornings');
    });
  });
});
