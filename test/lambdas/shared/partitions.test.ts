import { BatchWriteItemCommand } from '@aws-sdk/client-dynamodb';
import { expect, inject, test } from 'vitest';
import { partitions } from '../../../lambdas/shared/partitions.ts';
import { createTable, outsideClient } from '../../support/tables.ts';

const client = outsideClient(inject('dynamodb'));

test('every partition of a table is found once, however many items it has', async () => {
  const table = await createTable(client, 'partitions');
  const names = Array.from({ length: 60 }, (_, n) => `TILL#HAUSSMANN#${n}`);
  for (let start = 0; start < names.length; start += 10) {
    const some = names.slice(start, start + 10).flatMap((S, n) => (n % 2 ? [[S, 'a']] : [[S, 'a'] as const, [S, 'b']]));
    const requests = some.map(([pk = '', sk = '']) => ({ PutRequest: { Item: { pk: { S: pk }, sk: { S: sk } } } }));
    await client.send(new BatchWriteItemCommand({ RequestItems: { [table]: requests } }));
  }
  expect((await partitions(client, table)).sort()).toEqual(names.sort());
});

test('an empty table has none', async () => {
  expect(await partitions(client, await createTable(client, 'partitions'))).toEqual([]);
});
