import { ScanCommand } from '@aws-sdk/client-dynamodb';
import { expect, test } from 'vitest';
import { backUp, restore, useBackup } from '../support/backup.ts';
import { clientOf, put, useDatabase } from '../support/database.ts';

const database = useDatabase();
const backup = useBackup(database.endpoint);

test('a restored table holds the items that were there', async () => {
  const items = clientOf(database.endpoint());
  for (const pk of ['one', 'two', 'three']) await put(items, pk);
  const { RecoveryPointArn, State } = await backUp(backup.client());
  expect(State).toBe('COMPLETED');
  const job = await restore(backup.client(), RecoveryPointArn, 'restored-1');
  expect(job).toMatchObject({ Status: 'COMPLETED' });
  const { Items = [] } = await items.send(new ScanCommand({ TableName: 'restored-1' }));
  expect(Items.map(({ pk }) => pk?.S).sort()).toEqual(['one', 'three', 'two']);
});
