import { BackupClient } from '@aws-sdk/client-backup';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { readEnvironment } from '../shared/environment.ts';
import { tablesBeginning } from '../shared/restored-tables.ts';
import { REPAIR_ENVIRONMENT } from './environment.ts';
import { createNotes } from './record/notes.ts';
import { createRepair } from './repair.ts';
import { pointsIn } from './vaults.ts';

const environment = readEnvironment(REPAIR_ENVIRONMENT, process.env);

/** Nobody stands at a till: whole pages are read here, and a slow answer is better than none. */
const client = new DynamoDBClient({
  maxAttempts: 6,
  requestHandler: { connectionTimeout: 2000, requestTimeout: 20_000, throwOnRequestTimeout: true },
});

export const handler = createRepair({
  environment,
  client,
  notes: createNotes(client, environment.OPERATIONS_TABLE),
  vaults: { backup: environment.BACKUP_VAULT, tape: environment.TAPE_VAULT },
  listPoints: pointsIn(new BackupClient({ maxAttempts: 5 }), {
    ledger: environment.LEDGER_TABLE,
    devices: environment.DEVICES_TABLE,
  }),
  tablesBeginning: (prefix) => tablesBeginning(client, prefix),
  now: () => new Date(),
});
