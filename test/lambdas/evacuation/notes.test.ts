import { GetItemCommand } from '@aws-sdk/client-dynamodb';
import { beforeAll, describe, expect, inject, it } from 'vitest';
import { createEvacuation } from '../../../lambdas/evacuation/evacuation.ts';
import { createNotes } from '../../../lambdas/evacuation/notes.ts';
import { readTraffic } from '../../../lambdas/shared/traffic-item.ts';
import { createTable, outsideClient } from '../../support/tables.ts';
import { OTHER, OWN, place } from './place.ts';

const client = outsideClient(inject('dynamodb'));
let table = '';
beforeAll(async () => {
  table = await createTable(client, 'operations');
});

function function_() {
  const { dependencies, said } = place({ notes: createNotes(client, table) });
  return { evacuation: createEvacuation(dependencies), said };
}

const item = async (pk: string, sk: string) =>
  (await client.send(new GetItemCommand({ TableName: table, Key: { pk: { S: pk }, sk: { S: sk } } }))).Item;

const run = (day: number, more: object = {}) => ({
  step: 'record',
  runbook: 'failover',
  run: `run-${day}`,
  mode: 'drill',
  version: 'v1',
  started_at: `2026-11-${day}T04:00:00.000Z`,
  stable_at: `2026-11-${day}T04:02:00.000Z`,
  budget_s: 300,
  steps: [],
  missing: [],
  ...more,
});

describe('a question', () => {
  it('keeps the token of the last attempt, which is the one that can be answered', async () => {
    const { evacuation } = function_();
    const ask = { step: 'ask', run: 'arn:run', region: OTHER, seconds: 900, evidence: {} };
    await evacuation({ ...ask, token: 'first' });
    await evacuation({ ...ask, token: 'second' });
    expect(await item('APPROVAL#arn:run', 'APPROVAL')).toMatchObject({
      token: { S: 'second' },
      until: { S: '2026-11-24T04:15:00.000Z' },
    });
  });
});

describe('the record of a run', () => {
  it('is kept once however often it is repeated, and is the newest of the trend', async () => {
    const { evacuation, said } = function_();
    await evacuation(run(20, { stable_at: '2026-11-20T04:06:00.000Z' }));
    await evacuation(run(21));
    const { verdict, trend } = Object(await evacuation(run(21)));
    expect(verdict).toBe('good');
    expect(trend.map((one: { rto_s: number }) => one.rto_s)).toEqual([120, 360]);
    expect(said).toMatchObject([{ missed: 1, rto_s: 360 }, { missed: 0 }, { missed: 0, rpo_receipts: 0 }]);
  });

  it('gets what was counted afterwards, and the first count stands', async () => {
    const { evacuation } = function_();
    await evacuation(run(22));
    const counted = { step: 'counted', runbook: 'failover', run: 'run-22', acknowledged: 500, missing: [] };
    expect(await evacuation(counted)).toEqual({ found: true });
    await evacuation({ ...counted, acknowledged: 1 });
    const kept = await item('DRILL#failover', '2026-11-22T04:00:00.000Z#run-22');
    expect(JSON.parse(kept?.counted?.S ?? '{}')).toEqual({ acknowledged: 500, missing: [] });
    expect(await evacuation({ ...counted, run: 'nobody' })).toEqual({ found: false });
  });

  it('of a drill whose receipts turned out missing is good no more, and its version is not verified by it', async () => {
    const { evacuation } = function_();
    await evacuation(run(23, { version: 'v23' }));
    expect(await evacuation({ step: 'present', version: 'v23' })).toMatchObject({ verified: true });
    await evacuation({
      step: 'counted',
      runbook: 'failover',
      run: 'run-23',
      acknowledged: 9,
      missing: ['LILLE-001-1'],
    });
    expect(await evacuation({ step: 'present', version: 'v23' })).toMatchObject({ verified: false });
    const { trend } = Object(await evacuation(run(24)));
    expect(trend.map((one: { verdict: string }) => one.verdict).slice(0, 2)).toEqual(['good', 'receipts-missing']);
  });
});

describe('the switch of a Region', () => {
  it('stands on all, at revision 0, when nobody ever moved it', async () => {
    expect(await readTraffic(client, table, [OWN])).toEqual({
      revision: 0,
      regions: { [OWN]: { serves: 'all', by: 'nobody', game_day: 'none' } },
    });
  });
});
