import { setTimeout as sleep } from 'node:timers/promises';
import {
  CreateTableCommand,
  type CreateTableCommandInput,
  type DynamoDBClient,
  ExecuteTransactionCommand,
  TransactGetItemsCommand,
  TransactWriteItemsCommand,
  UpdateTimeToLiveCommand,
} from '@aws-sdk/client-dynamodb';
import { describe, expect, test } from 'vitest';
import { NEXT_DOOR } from '../../../twin/dynamodb/distance.ts';
import { InFlightWrites } from '../../../twin/dynamodb/in-flight.ts';
import { openLink } from '../../../twin/dynamodb/link.ts';
import { listen } from '../../../twin/http.ts';
import { clientOf, has, impatient, put, useDatabase } from '../support/database.ts';
import { PLAIN_TABLE, STRONG_TABLE } from '../support/templates.ts';

const database = useDatabase();
const FAR_MS = 400;
const FAR = { writeMs: FAR_MS, strongReadMs: FAR_MS, eventualReadMs: 0 };

async function timed(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

describe('faults', () => {
  test('a dropped answer breaks the connection after the write was committed', async () => {
    const link = await database.link();
    link.faults({ dropAnswer: 1 });
    await expect(put(clientOf(link.url), 'dropped')).rejects.toThrow(/ECONNRESET|socket hang up/);
    expect(await has(clientOf(database.endpoint()), 'dropped')).toBe(true);
    expect(link.happened().dropAnswer).toBe(1);
  });

  test('a reset breaks the connection before the write', async () => {
    const link = await database.link();
    link.faults({ reset: 1 });
    await expect(put(clientOf(link.url), 'reset')).rejects.toThrow(/ECONNRESET|socket hang up/);
    expect(await has(clientOf(database.endpoint()), 'reset')).toBe(false);
  });

  test.each([
    ['conflict', 'ReplicatedWriteConflictException'],
    ['throttle', 'ProvisionedThroughputExceededException'],
  ] as const)('a %s is the error that the SDK knows by name, and nothing is written', async (fault, name) => {
    const link = await database.link();
    link.faults({ [fault]: 1 });
    await expect(put(clientOf(link.url), fault)).rejects.toMatchObject({ name });
    expect(await has(clientOf(database.endpoint()), fault)).toBe(false);
  });

  test('reads lose no answer and meet no conflict', async () => {
    const link = await database.link();
    link.faults({ dropAnswer: 1, conflict: 1 });
    expect(await has(clientOf(link.url), 'nobody')).toBe(false);
  });

  test('the same seed meets the same items, in whatever order they come', async () => {
    const broken = async (seed: string, items: readonly string[]): Promise<string[]> => {
      const link = await database.link('eu-west-3', undefined, seed);
      link.faults({ conflict: 0.5 });
      const client = clientOf(link.url);
      const results = await Promise.allSettled(items.map((item) => put(client, item)));
      return items.filter((_, at) => results[at]?.status === 'rejected').sort();
    };
    const items = Array.from({ length: 30 }, (_, at) => `seeded-${at}`);
    const first = await broken('seed', items);
    expect(await broken('seed', items.toReversed())).toEqual(first);
    expect(await broken('other seed', items)).not.toEqual(first);
  });
});

test('an answer that the database breaks off is a broken connection, and the link goes on', async () => {
  const half = await listen(0, (_, response) => {
    response.writeHead(200, { 'content-length': '100' }).write('{"Item":', () => response.destroy());
  });
  const options = {
    region: 'eu-west-3',
    tables: [],
    inFlight: new InFlightWrites(),
    distance: NEXT_DOOR,
    seed: 'test',
  };
  const link = await openLink({ ...options, endpoint: half.url });
  try {
    for (let time = 1; time <= 2; time++) await expect(has(clientOf(link.url), 'half')).rejects.toThrow(/aborted/);
  } finally {
    await Promise.all([link.close(), half.close()]);
  }
});

describe('an isolated Region', () => {
  test('never answers a write, and does not make it', async () => {
    const link = await database.link();
    link.isolate();
    await expect(put(impatient(link.url), 'isolated')).rejects.toMatchObject({ name: 'TimeoutError' });
    expect(await has(clientOf(database.endpoint()), 'isolated')).toBe(false);
  });

  test('never answers a strong read, but an eventually consistent one', async () => {
    const link = await database.link();
    await put(clientOf(link.url), 'before');
    link.isolate();
    await expect(has(impatient(link.url), 'before', true)).rejects.toMatchObject({ name: 'TimeoutError' });
    expect(await has(clientOf(link.url), 'before')).toBe(true);
  });

  test('keeps its plain tables', async () => {
    const link = await database.link();
    link.isolate();
    await expect(put(clientOf(link.url), 'note', PLAIN_TABLE)).resolves.toBeDefined();
  });

  test('swallows the answer of a write that was on its way, which may be made', async () => {
    const link = await database.link('eu-west-3', { ...FAR, writeMs: 1_000 });
    const answer = put(clientOf(link.url, 'eu-west-3', 1_500), 'on-its-way').catch((error: unknown) => error);
    const outside = clientOf(database.endpoint());
    while (!(await has(outside, 'on-its-way'))) await sleep(10);
    link.isolate();
    expect(await answer).toMatchObject({ name: 'TimeoutError' });
  });

  test('writes again once healed', async () => {
    const link = await database.link();
    link.isolate();
    link.heal();
    await expect(put(clientOf(link.url), 'healed')).resolves.toBeDefined();
  });
});

describe('distance', () => {
  test('a write and a strong read cross it, an eventually consistent read does not', async () => {
    const client = clientOf((await database.link('eu-west-3', FAR)).url);
    await has(client, 'warm');
    expect(await timed(() => put(client, 'far'))).toBeGreaterThan(FAR_MS - 5);
    expect(await timed(() => has(client, 'far', true))).toBeGreaterThan(FAR_MS - 5);
    expect(await timed(() => has(client, 'far'))).toBeLessThan(FAR_MS);
  });

  test('a slow link adds to every round trip', async () => {
    const link = await database.link();
    link.slow(100);
    expect(await timed(() => has(clientOf(link.url), 'slow'))).toBeGreaterThan(98);
  });
});

test('of two writes to one item from two Regions at once, one is a conflict', async () => {
  const paris = clientOf((await database.link('eu-west-3', FAR)).url);
  const frankfurt = clientOf((await database.link('eu-central-1', FAR)).url, 'eu-central-1');
  const results = await Promise.allSettled([put(paris, 'same'), put(frankfurt, 'same'), put(frankfurt, 'another')]);
  const refused = results.filter((result) => result.status === 'rejected');
  expect(refused).toEqual([
    { status: 'rejected', reason: expect.objectContaining({ name: 'ReplicatedWriteConflictException' }) },
  ]);
});

test('a table is known only where the template puts it', async () => {
  const frankfurt = clientOf((await database.link('eu-central-1')).url);
  await expect(put(frankfurt, 'note', PLAIN_TABLE)).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
});

test('a Region that is down breaks every connection', async () => {
  const link = await database.link();
  link.down(true);
  await expect(has(clientOf(link.url), 'x')).rejects.toThrow(/ECONNRESET|socket hang up/);
});

describe('what strong tables refuse', () => {
  const Put = { TableName: STRONG_TABLE, Item: { pk: { S: 'transaction' } } };
  const Get = { TableName: STRONG_TABLE, Key: { pk: { S: 'transaction' } } };
  const Statement = `SELECT * FROM "${STRONG_TABLE}" WHERE pk = 'x'`;
  const table: CreateTableCommandInput = {
    TableName: STRONG_TABLE,
    BillingMode: 'PAY_PER_REQUEST',
    AttributeDefinitions: [
      { AttributeName: 'pk', AttributeType: 'S' },
      { AttributeName: 'sk', AttributeType: 'S' },
      { AttributeName: 'at', AttributeType: 'S' },
    ],
    KeySchema: [
      { AttributeName: 'pk', KeyType: 'HASH' },
      { AttributeName: 'sk', KeyType: 'RANGE' },
    ],
  };
  const local = {
    IndexName: 'at',
    KeySchema: [
      { AttributeName: 'pk', KeyType: 'HASH' as const },
      { AttributeName: 'at', KeyType: 'RANGE' as const },
    ],
    Projection: { ProjectionType: 'ALL' as const },
  };
  const REFUSED: Readonly<Record<string, (client: DynamoDBClient) => Promise<unknown>>> = {
    TransactWriteItems: (client) => client.send(new TransactWriteItemsCommand({ TransactItems: [{ Put }] })),
    TransactGetItems: (client) => client.send(new TransactGetItemsCommand({ TransactItems: [{ Get }] })),
    ExecuteTransaction: (client) => client.send(new ExecuteTransactionCommand({ TransactStatements: [{ Statement }] })),
    UpdateTimeToLive: (client) =>
      client.send(
        new UpdateTimeToLiveCommand({
          TableName: STRONG_TABLE,
          TimeToLiveSpecification: { AttributeName: 'ttl', Enabled: true },
        }),
      ),
    'a local secondary index': (client) =>
      client.send(new CreateTableCommand({ ...table, LocalSecondaryIndexes: [local] })),
    'provisioned capacity': (client) =>
      client.send(
        new CreateTableCommand({
          ...table,
          BillingMode: 'PROVISIONED',
          ProvisionedThroughput: { ReadCapacityUnits: 1, WriteCapacityUnits: 1 },
        }),
      ),
  };

  test.each(Object.entries(REFUSED))('%s', async (_, command) => {
    const client = clientOf((await database.link()).url);
    await expect(command(client)).rejects.toMatchObject({ name: 'ValidationException' });
  });

  test('plain tables take transactions', async () => {
    const client = clientOf((await database.link()).url);
    const command = new TransactWriteItemsCommand({ TransactItems: [{ Put: { ...Put, TableName: PLAIN_TABLE } }] });
    await expect(client.send(command)).resolves.toBeDefined();
  });
});
