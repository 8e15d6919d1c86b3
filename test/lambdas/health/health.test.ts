import { GetItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { beforeEach, describe, expect, inject, it } from 'vitest';
import { trafficAttribute } from '../../../domain/traffic/traffic.ts';
import { createProbe } from '../../../lambdas/health/canary.ts';
import { createHealth } from '../../../lambdas/health/health.ts';
import { createSwitch } from '../../../lambdas/health/switch.ts';
import type { Route } from '../../../lambdas/shared/routed.ts';
import { trafficKey } from '../../../lambdas/shared/traffic-item.ts';
import { apiEvent } from '../../support/events.ts';
import { createLink, type Link } from '../../support/link.ts';
import { createTable, outsideClient } from '../../support/tables.ts';
import { ask } from '../../support/world.ts';

const outside = outsideClient(inject('dynamodb'));
const REGION = 'eu-west-3';
const REGIONS = [REGION, 'eu-central-1'];

describe('health', () => {
  let link: Link;
  let health: Route;
  let table: string;
  let now: number;

  beforeEach(async () => {
    table = await createTable(outside, 'ledger');
    link = createLink();
    now = 1_000_000;
    const probe = createProbe(link.client, table, REGION, () => now);
    const traffic = createSwitch(link.client, table, REGIONS, () => now);
    health = createHealth({ region: REGION, regions: REGIONS, probe, traffic, log: () => {} });
  });

  const check = (query?: Record<string, string>) => ask(health, apiEvent('GET', '/v1/health', query ? { query } : {}));
  const deep = () => check({ deep: 'true' });
  const beat = async () => {
    const Key = { pk: { S: `CANARY#${REGION}` }, sk: { S: 'CANARY' } };
    return (await outside.send(new GetItemCommand({ TableName: table, Key }))).Item?.beat?.N;
  };

  it.each([undefined, { deep: 'false' }])(
    'says that the Region answers, without asking the database (%j)',
    async (query) => {
      expect(await check(query)).toMatchObject({ status: 200, body: { status: 'ok', region: REGION } });
      expect(link.requests).toEqual([]);
    },
  );

  it('in depth is a strong read and a conditional write of this Region’s canary', async () => {
    expect(await deep()).toMatchObject({ status: 200, body: { status: 'ok', region: REGION, deep: true } });
    expect(link.requests).toEqual(['GetItemCommand', 'UpdateItemCommand']);
    expect(await beat()).toBe('1000000');
  });

  it('in depth asks the database once a second at most, however many ask', async () => {
    await Promise.all([deep(), deep(), deep()]);
    now += 999;
    await deep();
    expect(link.requests).toHaveLength(2);
    now += 1;
    await deep();
    expect(link.requests).toHaveLength(4);
    expect(await beat()).toBe('1001000');
  });

  it('in depth takes a canary that another sandbox beat later for an answer as well', async () => {
    await deep();
    const behind = createProbe(createLink().client, table, REGION, () => now - 500);
    await expect(behind()).resolves.toBeUndefined();
    expect(await beat()).toBe('1000000');
  });

  it('in depth writes once a second for the whole Region, whatever a hundred sandboxes are asked', async () => {
    const sandboxes = Array.from({ length: 100 }, () => createProbe(link.client, table, REGION, () => now));
    await deep();
    const before = link.requests.length;
    now += 500;
    await Promise.all(sandboxes.map((probe) => probe()));
    expect(link.requests.slice(before).filter((name) => name === 'UpdateItemCommand')).toEqual([]);
    now += 500;
    await deep();
    now += 999;
    await Promise.all(sandboxes.map((probe) => probe()));
    expect(link.requests.filter((name) => name === 'UpdateItemCommand')).toHaveLength(2);
    expect(await beat()).toBe('1001000');
  });

  it('in depth writes once when many sandboxes look at once, and a beat of a wrong clock stands for no look', async () => {
    const sandboxes = Array.from({ length: 20 }, () => createProbe(link.client, table, REGION, () => now));
    await Promise.all(sandboxes.map((probe) => probe()));
    expect(await beat()).toBe('1000000');
    now -= 500_000;
    const unwritable = createLink();
    unwritable.fail((k) => (k === 1 ? undefined : { refuse: 'ReplicatedWriteConflictException' }));
    await expect(createProbe(unwritable.client, table, REGION, () => now)()).rejects.toThrow();
  });

  it.each([
    ['cannot be reached', { refuse: 'ECONNREFUSED' }, 1000],
    ['does not answer', 'silence' as const, 2200],
  ])(
    'in depth is bad within two seconds when the ledger %s, and good again when it is back',
    async (_, fault, within) => {
      link.fail(() => fault);
      const started = performance.now();
      expect(await deep()).toMatchObject({ status: 503, type: 'unavailable' });
      expect(performance.now() - started).toBeLessThan(within);
      expect(await check()).toMatchObject({ status: 200 });
      link.heal();
      now += 1000;
      expect(await deep()).toMatchObject({ status: 200 });
    },
  );

  it('in depth is bad when the Region may read but not write', async () => {
    link.fail((k) => (k === 1 ? undefined : { refuse: 'ReplicatedWriteConflictException' }));
    expect(await deep()).toMatchObject({ status: 503 });
  });

  describe('of an evacuation', () => {
    const turn = (region: string, serves: string) =>
      outside.send(
        new PutItemCommand({
          TableName: table,
          Item: { ...trafficKey, [trafficAttribute('serves', region)]: { S: serves } },
        }),
      );
    const evacuated = (region: string, slice: string) =>
      ask(health, apiEvent('GET', '/v1/evacuations/{region}/{slice}', { path: { region, slice } }));
    const statuses = async () => [
      (await evacuated('eu-central-1', 'canary')).status,
      (await evacuated('eu-central-1', 'main')).status,
    ];

    it.each([
      ['all', [404, 404]],
      ['canary', [404, 200]],
      ['none', [200, 200]],
    ])('answers with success for each part that a Region which serves %s was relieved of', async (serves, expected) => {
      await turn('eu-central-1', serves);
      expect(await statuses()).toEqual(expected);
      expect((await evacuated(REGION, 'main')).status).toBe(404);
    });

    it('knows a Region that was never left to be in service', async () => {
      expect(await statuses()).toEqual([404, 404]);
      expect(await evacuated('eu-central-1', 'main')).toMatchObject({ type: 'not-evacuated' });
    });

    it('reads once a second and Region at most, and sees a change within it', async () => {
      await statuses();
      await turn('eu-central-1', 'none');
      expect(await statuses()).toEqual([404, 404]);
      expect(link.requests).toEqual(['GetItemCommand']);
      now += 1000;
      expect(await statuses()).toEqual([200, 200]);
    });

    it('never says that a Region was left when the table does not answer', async () => {
      link.fail(() => ({ refuse: 'InternalServerError' }));
      expect((await evacuated('eu-central-1', 'main')).status).toBe(503);
      link.heal();
      await turn('eu-central-1', 'none');
      now += 1000;
      expect((await evacuated('eu-central-1', 'main')).status).toBe(200);
    });

    it('reads nothing of Regions and parts that there are not', async () => {
      expect((await evacuated('us-east-1', 'main')).status).toBe(404);
      expect((await evacuated('eu-central-1', 'all')).status).toBe(404);
      expect(link.requests).toEqual([]);
    });
  });
});
