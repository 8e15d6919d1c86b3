import { DynamoDBClient, GetItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll } from 'vitest';
import type { TablePlan } from '../../../twin/assembly/plan.ts';
import { readWorld } from '../../../twin/assembly/world.ts';
import { type Distance, NEXT_DOOR } from '../../../twin/dynamodb/distance.ts';
import { InFlightWrites } from '../../../twin/dynamodb/in-flight.ts';
import { type Link, openLink } from '../../../twin/dynamodb/link.ts';
import { type LocalDynamoDb, startLocalDynamoDb } from '../../../twin/dynamodb/local.ts';
import { CREDENTIALS, createTables } from '../../../twin/dynamodb/tables.ts';
import { writeAssembly } from './assembly.ts';
import { STRONG_TABLE } from './templates.ts';

const START_MS = 30_000;
const PATIENT_MS = 10_000;
const IMPATIENT_MS = 500;

/** A client that tries once, so that a test sees every fault. */
export function clientOf(endpoint: string, region = 'eu-west-3', requestTimeout = PATIENT_MS): DynamoDBClient {
  return new DynamoDBClient({
    endpoint,
    region,
    credentials: CREDENTIALS,
    maxAttempts: 1,
    requestHandler: { requestTimeout, throwOnRequestTimeout: true },
  });
}

/** A client that soon gives up, for what is never answered. */
export const impatient = (endpoint: string): DynamoDBClient => clientOf(endpoint, 'eu-west-3', IMPATIENT_MS);

/** Writes one item of the strong table. */
export function put(client: DynamoDBClient, pk: string, table = STRONG_TABLE): Promise<unknown> {
  return client.send(new PutItemCommand({ TableName: table, Item: { pk: { S: pk } } }));
}

/** Whether the item is in the strong table. */
export async function has(client: DynamoDBClient, pk: string, ConsistentRead = false): Promise<boolean> {
  const command = new GetItemCommand({ TableName: STRONG_TABLE, Key: { pk: { S: pk } }, ConsistentRead });
  return (await client.send(command)).Item !== undefined;
}

/** One DynamoDB Local for a test file, with the fixtures' tables, and links that share what is in flight. */
export function useDatabase(): {
  endpoint: () => string;
  link: (region?: string, distance?: Distance, seed?: string) => Promise<Link>;
} {
  const links: Link[] = [];
  const inFlight = new InFlightWrites();
  let database: LocalDynamoDb | undefined;
  let tables: readonly TablePlan[] = [];
  beforeAll(async () => {
    database = await startLocalDynamoDb();
    tables = readWorld(writeAssembly(), 'production').tables;
    await createTables(database.endpoint, tables);
  }, START_MS);
  afterAll(async () => {
    await Promise.all(links.map((link) => link.close()));
    await database?.stop();
  });
  const endpoint = (): string => database?.endpoint ?? '';
  return {
    endpoint,
    link: async (region = 'eu-west-3', distance = NEXT_DOOR, seed = 'test') => {
      const link = await openLink({ region, endpoint: endpoint(), tables, inFlight, distance, seed });
      links.push(link);
      return link;
    },
  };
}
