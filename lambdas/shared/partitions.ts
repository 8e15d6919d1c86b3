import { type DynamoDBClient, ScanCommand } from '@aws-sdk/client-dynamodb';

/** Above every sort key: the highest character, as often as a sort key has room for (1,024 bytes). */
const ABOVE_ALL = '\u{10ffff}'.repeat(256);

/**
 * The partition keys of a table, by one small request each: a scan of one item that starts behind the last partition found. The start key
 * of a scan need not be that of an item; AWS describe this way in "Generate a distinct set of partition keys for an Amazon DynamoDB table
 * efficiently" (AWS Database Blog).
 */
export async function* partitions(client: DynamoDBClient, table: string): AsyncGenerator<string> {
  let behind: string | undefined;
  while (true) {
    const command = new ScanCommand({
      TableName: table,
      ConsistentRead: true,
      Limit: 1,
      ProjectionExpression: 'pk',
      ...(behind === undefined ? {} : { ExclusiveStartKey: { pk: { S: behind }, sk: { S: ABOVE_ALL } } }),
    });
    const { Items = [], LastEvaluatedKey } = await client.send(command);
    const found = Items[0]?.pk?.S ?? LastEvaluatedKey?.pk?.S;
    if (found === undefined) return;
    yield found;
    behind = found;
  }
}
