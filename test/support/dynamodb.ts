import { DeleteTableCommand, PutItemCommand, QueryCommand, UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import type { TestProject } from 'vitest/node';
import { startLocalDynamoDb } from '../../twin/dynamodb/local.ts';
import { createTable, outsideClient } from './tables.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    /** Where DynamoDB Local answers during this run. */
    dynamodb: string;
  }
}

const WARM_UP_ROUNDS = 100;

/** DynamoDB Local is many times slower in its first seconds than the deadlines of handlers allow for. */
async function warmUp(endpoint: string): Promise<void> {
  const client = outsideClient(endpoint);
  const TableName = await createTable(client, 'warm-up');
  for (let round = 0; round < WARM_UP_ROUNDS; round++) {
    const Key = { pk: { S: 'WARM' }, sk: { S: String(round) } };
    await client.send(new PutItemCommand({ TableName, Item: Key, ConditionExpression: 'attribute_not_exists(pk)' }));
    await client.send(
      new UpdateItemCommand({
        TableName,
        Key,
        UpdateExpression: 'SET beat = :one',
        ConditionExpression: 'attribute_exists(pk)',
        ExpressionAttributeValues: { ':one': { N: '1' } },
      }),
    );
  }
  await client.send(
    new QueryCommand({
      TableName,
      KeyConditionExpression: 'pk = :warm',
      ExpressionAttributeValues: { ':warm': { S: 'WARM' } },
    }),
  );
  await client.send(new DeleteTableCommand({ TableName }));
  client.destroy();
}

/** Starts Amazon's DynamoDB Local once for all tests of handlers, and stops it after them. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const { endpoint, stop } = await startLocalDynamoDb();
  await warmUp(endpoint);
  project.provide('dynamodb', endpoint);
  return stop;
}
