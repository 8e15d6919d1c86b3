import { DynamoDBClient, type DynamoDBClientConfig } from '@aws-sdk/client-dynamodb';

/** A table that this function has no business with. */
class NotReachable extends Error {
  override readonly name = 'NotReachable';
}

/** Which tables a client reaches. */
export interface Reach {
  /** Tables it may only read. */
  reads: readonly string[];
  writes: readonly string[];
}

const READS = new Set(['GetItemCommand', 'BatchGetItemCommand', 'QueryCommand', 'ScanCommand', 'DescribeTableCommand']);

function tablesOf(input: object): string[] {
  const { TableName, RequestItems } = input as { TableName?: string; RequestItems?: object };
  return [...(TableName === undefined ? [] : [TableName]), ...Object.keys(RequestItems ?? {})];
}

/** A client that sends nothing to any other table, and no write to those it may only read. @throws NotReachable */
export function reaching({ reads, writes }: Reach, config: DynamoDBClientConfig): DynamoDBClient {
  const client = new DynamoDBClient(config);
  client.middlewareStack.add(
    (next, context) => async (request) => {
      const tables = tablesOf(request.input);
      const allowed = READS.has(context.commandName ?? '') ? [...reads, ...writes] : writes;
      const refused = tables.find((table) => !allowed.includes(table));
      if (refused !== undefined || tables.length === 0)
        throw new NotReachable(`${context.commandName} on ${refused ?? 'no table'} is not for the boot check`);
      return next(request);
    },
    { step: 'initialize', priority: 'high', name: 'onlyTheseTables' },
  );
  return client;
}

/** Nobody waits at a till for a check: pages are large and a table restored a minute ago is slow. */
export const PATIENT: DynamoDBClientConfig = {
  maxAttempts: 6,
  requestHandler: { connectionTimeout: 2000, requestTimeout: 15_000, throwOnRequestTimeout: true },
};
