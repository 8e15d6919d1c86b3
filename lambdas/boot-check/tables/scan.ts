import { type DynamoDBClient, ScanCommand, type ScanCommandInput } from '@aws-sdk/client-dynamodb';
import type { Item } from '../../shared/ledger-item.ts';
import { ahead } from './ahead.ts';

/** The pages of a table, or of one segment of it, one at a time; the next is fetched while one is looked at. */
export async function* scanPages(client: DynamoDBClient, input: ScanCommandInput): AsyncGenerator<Item[]> {
  const fetch = (ExclusiveStartKey?: Item) =>
    ahead(
      client.send(
        new ScanCommand({ ConsistentRead: true, ...input, ...(ExclusiveStartKey ? { ExclusiveStartKey } : {}) }),
      ),
    );
  let coming = fetch();
  while (true) {
    const { Items = [], LastEvaluatedKey } = await coming;
    if (LastEvaluatedKey === undefined) return yield Items;
    coming = fetch(LastEvaluatedKey);
    yield Items;
  }
}
