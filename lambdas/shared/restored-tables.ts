import { createHash } from 'node:crypto';
import { type DynamoDBClient, paginateListTables } from '@aws-sdk/client-dynamodb';

/** Eight characters that stand for a run in the names of its tables. */
export const shortId = (run: string): string => createHash('sha256').update(run).digest('hex').slice(0, 8);

/**
 * How the names of a repair's tables begin. It takes longer than a night, so the restore test, which removes whatever dead runs restored,
 * leaves these alone while a repair holds its lease; after that the next repair or the next restore test removes them.
 *
 * @param restored how the names of the environment's restored tables begin
 */
export const repairPrefix = (restored: string): string => `${restored}repair-`;

/** Names of all tables that begin so; a prefix that ends with `-`, as all of ours do. */
export async function tablesBeginning(client: DynamoDBClient, prefix: string): Promise<string[]> {
  // Names come in order, so the search begins just before the first that can fit and ends at the first that does not.
  const begin = prefix.slice(0, -1);
  const names: string[] = [];
  for await (const { TableNames = [] } of paginateListTables({ client }, { ExclusiveStartTableName: begin })) {
    names.push(...TableNames.filter((name) => name.startsWith(prefix)));
    if (TableNames.some((name) => name > prefix && !name.startsWith(prefix))) break;
  }
  return names;
}
