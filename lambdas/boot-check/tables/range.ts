import { type DynamoDBClient, QueryCommand, type QueryCommandInput } from '@aws-sdk/client-dynamodb';
import { ahead } from './ahead.ts';
import { type WireItem, type WirePage, wirePage } from './wire.ts';

/** Before and behind every sort key of a chain, those that are no sequence included. */
const FIRST_KEY = ' ';
const LAST_KEY = '~';
/** What makes of a sort key the very next one. A range of its own for each page: DynamoDB Local goes through all before a start key. */
const NEXT = '\u0000';
/** Some 800 KB: little memory, and less than the 1 MB at which DynamoDB ends a page by itself. */
const PAGE_ENTRIES = 1000;

/** A partition from one sort key to another, both included; all of it when none is named. */
export interface Range {
  table: string;
  pk: string;
  from?: string;
  to?: string;
}

/**
 * The pages of a range in order, by strong reads. The first is asked for at once, each other one while the one before is looked at, so
 * that two are in memory at most.
 *
 * @param input what is left out of items, and which are left out
 */
export function rangePages(
  client: DynamoDBClient,
  { table, pk, from = FIRST_KEY, to = LAST_KEY }: Range,
  input: Pick<QueryCommandInput, 'FilterExpression' | 'ProjectionExpression'> = {},
): AsyncGenerator<WireItem[]> {
  const fetch = (first: string): Promise<WirePage> => {
    const command = new QueryCommand({
      ...input,
      TableName: table,
      ConsistentRead: true,
      Limit: PAGE_ENTRIES,
      KeyConditionExpression: 'pk = :pk AND sk BETWEEN :from AND :to',
      ExpressionAttributeValues: { ':pk': { S: pk }, ':from': { S: first }, ':to': { S: to } },
    });
    return ahead(wirePage(client, command));
  };
  async function* pages(first: Promise<WirePage>): AsyncGenerator<WireItem[]> {
    for (let coming = first; ; ) {
      const { Items, LastEvaluatedKey } = await coming;
      const last = LastEvaluatedKey?.sk?.S ?? to;
      if (last === to) return yield Items;
      coming = fetch(`${last}${NEXT}`);
      yield Items;
    }
  }
  return pages(fetch(from));
}
