import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  BackupClient,
  DescribeBackupJobCommand,
  DescribeCopyJobCommand,
  DescribeRestoreJobCommand,
  type DescribeRestoreJobCommandOutput,
  StartBackupJobCommand,
  StartRestoreJobCommand,
} from '@aws-sdk/client-backup';
import { afterAll, beforeAll } from 'vitest';
import { tableArn } from '../../../twin/backup/arns.ts';
import type { VaultDeclaration } from '../../../twin/backup/plan.ts';
import { type BackupOptions, type BackupService, serveBackup } from '../../../twin/backup/service.ts';
import { CREDENTIALS } from '../../../twin/dynamodb/tables.ts';
import { STRONG_TABLE } from './templates.ts';

export const PARIS = 'eu-west-3';
export const FRANKFURT = 'eu-central-1';
export const ROLE = 'arn:aws:iam::000000000000:role/shop-backup';
export const LEDGER_ARN = tableArn(PARIS, STRONG_TABLE);

const VAULTS: readonly VaultDeclaration[] = [PARIS, FRANKFURT].flatMap((region) => [
  { region, name: 'shop-backup', keyArn: `arn:aws:kms:${region}:000000000000:key/backup` },
  { region, name: 'shop-tape', lock: { minRetentionDays: 7, maxRetentionDays: 400, changeableForDays: 3 } },
]);
const POLL_MS = 10;
const WAIT_MS = 20_000;

/** AWS Backup over the database, started once for a test file; `start` and `stop` for another life of it. */
export function useBackup(endpoint: () => string, options: Partial<BackupOptions> = {}) {
  let service: BackupService | undefined;
  const directory = mkdtempSync(join(tmpdir(), 'backup-'));
  const start = async (): Promise<void> => {
    service = await serveBackup({
      directory,
      endpoints: new Map([PARIS, FRANKFURT].map((region) => [region, endpoint()])),
      vaults: VAULTS,
      behaviour: { pending_ms: 1, running_ms: 5 },
      ...options,
    });
  };
  beforeAll(start);
  afterAll(() => service?.close());
  const running = (): BackupService => service as BackupService;
  return {
    service: running,
    client: (region = PARIS, accessKeyId = CREDENTIALS.accessKeyId) =>
      new BackupClient({
        endpoint: running().url,
        region,
        credentials: { ...CREDENTIALS, accessKeyId },
        maxAttempts: 1,
      }),
    start,
    stop: () => running().close(),
  };
}

/** Asks until the answer has the state, for at most 20 s. */
export async function until<T>(ask: () => Promise<T>, holds: (answer: T) => boolean): Promise<T> {
  const deadline = Date.now() + WAIT_MS;
  for (;;) {
    const answer = await ask();
    if (holds(answer)) return answer;
    if (Date.now() > deadline) throw new Error(`still ${JSON.stringify(answer)}`);
    await sleep(POLL_MS);
  }
}

const ENDED: readonly (string | undefined)[] = ['COMPLETED', 'FAILED', 'ABORTED'];

/** Waits for a backup job's end. */
export const backupEnd = (client: BackupClient, BackupJobId: string | undefined) =>
  until(
    () => client.send(new DescribeBackupJobCommand({ BackupJobId })),
    ({ State }) => ENDED.includes(State),
  );

/** Waits for a copy job's end. */
export async function copyEnd(client: BackupClient, CopyJobId: string | undefined) {
  const { CopyJob } = await until(
    () => client.send(new DescribeCopyJobCommand({ CopyJobId })),
    (answer) => ENDED.includes(answer.CopyJob?.State),
  );
  return CopyJob;
}

/** Waits for a restore job's end. */
export const restoreEnd = (client: BackupClient, RestoreJobId: string | undefined) =>
  until(
    () => client.send(new DescribeRestoreJobCommand({ RestoreJobId })),
    ({ Status }) => ENDED.includes(Status),
  );

/** Backs a table up and returns the ended job. */
export async function backUp(client: BackupClient, ResourceArn = LEDGER_ARN, BackupVaultName = 'shop-backup') {
  const command = new StartBackupJobCommand({ BackupVaultName, ResourceArn, IamRoleArn: ROLE });
  return backupEnd(client, (await client.send(command)).BackupJobId);
}

/** Restores a point into a new table and returns the ended job. */
export async function restore(
  client: BackupClient,
  RecoveryPointArn: string | undefined,
  targetTableName: string,
): Promise<DescribeRestoreJobCommandOutput> {
  const Metadata = { targetTableName, encryptionType: 'Default' };
  const command = new StartRestoreJobCommand({
    RecoveryPointArn,
    Metadata,
    IamRoleArn: ROLE,
    ResourceType: 'DynamoDB',
  });
  return restoreEnd(client, (await client.send(command)).RestoreJobId);
}
