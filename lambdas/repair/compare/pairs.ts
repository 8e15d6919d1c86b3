import { type DynamoDBClient, QueryCommand } from '@aws-sdk/client-dynamodb';
import { type Item, isVacated } from '../../shared/ledger-item.ts';

/** What stands under one sort key in both tables. */
export interface ItemPair {
  sk: string;
  restored?: Item;
  live?: Item;
}

/** The items of a partition in the order of sort keys; the next page is fetched while one is looked at. */
async function* itemsOf(client: DynamoDBClient, table: string, pk: string): AsyncGenerator<Item> {
  const fetch = (start?: Item) =>
    client.send(
      new QueryCommand({
        TableName: table,
        ConsistentRead: true,
        KeyConditionExpression: 'pk = :pk',
        ExpressionAttributeValues: { ':pk': { S: pk } },
        ...(start ? { ExclusiveStartKey: start } : {}),
      }),
    );
  let coming = fetch();
  while (true) {
    const { Items = [], LastEvaluatedKey } = await coming;
    if (LastEvaluatedKey !== undefined) {
      coming = fetch(LastEvaluatedKey);
      coming.catch(() => {});
    }
    yield* Items;
    if (LastEvaluatedKey === undefined) return;
  }
}

const keyOf = (item: Item): string => item.sk?.S ?? '';

/** What a repair vacated is not there. */
async function* standing(items: AsyncGenerator<Item>): AsyncGenerator<Item> {
  for await (const item of items) if (!isVacated(item)) yield item;
}

/** Both copies of a partition side by side, in the order of sort keys. */
export async function* pairsOf(
  client: DynamoDBClient,
  tables: { restored: string; live: string },
  pk: string,
): AsyncGenerator<ItemPair> {
  const copies = {
    restored: standing(itemsOf(client, tables.restored, pk)),
    live: standing(itemsOf(client, tables.live, pk)),
  };
  let restored = (await copies.restored.next()).value as Item | undefined;
  let live = (await copies.live.next()).value as Item | undefined;
  while (restored !== undefined || live !== undefined) {
    const keys = [restored, live].flatMap((item) => (item === undefined ? [] : [keyOf(item)])).sort();
    const [sk = ''] = keys;
    const isRestored = restored !== undefined && keyOf(restored) === sk;
    const isLive = live !== undefined && keyOf(live) === sk;
    yield { sk, ...(isRestored && restored ? { restored } : {}), ...(isLive && live ? { live } : {}) };
    if (isRestored) restored = (await copies.restored.next()).value as Item | undefined;
    if (isLive) live = (await copies.live.next()).value as Item | undefined;
  }
}
