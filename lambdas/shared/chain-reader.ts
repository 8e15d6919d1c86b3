import { type DynamoDBClient, GetItemCommand, QueryCommand, type QueryCommandInput } from '@aws-sdk/client-dynamodb';
import { formatSequence, type Place } from '../../domain/receipt-number.ts';
import { untilAnswered } from './deadline.ts';
import {
  chainPartition,
  entryIn,
  entryKey,
  type Item,
  isVacated,
  type StoredEntry,
  storedEntry,
} from './ledger-item.ts';

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
      for (const item of page.Items ?? []) if (!isVacated(item)) yield storedEntry(item);
      start = page.LastEvaluatedKey;
    } while (start);
  }

  return {
    range,
    async head(store, till) {
      let start: Item | undefined;
      do {
        const page = await query({
          KeyConditionExpression: 'pk = :chain',
          ExpressionAttributeValues: { ':chain': { S: chainPartition(store, till) } },
          ScanIndexForward: false,
          // Only what a repair vacated makes a second request, which takes whole pages.
          ...(start ? { ExclusiveStartKey: start } : { Limit: 1 }),
        });
        const found = page.Items?.find((item) => !isVacated(item));
        if (found) return storedEntry(found);
        start = page.LastEvaluatedKey;
      } while (start);
      return undefined;
    },
    async entry(place) {
      const command = new GetItemCommand({ TableName: table, Key: entryKey(place), ConsistentRead: true });
      const { Item } = await untilAnswered((abortSignal) => client.send(command, { abortSignal }));
      return entryIn(Item);
    },
  };
}
