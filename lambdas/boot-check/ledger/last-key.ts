import { QueryCommand } from '@aws-sdk/client-dynamodb';
import { chainPartition } from '../../shared/ledger-item.ts';
import type { Work } from '../work.ts';

/** The last sort key of a restored chain, which need not be a sequence; undefined where the table holds nothing of the chain. */
export async function lastKey(
  { client, table }: Work,
  { store, till }: { store: string; till: string },
): Promise<string | undefined> {
  const command = new QueryCommand({
    TableName: table,
    ConsistentRead: true,
    KeyConditionExpression: 'pk = :chain',
    ExpressionAttributeValues: { ':chain': { S: chainPartition(store, till) } },
    ProjectionExpression: 'sk',
    ScanIndexForward: false,
    Limit: 1,
  });
  return (await client.send(command)).Items?.[0]?.sk?.S;
}
