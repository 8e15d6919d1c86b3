import {
  type AttributeValue,
  BatchWriteItemCommand,
  type DynamoDBClient,
  GetItemCommand,
  QueryCommand,
  ScanCommand,
  type ScanCommandInput,
  type WriteRequest,
} from '@aws-sdk/client-dynamodb';
import { CLONE_PREFIX } from '../prefix.ts';

export type Row = Record<string, AttributeValue>;

/** A page of a table and where the next one begins. */
export interface Page {
  rows: Row[];
  next?: Row;
}

/** One change of a clone's table: clones are no strong tables, and nobody else works on one that is being masked. */
export type Change = { put: Row } | { remove: Row };

/** A clone's tables in bulk. Reads are strong: what was rewritten is seen as it is now. */
export interface Rows {
  scan(
    table: string,
    part: Pick<ScanCommandInput, 'Segment' | 'TotalSegments' | 'ProjectionExpression'>,
    from?: Row,
  ): Promise<Page>;
  /** One partition in the order of its sort key. */
  partition(table: string, pk: string, from?: Row): Promise<Page>;
  read(table: string, key: Row): Promise<Row | undefined>;
  /** Writes all of them, in any order. */
  write(table: string, changes: readonly Change[]): Promise<void>;
}

/** What one BatchWriteItem takes. Source: DynamoDB API reference. */
const BATCH = 25;

const MOST_ATTEMPTS = 8;
const FIRST_PAUSE_MS = 50;

const keyOf = ({ pk, sk }: Row): Row => ({ ...(pk ? { pk } : {}), ...(sk ? { sk } : {}) });

const requestOf = (change: Change): WriteRequest =>
  'put' in change ? { PutRequest: { Item: change.put } } : { DeleteRequest: { Key: keyOf(change.remove) } };

const pageOf = ({ Items = [], LastEvaluatedKey }: { Items?: Row[] | undefined; LastEvaluatedKey?: Row | undefined }) =>
  LastEvaluatedKey ? { rows: Items, next: LastEvaluatedKey } : { rows: Items };

/** @throws Error when DynamoDB leaves writes undone again and again */
async function writeBatch(
  client: DynamoDBClient,
  table: string,
  requests: WriteRequest[],
  sleep: (delay_ms: number) => Promise<unknown>,
): Promise<void> {
  let left = requests;
  for (let attempt = 0; left.length > 0; attempt++) {
    if (attempt === MOST_ATTEMPTS) throw new Error(`${table} leaves ${left.length} writes undone`);
    if (attempt > 0) await sleep(FIRST_PAUSE_MS * 2 ** attempt);
    const { UnprocessedItems = {} } = await client.send(new BatchWriteItemCommand({ RequestItems: { [table]: left } }));
    left = UnprocessedItems[table] ?? [];
  }
}

export const createRows = (client: DynamoDBClient, sleep: (delay_ms: number) => Promise<unknown>): Rows => ({
  async scan(table, part, from) {
    const command = new ScanCommand({
      TableName: table,
      ConsistentRead: true,
      ...part,
      ...(from ? { ExclusiveStartKey: from } : {}),
    });
    return pageOf(await client.send(command));
  },
  async partition(table, pk, from) {
    const command = new QueryCommand({
      TableName: table,
      ConsistentRead: true,
      KeyConditionExpression: 'pk = :pk',
      ExpressionAttributeValues: { ':pk': { S: pk } },
      ...(from ? { ExclusiveStartKey: from } : {}),
    });
    return pageOf(await client.send(command));
  },
  async read(table, key) {
    const { Item } = await client.send(new GetItemCommand({ TableName: table, Key: key, ConsistentRead: true }));
    return Item;
  },
  async write(table, changes) {
    // IAM allows nothing else either: two guards, for what is rewritten here is lost.
    if (!table.startsWith(CLONE_PREFIX)) throw new Error(`${table} is no table of a clone`);
    const requests = changes.map(requestOf);
    for (let start = 0; start < requests.length; start += BATCH)
      await writeBatch(client, table, requests.slice(start, start + BATCH), sleep);
  },
});
