import { type DynamoDBClient, ScanCommand } from '@aws-sdk/client-dynamodb';

/** Above every sort key: the highest character, as often as a sort key has room for (1,024 bytes). */
const ABOVE_ALL = '\u{10ffff}'.repeat(256);

/** Parts of a table that are looked through beside each other. DynamoDB Local goes through all of a part for each request. */
const SEGMENTS = 16;

async function firstBehind(
  client: DynamoDBClient,
  TableName: string,
  Segment: number,
  behind: string | undefined,
): Promise<string | undefined> {
  const command = new ScanCommand({
    TableName,
    Segment,
    TotalSegments: SEGMENTS,
    ConsistentRead: true,
    Limit: 1,
    ProjectionExpression: 'pk',
    ...(behind === undefined ? {} : { ExclusiveStartKey: { pk: { S: behind }, sk: { S: ABOVE_ALL } } }),
  });
  const { Items = [], LastEvaluatedKey } = await client.send(command);
  return Items[0]?.pk?.S ?? LastEvaluatedKey?.pk?.S;
}

/**
 * The partition keys of a table, by one small request each: a scan of one item that starts behind the last partition found. The start key
 * of a scan need not be that of an item; AWS describe this way in "Generate a distinct set of partition keys for an Amazon DynamoDB table
 * efficiently" (AWS Database Blog).
 */
export async function partitions(client: DynamoDBClient, table: string): Promise<string[]> {
  const lookThrough = async (segment: number): Promise<string[]> => {
    const found: string[] = [];
    let pk = await firstBehind(client, table, segment, undefined);
    while (pk !== undefined) {
      found.push(pk);
      pk = await firstBehind(client, table, segment, pk);
    }
    return found;
  };
  return (await Promise.all(Array.from({ length: SEGMENTS }, (_, segment) => lookThrough(segment)))).flat();
}
