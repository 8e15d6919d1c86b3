import { type JsonObject, listOf, objectOf } from '../../assembly/json.ts';
import type { Database } from '../database.ts';

/**
 * Items a page, and about as many a segment. DynamoDB Local reads the whole rest of a segment for a page without a limit, and counts
 * through it for one with a limit: the time of a scan in one segment grows with the square of the table.
 */
const PAGE = 1000;
const MOST_SEGMENTS = 256;

/** All items of a table in DynamoDB's JSON, a page at a time. */
export async function* scanLines(
  database: Database,
  table: string,
  paged: (items: number) => Promise<void> | void,
): AsyncGenerator<string[]> {
  const { ItemCount } = objectOf((await database.call('DescribeTable', { TableName: table })).Table);
  const segments = Math.min(Math.ceil(Number(ItemCount) / PAGE) || 1, MOST_SEGMENTS);
  for (let segment = 0; segment < segments; segment += 1) {
    let start: JsonObject | undefined;
    do {
      const page = await database.call('Scan', {
        TableName: table,
        Limit: PAGE,
        Segment: segment,
        TotalSegments: segments,
        ...(start ? { ExclusiveStartKey: start } : {}),
      });
      const items = listOf(page.Items);
      yield items.map((item) => JSON.stringify(item));
      await paged(items.length);
      start = page.LastEvaluatedKey ? objectOf(page.LastEvaluatedKey) : undefined;
    } while (start);
  }
}
