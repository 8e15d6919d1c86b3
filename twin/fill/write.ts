import { BatchWriteItemCommand, type DynamoDBClient, type WriteRequest } from '@aws-sdk/client-dynamodb';
import type { Item } from '../storm/table/value.ts';

/** BatchWriteItem takes 25 at most. */
const BATCH = 25;
const AT_ONCE = 8;

async function writeBatch(client: DynamoDBClient, table: string, requests: WriteRequest[]): Promise<void> {
  if (requests.length === 0) return;
  const { UnprocessedItems } = await client.send(new BatchWriteItemCommand({ RequestItems: { [table]: requests } }));
  await writeBatch(client, table, UnprocessedItems?.[table] ?? []);
}

/** Puts items into a table, in batches, some at once. */
export async function writeItems(client: DynamoDBClient, table: string, items: readonly Item[]): Promise<void> {
  let next = 0;
  const writer = async (): Promise<void> => {
    while (next < items.length) {
      const batch = items.slice(next, next + BATCH);
      next += BATCH;
      await writeBatch(
        client,
        table,
        batch.map((Item) => ({ PutRequest: { Item } })),
      );
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, writer));
}
