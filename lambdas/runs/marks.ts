import { type DynamoDBClient, GetItemCommand, PutItemCommand, UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import { conditionally, type Item, patiently } from './requests.ts';

/**
 * Where in the chain a call means to stand: written before the entry, so that the repeated call finds its own entry without looking
 * through the chain. A mark says nothing by itself: what stands in the chain at that place does.
 */
export interface Marks {
  /** Means a place if the call has none yet. @returns the place the call has */
  mean(runbook: string, call: string, sequence: number): Promise<number>;
  /** Means another place, the first one being another's. @returns the place the call has: a twin of it may have moved first */
  move(runbook: string, call: string, from: number, to: number): Promise<number>;
  find(runbook: string, call: string): Promise<number | undefined>;
}

const key = (runbook: string, call: string): Item => ({ pk: { S: `RUN#${runbook}` }, sk: { S: `AT#${call}` } });

export function createMarks(client: DynamoDBClient, table: string): Marks {
  const whenFailed = { ReturnValuesOnConditionCheckFailure: 'ALL_OLD' } as const;
  return {
    async mean(runbook, call, sequence) {
      const command = new PutItemCommand({
        TableName: table,
        Item: { ...key(runbook, call), sequence: { N: String(sequence) } },
        ConditionExpression: 'attribute_not_exists(pk)',
        ...whenFailed,
      });
      const met = await conditionally((abortSignal) => client.send(command, { abortSignal }));
      return met.done ? sequence : Number(met.item.sequence?.N);
    },
    async move(runbook, call, from, to) {
      const command = new UpdateItemCommand({
        TableName: table,
        Key: key(runbook, call),
        UpdateExpression: 'SET #sequence = :to',
        ConditionExpression: '#sequence = :from',
        ExpressionAttributeNames: { '#sequence': 'sequence' },
        ExpressionAttributeValues: { ':from': { N: String(from) }, ':to': { N: String(to) } },
        ...whenFailed,
      });
      const met = await conditionally((abortSignal) => client.send(command, { abortSignal }));
      return met.done ? to : Number(met.item.sequence?.N);
    },
    async find(runbook, call) {
      const command = new GetItemCommand({ TableName: table, Key: key(runbook, call), ConsistentRead: true });
      const { Item: found } = await patiently((abortSignal) => client.send(command, { abortSignal }));
      return found === undefined ? undefined : Number(found.sequence?.N);
    },
  };
}
