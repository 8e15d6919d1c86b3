import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { beforeEach, describe, expect, inject, it } from 'vitest';
import { absentRow } from '../../../domain/morning/unseen.ts';
import type { Run } from '../../../domain/morning/verdict.ts';
import { seenTable } from '../../../lambdas/morning/seen-table.ts';
import { createTables } from '../../../lambdas/morning/tables.ts';
import { createMorningLedger, type MorningLedger } from '../../../lambdas/shared/morning/morning-ledger.ts';
import { PREFIX, VAULTS } from '../../support/morning/world.ts';
import { createTable, outsideClient } from '../../support/tables.ts';

const outside: DynamoDBClient = outsideClient(inject('dynamodb'));
const RUN: Run = {
  ...{
    run: 'run-1',
    run_started_at: '2026-11-24T04:00:00.000Z',
    date: '2026-11-24',
    region: 'eu-west-3',
    budget_s: 600,
  },
};
const slot = '2026-11-24T01:00:00.000Z';
const PROMISE = { vault: VAULTS.backup, kind: 'ledger', rule: 'hourly', slot, due: slot } as const;

describe('the morning ledger', () => {
  let ledger: MorningLedger;

  beforeEach(async () => {
    ledger = createMorningLedger(outside, await createTable(outside, 'operations'), PREFIX);
  });

  it('keeps one row per recovery point and table of the morning, and a repeated call changes nothing', async () => {
    const row = absentRow(PROMISE, RUN);
    await ledger.writeRow(row);
    await ledger.writeRow({ ...row, verdict: 'good' });
    await ledger.writeRow(absentRow({ ...PROMISE, kind: 'devices' }, RUN));
    expect(await ledger.rows(RUN.date)).toEqual([absentRow({ ...PROMISE, kind: 'devices' }, RUN), row]);
  });

  it('keeps the rows of both Regions apart, also of what is absent', async () => {
    await ledger.writeRow(absentRow(PROMISE, RUN));
    await ledger.writeRow(absentRow(PROMISE, { ...RUN, region: 'eu-central-1' }));
    expect((await ledger.rows(RUN.date)).map(({ region }) => region).sort()).toEqual(['eu-central-1', 'eu-west-3']);
  });

  it('lets a later run of the day replace what an earlier one said, never the other way round', async () => {
    const later = { ...RUN, run: 'run-2', run_started_at: '2026-11-24T09:00:00.000Z' };
    for (const run of [RUN, later, RUN]) await ledger.writeRow(absentRow(PROMISE, run));
    expect((await ledger.rows(RUN.date)).map(({ run }) => run)).toEqual(['run-2']);
  });

  it('does not take reports and expectations for rows', async () => {
    await ledger.writeExpectation(RUN, { points: [], swept: ['a'], copies: [], limited: false });
    expect(await ledger.rows(RUN.date)).toEqual([]);
    expect(await ledger.expectation(RUN)).toMatchObject({ swept: ['a'] });
    expect(await ledger.expectation({ ...RUN, run: 'another' })).toBeUndefined();
  });

  it('gives the measures of the days asked for, the oldest first', async () => {
    const measure = (date: string) => ({
      ledger: { date, size_bytes: 1, restore_s: 1, check_s: 1, ready_s: 2, entries: 1 },
    });
    for (const date of ['2026-11-23', '2026-11-21', '2026-11-22'])
      await ledger.writeMeasures({ ...RUN, date }, measure(date));
    const days = await ledger.measures(RUN.region, '2026-11-22', '2026-11-23');
    expect(days.map((day) => day.ledger?.date)).toEqual(['2026-11-22', '2026-11-23']);
  });
});

describe('tables', () => {
  it('are found by how their names begin, and by nothing else', async () => {
    const prefix = `${PREFIX}-restored-`;
    const own = await createTable(outside, `${PREFIX}-restored-abc`);
    await createTable(outside, `${PREFIX}-restoredx`);
    await createTable(outside, `${PREFIX}-operations`);
    expect(await createTables(outside).beginningWith(prefix)).toEqual([own]);
  });

  it('have settings that are not known where the service does not answer for them', async () => {
    const name = await createTable(outside, `${PREFIX}-settings`);
    const seen = await seenTable(outside, await createTables(outside).describe(name));
    expect(seen).toMatchObject({
      keys: 'pk:HASH sk:RANGE',
      billing: 'PAY_PER_REQUEST',
      time_to_live: 'none',
      replicas: [],
    });
    expect(seen.contributor_insights).toBeUndefined();
  });
});
