import { type JsonObject, listOf, objectOf } from '../../assembly/json.ts';
import { type Database, DatabaseError } from '../database.ts';

/** What a backup keeps beside the items: enough to make the table anew, and its tags. */
export interface Description {
  /** Input of CreateTable without the table's name. */
  readonly definition: JsonObject;
  readonly tags: Readonly<Record<string, string>>;
}

/**
 * What AWS Backup keeps of a table: keys, indexes and capacity. All else (streams, TTL, PITR, deletion protection, replicas,
 * resource policy, class) is not in a backup; tags are, for those who ask for them when they restore.
 * @throws DatabaseError ResourceNotFoundException when there is no such table
 */
export async function describeTable(database: Database, name: string): Promise<Description> {
  const table = objectOf((await database.call('DescribeTable', { TableName: name })).Table);
  return { definition: definitionOf(table), tags: await tagsOf(database, String(table.TableArn)) };
}

function definitionOf(table: JsonObject): JsonObject {
  const provisioned = objectOf(table.BillingModeSummary).BillingMode !== 'PAY_PER_REQUEST';
  const indexes = (name: string) => listOf(table[name]).map((index) => indexOf(objectOf(index), provisioned));
  const global = indexes('GlobalSecondaryIndexes');
  const local = indexes('LocalSecondaryIndexes').map(({ ProvisionedThroughput: _, ...index }) => index);
  return {
    AttributeDefinitions: table.AttributeDefinitions ?? [],
    KeySchema: table.KeySchema ?? [],
    BillingMode: provisioned ? 'PROVISIONED' : 'PAY_PER_REQUEST',
    ...(provisioned ? { ProvisionedThroughput: throughputOf(table) } : {}),
    ...(global.length > 0 ? { GlobalSecondaryIndexes: global } : {}),
    ...(local.length > 0 ? { LocalSecondaryIndexes: local } : {}),
  };
}

function indexOf(index: JsonObject, provisioned: boolean): JsonObject {
  const { IndexName = '', KeySchema = [], Projection = {} } = index;
  return {
    IndexName,
    KeySchema,
    Projection,
    ...(provisioned ? { ProvisionedThroughput: throughputOf(index) } : {}),
  };
}

function throughputOf({ ProvisionedThroughput }: JsonObject): JsonObject {
  const { ReadCapacityUnits = 1, WriteCapacityUnits = 1 } = objectOf(ProvisionedThroughput);
  return { ReadCapacityUnits, WriteCapacityUnits };
}

/** DynamoDB Local knows no tags: without the Region's link in front there are none. */
async function tagsOf(database: Database, arn: string): Promise<Record<string, string>> {
  try {
    const { Tags } = await database.call('ListTagsOfResource', { ResourceArn: arn });
    return Object.fromEntries(
      listOf(Tags)
        .map(objectOf)
        .map(({ Key, Value }) => [String(Key), String(Value)]),
    );
  } catch (error) {
    if (error instanceof DatabaseError && error.name === 'UnknownOperationException') return {};
    throw error;
  }
}
