import { type DynamoDBClient, QueryCommand } from '@aws-sdk/client-dynamodb';
import { untilAnswered } from '../shared/deadline.ts';
import { DUE_SHARDS } from '../shared/form-work/due.ts';

/** More than that is a backlog, however long it is. */
const COUNTED = 100;

/** Counts forms that something was due of before an instant: one request a shard of the sparse index. */
export const countOverdue =
  (client: DynamoDBClient, table: string) =>
  async (before: Date): Promise<number> => {
    const counts = await Promise.all(
      DUE_SHARDS.map((shard) => {
        const command = new QueryCommand({
          TableName: table,
          IndexName: 'due',
          KeyConditionExpression: 'dueShard = :shard AND dueAt <= :before',
          ExpressionAttributeValues: { ':shard': { S: shard }, ':before': { S: before.toISOString() } },
          Select: 'COUNT',
          Limit: COUNTED,
        });
        return untilAnswered((abortSignal) => client.send(command, { abortSignal }));
      }),
    );
    return counts.reduce((sum, { Count = 0 }) => sum + Count, 0);
  };
