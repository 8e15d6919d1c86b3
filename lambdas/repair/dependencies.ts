import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { Environment } from '../shared/environment.ts';
import type { REPAIR_ENVIRONMENT } from './environment.ts';
import type { Notes } from './record/notes.ts';
import type { ListPoints } from './vaults.ts';

/** What the function works with: the only places where it meets the world. */
export interface RepairDependencies {
  environment: Environment<typeof REPAIR_ENVIRONMENT>;
  client: DynamoDBClient;
  notes: Notes;
  /** Names of the two vaults. */
  vaults: Readonly<Record<'backup' | 'tape', string>>;
  listPoints: ListPoints;
  tablesBeginning(prefix: string): Promise<string[]>;
  now(): Date;
}
