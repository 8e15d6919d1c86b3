import type { TablePlan } from '../assembly/plan.ts';
import { type DynamoDbError, tableNotFound, validation } from './errors.ts';
import type { Operation } from './operations.ts';

/**
 * What tables with multi-Region strong consistency do not support (Amazon DynamoDB Developer Guide, "Global tables:
 * multi-Region strong consistency"). DynamoDB Local accepts all of it, so code that cannot run on AWS would pass here.
 */
const STRONG_REFUSES: Readonly<Record<string, (operation: Operation) => string | undefined>> = {
  TransactWriteItems: () => 'Transactions are not supported on tables with multi-Region strong consistency',
  TransactGetItems: () => 'Transactions are not supported on tables with multi-Region strong consistency',
  ExecuteTransaction: () => 'Transactions are not supported on tables with multi-Region strong consistency',
  UpdateTimeToLive: () => 'Time to Live is not supported on tables with multi-Region strong consistency',
  CreateTable: unsupportedShape,
  UpdateTable: unsupportedShape,
};

/** The error that AWS would answer with and DynamoDB Local would not; `undefined` when there is nothing against it. */
export function refusalOf(
  operation: Operation,
  region: string,
  tables: ReadonlyMap<string, TablePlan>,
): DynamoDbError | undefined {
  for (const name of operation.tables) {
    const table = tables.get(name);
    if (table && !table.regions.includes(region)) return tableNotFound('Requested resource not found');
    const reason = table?.strong ? STRONG_REFUSES[operation.name]?.(operation) : undefined;
    if (reason) return validation(reason);
  }
  return undefined;
}

function unsupportedShape({ body }: Operation): string | undefined {
  if (body.LocalSecondaryIndexes)
    return 'Local secondary indexes are not supported on tables with multi-Region strong consistency';
  if (body.BillingMode === 'PROVISIONED' || body.ProvisionedThroughput)
    return 'Tables with multi-Region strong consistency of this application are on demand';
  return undefined;
}
