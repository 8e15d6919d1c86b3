import { DescribeTableCommand, type DynamoDBClient, type TableDescription } from '@aws-sdk/client-dynamodb';
import { tablesBeginning } from '../shared/restored-tables.ts';

/** What this function asks DynamoDB about tables. */
export interface Tables {
  describe(table: string): Promise<TableDescription>;
  /** Names of all tables that begin so. */
  beginningWith(prefix: string): Promise<string[]>;
}

export function createTables(client: DynamoDBClient): Tables {
  return {
    async describe(table) {
      const { Table = {} } = await client.send(new DescribeTableCommand({ TableName: table }));
      return Table;
    },
    beginningWith: (prefix) => tablesBeginning(client, prefix),
  };
}
