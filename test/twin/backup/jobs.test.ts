import {
  DescribeRestoreJobCommand,
  ListBackupJobsCommand,
  ListRestoreJobsCommand,
  PutRestoreValidationResultCommand,
  StartBackupJobCommand,
  StartRestoreJobCommand,
} from '@aws-sdk/client-backup';
import { DescribeTableCommand, ScanCommand } from '@aws-sdk/client-dynamodb';
import { beforeAll, describe, expect, test } from 'vitest';
import { tableArn } from '../../../twin/backup/arns.ts';
import { damageArchive } from '../../../twin/backup/damage.ts';
import {
  backUp,
  FRANKFURT,
  LEDGER_ARN,
  PARIS,
  ROLE,
  restore,
  restoreEnd,
  until,
  useBackup,
} from '../support/backup.ts';
import { clientOf, put, useDatabase } from '../support/database.ts';

const database = useDatabase();
const backup = useBackup(database.endpoint);
let point: string | undefined;

beforeAll(async () => {
  for (const pk of ['one', 'two', 'three']) await put(clientOf(database.endpoint()), pk);
  point = (await backUp(backup.client())).RecoveryPointArn;
});

async function keysOf(TableName: string): Promise<(string | undefined)[]> {
  const { Items = [] } = await clientOf(database.endpoint()).send(new ScanCommand({ TableName }));
  return Items.map(({ pk }) => pk?.S).sort();
}

const isThere = (TableName: string): Promise<boolean> =>
  clientOf(database.endpoint())
    .send(new DescribeTableCommand({ TableName }))
    .then(
      () => true,
      () => false,
    );

const startRestore = (targetTableName: string, IdempotencyToken?: string) =>
  backup.client().send(
    new StartRestoreJobCommand({
      RecoveryPointArn: point,
      Metadata: { targetTableName },
      IamRoleArn: ROLE,
      ...(IdempotencyToken ? { IdempotencyToken } : {}),
    }),
  );

const validate = (RestoreJobId: string | undefined, ValidationStatus: 'SUCCESSFUL' | 'FAILED' | 'VALIDATING') =>
  backup.client().send(new PutRestoreValidationResultCommand({ RestoreJobId, ValidationStatus }));

describe('a restore', () => {
  test('makes a new table with the items of then, whatever was written since', async () => {
    await put(clientOf(database.endpoint()), 'later');
    const job = await restore(backup.client(), point, 'restored-then');
    expect(job).toMatchObject({
      Status: 'COMPLETED',
      PercentDone: '100.00%',
      CreatedResourceArn: tableArn(PARIS, 'restored-then'),
      SourceResourceArn: LEDGER_ARN,
      BackupSizeInBytes: expect.any(Number),
    });
    expect(await keysOf('restored-then')).toEqual(['one', 'three', 'two']);
  });

  test('onto a name that exists fails, and leaves what is there', async () => {
    const job = await restore(backup.client(), point, 'shop-ledger');
    expect(job).toMatchObject({ Status: 'FAILED', StatusMessage: expect.stringContaining('Table already exists') });
    expect(await keysOf('shop-ledger')).toContain('later');
  });

  test('of a file that is not what was written fails, saying so, and leaves no table', async () => {
    const { RecoveryPointArn } = await backUp(backup.client());
    await damageArchive(backup.service().storeOf(PARIS), String(RecoveryPointArn));
    const job = await restore(backup.client(), RecoveryPointArn, 'restored-broken');
    expect(job).toMatchObject({ Status: 'FAILED', StatusMessage: expect.stringContaining('is damaged') });
    expect(job.CreatedResourceArn).toBeUndefined();
    expect(await isThere('restored-broken')).toBe(false);
  });

  test('with a token that was used is the same job', async () => {
    const first = await startRestore('restored-token', 'token');
    const second = await startRestore('restored-other', 'token');
    expect(second.RestoreJobId).toBe(first.RestoreJobId);
    await restoreEnd(backup.client(), first.RestoreJobId);
  });

  test.each([
    [{}, 'MissingParameterValueException'],
    [{ targetTableName: 'a b c' }, 'InvalidParameterValueException'],
    [{ targetTableName: 'restored', encryptionType: 'ROT13' }, 'InvalidParameterValueException'],
    [{ targetTableName: 'restored', kmsMasterKeyArn: 'arn:aws:kms:::key' }, 'InvalidParameterValueException'],
  ])('with the metadata %o is refused', async (Metadata, name) => {
    const command = new StartRestoreJobCommand({ RecoveryPointArn: point, Metadata, IamRoleArn: ROLE });
    await expect(backup.client().send(command)).rejects.toMatchObject({ name });
  });

  test('of a point of another Region is not found', async () => {
    await expect(restore(backup.client(FRANKFURT), point, 'restored-far')).rejects.toMatchObject({
      name: 'ResourceNotFoundException',
    });
  });

  test('of which fifty run already fails', async () => {
    const { faults } = backup.service();
    faults.next('restore', { what: 'slow', slow_ms: 60_000, times: 50 });
    const running = await Promise.all(Array.from({ length: 50 }, (_, at) => startRestore(`restored-slow-${at}`)));
    const statuses = () => backup.client().send(new ListRestoreJobsCommand({ ByStatus: 'RUNNING' }));
    await until(statuses, ({ RestoreJobs = [] }) => RestoreJobs.length >= running.length);
    const job = await restore(backup.client(), point, 'restored-one-too-many');
    expect(job).toMatchObject({ Status: 'FAILED', StatusMessage: expect.stringContaining('limit of 50') });
    // Another life of the service takes them up, without the fault.
    await backup.stop();
    await backup.start();
    await backup.service().settled();
    expect((await statuses()).RestoreJobs).toEqual([]);
  });
});

