import { BackupClient } from '@aws-sdk/client-backup';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { TableSettings } from '../../domain/morning/fidelity.ts';
import type { BackupRule } from '../../domain/morning/schedule.ts';
import { dynamoDBClient } from '../shared/dynamodb.ts';
import { readEnvironment } from '../shared/environment.ts';
import { createMorningLedger } from '../shared/morning/morning-ledger.ts';
import { emitToLog } from './emit.ts';
import { MORNING_ENVIRONMENT } from './environment.ts';
import { createMorning } from './morning.ts';
import type { Place } from './place.ts';
import { repairAtWork } from './repairs.ts';
import { seenTable } from './seen-table.ts';
import { createTables } from './tables.ts';
import { createVaults } from './vaults.ts';

const environment = readEnvironment(MORNING_ENVIRONMENT, process.env);

const place: Place = {
  region: process.env.AWS_REGION ?? '',
  prefix: environment.PREFIX,
  backupVault: environment.BACKUP_VAULT,
  tapeVault: environment.TAPE_VAULT,
  tables: {
    ledger: environment.LEDGER_TABLE,
    devices: environment.DEVICES_TABLE,
    'tax-free': environment.TAX_FREE_TABLE,
    operations: environment.OPERATIONS_TABLE,
  },
};

// Descriptions of tables are slower than items, and nobody waits at a till for them.
const descriptions = new DynamoDBClient({ maxAttempts: 5 });
const tables = createTables(descriptions);

const client = dynamoDBClient();
const now = (): Date => new Date();

export const handler = createMorning({
  place,
  rules: JSON.parse(environment.BACKUP_RULES) as BackupRule[],
  settings: JSON.parse(environment.TABLE_SETTINGS) as TableSettings,
  vaults: createVaults(new BackupClient({ maxAttempts: 5 }), place),
  tables,
  see: async (table) => seenTable(descriptions, await tables.describe(table)),
  ledger: createMorningLedger(client, environment.OPERATIONS_TABLE, environment.PREFIX),
  repairAtWork: repairAtWork(client, environment.OPERATIONS_TABLE, now),
  now,
  emit: emitToLog,
});
