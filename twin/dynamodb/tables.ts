import { CreateTableCommand, type CreateTableCommandInput, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { TablePlan } from '../assembly/plan.ts';

/** Anything will do: DynamoDB Local checks no signature. */
export const CREDENTIALS = { accessKeyId: 'twin', secretAccessKey: 'twin' };

/** Creates the tables that the templates declare; those that data of an earlier run already hold stay as they are. */
export async function createTables(endpoint: string, tables: readonly TablePlan[]): Promise<void> {
  const client = new DynamoDBClient({ endpoint, region: 'eu-west-3', credentials: CREDENTIALS });
  await Promise.all(tables.map((table) => createTable(client, table)));
  client.destroy();
}

async function createTable(client: DynamoDBClient, { definition }: TablePlan): Promise<void> {
  try {
    await client.send(new CreateTableCommand(definition as unknown as CreateTableCommandInput));
  } catch (error) {
    if (!(error instanceof Error && error.name === 'ResourceInUseException')) throw error;
  }
}
