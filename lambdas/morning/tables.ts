import {
  DescribeTableCommand,
  type DynamoDBClient,
  paginateListTables,
  type TableDescription,
} from '@aws-sdk/client-dynamodb';

/** What this function asks DynamoDB about tables. */
export interface Tables {
  describe(table: string): Promise<TableDescription>;
  /** Names of all tables that begin so; a prefix that ends with `-`, as all of ours do. */
  beginningWith(prefix: string): Promise<string[]>;
}

export function createTables(client: DynamoDBClient): Tables {
  return {
    async describe(table) {
      const { Table = {} } = await client.send(new DescribeTableCommand({ TableName: table }));
      return Table;
    },
    async beginningWith(prefix) {
      // Names come in order, so the search begins just before the first that can fit and ends at the first that does not.
      const begin = prefix.slice(0, -1);
      const names: string[] = [];
      for await (const { TableNames = [] } of paginateListTables({ client }, { ExclusiveStartTableName: begin })) {
        names.push(...TableNames.filter((name) => name.startsWith(prefix)));
        if (TableNames.some((name) => name > prefix && !name.startsWith(prefix))) break;
      }
      return names;
    },
  };
}
