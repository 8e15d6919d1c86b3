import { CreateTableCommand, type CreateTableCommandInput, type DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { TABLES } from './contenders.ts';

function definition(TableName: string, ...keys: string[]): CreateTableCommandInput {
  return {
    TableName,
    BillingMode: 'PAY_PER_REQUEST',
    AttributeDefinitions: keys.map((AttributeName) => ({ AttributeName, AttributeType: 'S' })),
    KeySchema: keys.map((AttributeName, place) => ({ AttributeName, KeyType: place === 0 ? 'HASH' : 'RANGE' })),
  };
}

/** Creates a table of a till chain: on demand, as all tables here. */
export const createChainTable = (client: DynamoDBClient, name: string) =>
  client.send(new CreateTableCommand(definition(name, 'pk', 'sk')));

/** The tables of both contenders. The baseline's records never expire here, which spares it work and so favours it. */
export async function createTables(client: DynamoDBClient): Promise<void> {
  await createChainTable(client, TABLES.ledger);
  await createChainTable(client, TABLES.sales);
  await client.send(new CreateTableCommand(definition(TABLES.idempotency, 'id')));
}
