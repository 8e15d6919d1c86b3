import {
  CreateTableCommand,
  type DynamoDBClient,
  PutItemCommand,
  ScanCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type LocalDynamoDb, startLocalDynamoDb } from '../../../twin/dynamodb/local.ts';
import { checkoutSchedule } from '../../../twin/storm/checkout/schedule.ts';
import { seedsOf } from '../../../twin/storm/schedule/run.ts';
import type { Schedule } from '../../../twin/storm/schedule/schedule.ts';
import { createDatabase, type Database } from '../../../twin/storm/table/database.ts';
import type { Item } from '../../../twin/storm/table/value.ts';
import { taxFreeSchedule } from '../../../twin/storm/tax-free/schedule.ts';
import { outsideClient } from '../../support/tables.ts';
import { ASKING, BEFORE, CORNERS } from './corners.ts';

/** What our stores send; the client takes each of them. */
type Command = UpdateItemCommand;

let local: LocalDynamoDb;
let client: DynamoDBClient;
let tables = 0;

beforeAll(async () => {
  local = await startLocalDynamoDb();
  client = outsideClient(local.endpoint);
}, 60_000);

afterAll(async () => {
  client.destroy();
  await local.stop();
});

/** One table in both databases, with the sparse index that forms have. */
async function openTable(): Promise<{ name: string; database: Database }> {
  tables += 1;
  const name = `storm-${tables}`;
  const text = (AttributeName: string) => ({ AttributeName, AttributeType: 'S' as const });
  const keys = (hash: string, range: string) => [
    { AttributeName: hash, KeyType: 'HASH' as const },
    { AttributeName: range, KeyType: 'RANGE' as const },
  ];
  await client.send(
    new CreateTableCommand({
      TableName: name,
      BillingMode: 'PAY_PER_REQUEST',
      KeySchema: keys('pk', 'sk'),
      AttributeDefinitions: ['pk', 'sk', 'dueShard', 'dueAt'].map(text),
      GlobalSecondaryIndexes: [
        { IndexName: 'due', KeySchema: keys('dueShard', 'dueAt'), Projection: { ProjectionType: 'KEYS_ONLY' } },
      ],
    }),
  );
  return { name, database: createDatabase([name], { due: { partition: 'dueShard', sort: 'dueAt' } }) };
}

/** An answer without what only a network has; buffers and other byte arrays look alike. */
const plain = (answer: unknown): unknown =>
  JSON.parse(
    JSON.stringify(answer, (name, value) => {
      if (name === '$metadata' || name === 'ConsumedCapacity' || name === 'ScannedCount') return undefined;
      return value instanceof Uint8Array || value?.type === 'Buffer'
        ? Buffer.from(value.data ?? value).toString('hex')
        : value;
    }),
  );

async function outcome(answer: () => unknown): Promise<unknown> {
  try {
    return plain(await answer());
  } catch (error) {
    const { name, Item } = error as Error & { Item?: unknown };
    return plain({ name, Item });
  }
}

async function expectSame(commands: readonly Command[], { name, database }: { name: string; database: Database }) {
  for (const command of commands) {
    command.input.TableName = name;
    const imitated = await outcome(() => database.execute(command));
    expect(imitated, JSON.stringify(plain(command.input))).toEqual(await outcome(() => client.send(command)));
  }
  const { Items = [] } = await client.send(new ScanCommand({ TableName: name }));
  expect(inOrder(database.table(name).all())).toEqual(inOrder(Items));
}

const keyOf = ({ pk, sk }: Item): string => `${pk?.S} ${sk?.S}`;
const inOrder = (items: readonly Item[]): unknown => plain(items.toSorted((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1)));

/** Every request that a schedule sends to the database, in the order in which they arrive. */
async function requestsOf(schedule: Schedule, seed: string): Promise<Command[]> {
  const commands: Command[] = [];
  await schedule(seed, (command) => {
    commands.push(command as Command);
    return command;
  });
  return commands;
}

describe('the tables of the storm answer as DynamoDB Local does', { timeout: 120_000 }, () => {
  it.each([
    ['checkout', checkoutSchedule, 12],
    ['tax-free', taxFreeSchedule, 12],
  ] as const)('whatever our stores ask them: %s', async (_, schedule, count) => {
    for (const seed of seedsOf('same', count)) await expectSame(await requestsOf(schedule, seed), await openTable());
  });

  it.each(Object.entries(CORNERS))('in the corners that our stores keep out of: %s', async (_, corner) => {
    const Key = { pk: { S: 'P' }, sk: { S: 'S' } };
    const put = new PutItemCommand({ TableName: '', Item: { ...Key, ...BEFORE } });
    const update = new UpdateItemCommand({ TableName: '', Key, ...ASKING, ...corner });
    await expectSame([put as unknown as Command, update], await openTable());
    await expectSame([update], await openTable());
  });
});
