import { setTimeout as sleep } from 'node:timers/promises';
import { BatchGetItemCommand, type DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { Item } from '../../shared/ledger-item.ts';

const MOST_KEYS = 100;

export interface Key {
  pk: string;
  sk: string;
}

export const keyText = ({ pk, sk }: Key): string => `${pk}/${sk}`;

/** Before what a busy table left out is asked for again: so long, and each time so much longer, up to ten times. */
const PAUSE_MS = 50;

async function getSome(client: DynamoDBClient, table: string, keys: Item[], tries = 1): Promise<Item[]> {
  const RequestItems = { [table]: { Keys: keys, ConsistentRead: true } };
  const { Responses = {}, UnprocessedKeys = {} } = await client.send(new BatchGetItemCommand({ RequestItems }));
  const found = Responses[table] ?? [];
  const left = UnprocessedKeys[table]?.Keys ?? [];
  if (left.length === 0) return found;
  await sleep(PAUSE_MS * Math.min(tries, 10));
  return [...found, ...(await getSome(client, table, left, tries + 1))];
}

/** Strong reads of items by their keys, a hundred a request. @returns what is there, by `keyText` */
export async function getAll(client: DynamoDBClient, table: string, keys: readonly Key[]): Promise<Map<string, Item>> {
  const unique = [...new Map(keys.map((key) => [keyText(key), key])).values()];
  const found = new Map<string, Item>();
  for (let i = 0; i < unique.length; i += MOST_KEYS) {
    const some = unique.slice(i, i + MOST_KEYS).map(({ pk, sk }) => ({ pk: { S: pk }, sk: { S: sk } }));
    for (const item of await getSome(client, table, some))
      found.set(keyText({ pk: item.pk?.S ?? '', sk: item.sk?.S ?? '' }), item);
  }
  return found;
}
