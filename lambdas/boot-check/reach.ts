import type { DynamoDBClient, DynamoDBClientConfig } from '@aws-sdk/client-dynamodb';
import { CLONE_PREFIX } from '../clone/prefix.ts';
import { IMPATIENT } from '../shared/dynamodb.ts';
import type { Environment } from '../shared/environment.ts';
import { afterwards } from '../shared/passing.ts';
import type { BOOT_CHECK_ENVIRONMENT } from './environment.ts';
import type { RestoredSet } from './events.ts';
import { PATIENT, reaching } from './tables/client.ts';
import { NotRestored } from './validated.ts';

type Own = Environment<typeof BOOT_CHECK_ENVIRONMENT>;

export const liveTables = (environment: Own): RestoredSet => ({
  ledger: environment.LEDGER_TABLE,
  'tax-free': environment.TAX_FREE_TABLE,
  devices: environment.DEVICES_TABLE,
  operations: environment.OPERATIONS_TABLE,
});

/** What this function reaches: it reads restored and live tables, and writes to restored ones only. */
export function reachOf(environment: Own, dynamodb: DynamoDBClientConfig) {
  const live = Object.values(liveTables(environment));

  function isRestored(table: string): boolean {
    const begins = [environment.RESTORED_PREFIX, CLONE_PREFIX].some((prefix) => table.startsWith(prefix));
    return begins && !live.includes(table);
  }

  return {
    /** A client that reads some restored tables and all live ones. */
    reads: (tables: readonly string[]): DynamoDBClient =>
      reaching({ reads: [...tables, ...live], writes: [] }, { ...PATIENT, ...dynamodb }),
    /** A client as handlers have it, for some restored tables alone. */
    writes: (tables: readonly string[]): DynamoDBClient =>
      reaching({ reads: [], writes: tables }, { maxAttempts: 1, requestHandler: IMPATIENT, ...dynamodb }),
    /** @throws NotRestored naming the first table that is neither restored nor of a clone */
    demandRestored(tables: readonly string[]): void {
      const other = tables.find((table) => !isRestored(table));
      if (other !== undefined) throw new NotRestored(`${other} is no restored table`);
    },
  };
}

/** Works with a client and lets it go. @throws OutcomeUnknown when the database does not answer; any other error as it is */
export async function closing<T>(client: DynamoDBClient, work: (client: DynamoDBClient) => Promise<T>): Promise<T> {
  try {
    return await work(client);
  } catch (error) {
    throw afterwards(error);
  } finally {
    client.destroy();
  }
}
