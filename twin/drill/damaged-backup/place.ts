import { DynamoDBClient, paginateListTables } from '@aws-sdk/client-dynamodb';
import type { MorningRow } from '../../../domain/morning/row.ts';
import { createMorningLedger } from '../../../lambdas/shared/morning/morning-ledger.ts';
import { CREDENTIALS } from '../../dynamodb/tables.ts';
import { workplaceOf } from '../../stock.ts';
import type { Twin } from '../../supervisor/twin.ts';

/** Where the drill looks at what became of a run: from outside, through DynamoDB alone. */
export interface Place {
  /** Rows that a run wrote into the morning's ledger. */
  rows(date: string, execution: string): Promise<MorningRow[]>;
  /** Restored tables that are there now. */
  restored(): Promise<string[]>;
}

/** @param region AWS name of the Region whose runs are looked at */
export function placeIn({ outside }: Twin, region: string): Place {
  const { dynamodb, operationsTable } = workplaceOf(outside);
  const prefix = `permanence-${outside.plan.environment}`;
  const ledger = createMorningLedger(dynamodb, operationsTable, prefix);
  const client = new DynamoDBClient({ region, endpoint: outside.dynamodbEndpoint, credentials: CREDENTIALS });
  return {
    rows: async (date, execution) => (await ledger.rows(date)).filter(({ run }) => run === execution),
    async restored() {
      const names: string[] = [];
      for await (const { TableNames = [] } of paginateListTables({ client }, {})) names.push(...TableNames);
      return names.filter((name) => name.startsWith(`${prefix}-restored-`));
    },
  };
}
