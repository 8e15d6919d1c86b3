import { DynamoDBClient, GetItemCommand, ListTablesCommand, TransactWriteItemsCommand } from '@aws-sdk/client-dynamodb';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { fencedRing, fencedTables } from '../../../twin/cloudformation/fence.ts';
import { CREDENTIALS } from '../../../twin/dynamodb/tables.ts';
import { type Listening, listen } from '../../../twin/http.ts';
import { keyRing } from '../../../twin/kms/keys.ts';

const OWN = 'permanence-clone-spring-ledger';
const LIVE = 'permanence-production-ledger';
const Key = { pk: { S: 'TILL' }, sk: { S: '1' } };

let database: Listening;
let fence: Listening;
let client: DynamoDBClient;
let reached: number;

beforeEach(async () => {
  reached = 0;
  database = await listen(0, (_, response) => {
    reached += 1;
    response.writeHead(200, { 'content-type': 'application/x-amz-json-1.0' }).end('{}');
  });
  fence = await fencedTables(database.url, new Set([OWN]));
  client = new DynamoDBClient({ region: 'eu-west-3', endpoint: fence.url, credentials: CREDENTIALS, maxAttempts: 1 });
});
afterEach(async () => {
  await fence.close();
  await database.close();
});

test('a clone reaches its own table', async () => {
  await client.send(new GetItemCommand({ TableName: OWN, Key }));
  expect(reached).toBe(1);
});

test.each([
  ['reads a live table', new GetItemCommand({ TableName: LIVE, Key })],
  [
    'writes a live table beside its own',
    new TransactWriteItemsCommand({
      TransactItems: [{ Delete: { TableName: OWN, Key } }, { Delete: { TableName: LIVE, Key } }],
    }),
  ],
  ['lists tables', new ListTablesCommand({})],
])('a clone that %s is refused before the database hears of it', async (_, command) => {
  await expect(client.send(command as GetItemCommand)).rejects.toMatchObject({ name: 'AccessDeniedException' });
  expect(reached).toBe(0);
});

test('a clone knows the key of clones, and no other of its Region', () => {
  const ring = keyRing('eu-west-3', [
    { keyId: 'one', aliases: ['alias/clone'] },
    { keyId: 'other', aliases: ['alias/secrets'] },
  ]);
  const fenced = fencedRing(ring, 'alias/clone');
  expect(fenced('one')).toBe(ring('alias/clone'));
  expect(fenced('other')).toBeUndefined();
  expect(fenced('alias/secrets')).toBeUndefined();
});