describe('a validation', () => {
  test('is taken once, with "validating" before it', async () => {
    const { RestoreJobId } = await restore(backup.client(), point, 'restored-validated');
    await validate(RestoreJobId, 'VALIDATING');
    await validate(RestoreJobId, 'SUCCESSFUL');
    await expect(validate(RestoreJobId, 'FAILED')).rejects.toMatchObject({ name: 'InvalidRequestException' });
    const job = await backup.client().send(new DescribeRestoreJobCommand({ RestoreJobId }));
    expect(job.ValidationStatus).toBe('SUCCESSFUL');
  });

  test('is refused for a job that is not completed, and outside a testing plan where the service minds', async () => {
    const failed = await restore(backup.client(), point, 'shop-ledger');
    await expect(validate(failed.RestoreJobId, 'FAILED')).rejects.toMatchObject({ name: 'InvalidRequestException' });
    const { RestoreJobId } = await restore(backup.client(), point, 'restored-unplanned');
    backup.service().behave({ validateAnyJob: false });
    await expect(validate(RestoreJobId, 'SUCCESSFUL')).rejects.toMatchObject({ name: 'InvalidRequestException' });
    backup.service().behave({ validateAnyJob: true });
  });
});

describe('a backup', () => {
  test('of a table that is not there fails', async () => {
    const job = await backUp(backup.client(), tableArn(PARIS, 'nowhere'));
    expect(job).toMatchObject({ State: 'FAILED', StatusMessage: expect.stringContaining('ResourceNotFoundException') });
    const { BackupJobs = [] } = await backup.client().send(new ListBackupJobsCommand({ ByState: 'FAILED' }));
    expect(BackupJobs.map(({ BackupJobId }) => BackupJobId)).toContain(job.BackupJobId);
  });

  test.each([
    ['into no vault', { BackupVaultName: 'nowhere', ResourceArn: LEDGER_ARN }, 'ResourceNotFoundException'],
    [
      'of no table',
      { BackupVaultName: 'shop-backup', ResourceArn: 'arn:aws:s3:::shop' },
      'InvalidParameterValueException',
    ],
    [
      'of another Region',
      { BackupVaultName: 'shop-backup', ResourceArn: tableArn(FRANKFURT, 'shop-ledger') },
      'InvalidParameterValueException',
    ],
  ])('%s is refused', async (_, input, name) => {
    const command = new StartBackupJobCommand({ ...input, IamRoleArn: ROLE });
    await expect(backup.client().send(command)).rejects.toMatchObject({ name });
  });
});
