import { type DynamoDBClient, GetItemCommand, QueryCommand, type QueryCommandInput } from '@aws-sdk/client-dynamodb';
import { formatSequence, type Place } from '../../domain/receipt-number.ts';
import { untilAnswered } from './deadline.ts';
import { chainPartition, entryKey, type Item, type StoredEntry, storedEntry } from './ledger-item.ts';

/** Strong reads of tills' chains; one DynamoDB request each, `range` one a page. */
export interface ChainReader {
  /** The last entry of a till's chain. */
  head(store: string, till: string): Promise<StoredEntry | undefined>;
  entry(place: Place): Promise<StoredEntry | undefined>;
  /** The entries of a till from one sequence to another, in order. */
  range(store: string, till: string, from: number, to: number): AsyncIterable<StoredEntry>;
}

export function createChainReader(client: DynamoDBClient, table: string): ChainReader {
  const query = (input: Partial<QueryCommandInput>) =>
    untilAnswered((abortSignal) =>
      client.send(new QueryCommand({ TableName: table, ConsistentRead: true, ...input }), { abortSignal }),
    );

  async function* range(store: string, till: string, from: number, to: number): AsyncGenerator<StoredEntry> {
    let start: Item | undefined;
    do {
      const page = await query({
        KeyConditionExpression: 'pk = :chain AND sk BETWEEN :from AND :to',
        ExpressionAttributeValues: {
          ':chain': { S: chainPartition(store, till) },
          ':from': { S: formatSequence(from) },
          ':to': { S: formatSequence(to) },
        },
        ...(start ? { ExclusiveStartKey: start } : {}),
      });
      for (const item of page.Items ?? []) yield storedEntry(item);
      start = page.LastEvaluatedKey;
    } while (start);
  }

  return {
    range,
    async head(store, till) {
      const { Items = [] } = await query({
        KeyConditionExpression: 'pk = :chain',
        ExpressionAttributeValues: { ':chain': { S: chainPartition(store, till) } },
        ScanIndexForward: false,
        Limit: 1,
      });
      return Items[0] ? storedEntry(Items[0]) : undefined;
    },
    async entry(place) {
      const command = new GetItemCommand({ TableName: table, Key: entryKey(place), ConsistentRead: true });
      const { Item } = await untilAnswered((abortSignal) => client.send(command, { abortSignal }));
      return Item ? storedEntry(Item) : undefined;
    },
  };
}
