import {
  DescribeBackupVaultCommand,
  DescribeRecoveryPointCommand,
  DescribeRestoreJobCommand,
  StartBackupJobCommand,
  StartRestoreJobCommand,
} from '@aws-sdk/client-backup';
import { ScanCommand } from '@aws-sdk/client-dynamodb';
import { beforeAll, expect, test } from 'vitest';
import { backUp, backupEnd, LEDGER_ARN, ROLE, restore, restoreEnd, until, useBackup } from '../support/backup.ts';
import { clientOf, put, useDatabase } from '../support/database.ts';

const database = useDatabase();
const backup = useBackup(database.endpoint);
const VAULT = { BackupVaultName: 'shop-backup' };

beforeAll(() => put(clientOf(database.endpoint()), 'one'));

async function again(): Promise<void> {
  await backup.stop();
  await backup.start();
}

test('vaults, points and jobs outlive a restart', async () => {
  const { RecoveryPointArn } = await backUp(backup.client());
  const { RestoreJobId } = await restore(backup.client(), RecoveryPointArn, 'restored-before');
  const tape = () => backup.client().send(new DescribeBackupVaultCommand({ BackupVaultName: 'shop-tape' }));
  const point = () => backup.client().send(new DescribeRecoveryPointCommand({ ...VAULT, RecoveryPointArn }));
  const job = () => backup.client().send(new DescribeRestoreJobCommand({ RestoreJobId }));
  const all = async () => (await Promise.all([tape(), point(), job()])).map(({ $metadata: _, ...answer }) => answer);
  const before = await all();
  await again();
  expect(await all()).toEqual(before);
  expect(await restore(backup.client(), RecoveryPointArn, 'restored-after')).toMatchObject({ Status: 'COMPLETED' });
});

test('a restore under way at a restart is finished after it', async () => {
  const { RecoveryPointArn } = await backUp(backup.client());
  backup.service().faults.next('restore', { what: 'hang' });
  const Metadata = { targetTableName: 'restored-across' };
  const command = new StartRestoreJobCommand({ RecoveryPointArn, Metadata, IamRoleArn: ROLE });
  const { RestoreJobId } = await backup.client().send(command);
  const job = () => backup.client().send(new DescribeRestoreJobCommand({ RestoreJobId }));
  await until(job, ({ CreatedResourceArn }) => CreatedResourceArn !== undefined);
  await again();
  expect(await restoreEnd(backup.client(), RestoreJobId)).toMatchObject({ Status: 'COMPLETED' });
  const { Count } = await clientOf(database.endpoint()).send(new ScanCommand({ TableName: 'restored-across' }));
  expect(Count).toBe(1);
});

test('a backup under way at a restart is finished after it', async () => {
  backup.service().faults.next('backup', { what: 'hang' });
  const command = new StartBackupJobCommand({ ...VAULT, ResourceArn: LEDGER_ARN, IamRoleArn: ROLE });
  const { BackupJobId } = await backup.client().send(command);
  await again();
  expect(await backupEnd(backup.client(), BackupJobId)).toMatchObject({ State: 'COMPLETED' });
});
