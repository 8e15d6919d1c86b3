import { GetItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { isServes, type Serves } from '../../../domain/traffic/slices.ts';
import { workplaceOf } from '../../stock.ts';
import type { Outside } from '../../supervisor/outside.ts';

const keyOf = (region: string) => ({ pk: { S: `SWITCH#${region}` }, sk: { S: 'SWITCH' } });

/** What a Region serves, looked at from outside. A Region that was never left serves everything. */
export async function servesOf(outside: Outside, region: string): Promise<Serves> {
  const { dynamodb, operationsTable: TableName } = workplaceOf(outside);
  const { Item } = await dynamodb.send(new GetItemCommand({ TableName, Key: keyOf(region), ConsistentRead: true }));
  const serves = Item?.serves?.S ?? 'all';
  if (!isServes(serves)) throw new Error(`the switch of ${region} stands on ${serves}`);
  return serves;
}

/** Between two scenarios: everything serves again, by the next revision, as a failback would leave it. */
export async function serveAgain(outside: Outside, region: string): Promise<void> {
  const { dynamodb, operationsTable: TableName } = workplaceOf(outside);
  const { Item } = await dynamodb.send(new GetItemCommand({ TableName, Key: keyOf(region), ConsistentRead: true }));
  if (Item === undefined) return;
  const revision = { N: String(Number(Item.revision?.N ?? 0) + 1) };
  await dynamodb.send(
    new PutItemCommand({
      TableName,
      Item: { ...Item, serves: { S: 'all' }, revision, since: { S: new Date().toISOString() } },
    }),
  );
}
