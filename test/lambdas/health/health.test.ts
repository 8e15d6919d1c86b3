import { GetItemCommand } from '@aws-sdk/client-dynamodb';
import { beforeEach, describe, expect, inject, it } from 'vitest';
import { createProbe } from '../../../lambdas/health/canary.ts';
import { createHealth } from '../../../lambdas/health/health.ts';
import type { Route } from '../../../lambdas/shared/routed.ts';
import { apiEvent } from '../../support/events.ts';
import { createLink, type Link } from '../../support/link.ts';
import { createTable, outsideClient } from '../../support/tables.ts';
import { ask } from '../../support/world.ts';

const outside = outsideClient(inject('dynamodb'));
const REGION = 'eu-west-3';

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
    health = createHealth({ region: REGION, probe, log: () => {} });
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
});
