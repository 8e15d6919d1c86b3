import { type JsonObject, listOf, objectOf } from '../../assembly/json.ts';
import type { Database } from '../database.ts';

/** The most that BatchWriteItem takes. */
export const BATCH = 25;

/** Requests on their way at once for one table: with more the memory grows and the database is no faster. */
const AT_ONCE = 4;

/**
 * Writes lines of DynamoDB's JSON into a table, as fast as it takes them.
 * @param written told after each batch how many items are in
 */
export async function fillTable(
  database: Database,
  table: string,
  batches: AsyncIterable<readonly string[]>,
  written: (items: number) => Promise<void> | void,
): Promise<void> {
  const under = new Set<Promise<void>>();
  const failures: unknown[] = [];
  for await (const batch of batches) {
    const work = putBatch(database, table, batch)
      .then(() => written(batch.length))
      .catch((error: unknown) => void failures.push(error))
      .finally(() => under.delete(work));
    under.add(work);
    if (under.size >= AT_ONCE) await Promise.race(under);
    if (failures.length > 0) break;
  }
  await Promise.all(under);
  if (failures.length > 0) throw failures[0];
}

async function putBatch(database: Database, table: string, lines: readonly string[]): Promise<void> {
  const puts = lines.map((line) => `{"PutRequest":{"Item":${line}}}`).join(',');
  let left = await send(database, `{"RequestItems":{${JSON.stringify(table)}:[${puts}]}}`);
  while (left) left = await send(database, JSON.stringify({ RequestItems: left }));
}

/** @returns what the database did not take */
async function send(database: Database, body: string): Promise<JsonObject | undefined> {
  const { UnprocessedItems } = await database.call('BatchWriteItem', body);
  const left = objectOf(UnprocessedItems);
  return Object.values(left).some((requests) => listOf(requests).length > 0) ? left : undefined;
}
