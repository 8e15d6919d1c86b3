import {
  CreateBackupVaultCommand,
  DeleteBackupVaultCommand,
  DeleteBackupVaultLockConfigurationCommand,
  DeleteRecoveryPointCommand,
  DescribeBackupVaultCommand,
  GetBackupVaultAccessPolicyCommand,
  GetBackupVaultNotificationsCommand,
  ListBackupVaultsCommand,
  PutBackupVaultAccessPolicyCommand,
  PutBackupVaultLockConfigurationCommand,
  PutBackupVaultNotificationsCommand,
} from '@aws-sdk/client-backup';
import { describe, expect, test } from 'vitest';
import { backUp, FRANKFURT, LEDGER_ARN, useBackup } from '../support/backup.ts';
import { useDatabase } from '../support/database.ts';

const DAY_MS = 86_400_000;
let now = Date.parse('2026-11-24T05:00:00Z');
const database = useDatabase();
const backup = useBackup(database.endpoint, { clock: () => now });

const policy = (statement: object): string =>
  JSON.stringify({
    Version: '2012-10-17',
    Statement: [{ Effect: 'Deny', Principal: '*', Resource: '*', ...statement }],
  });

async function vault(name: string): Promise<{ BackupVaultName: string }> {
  await backup.client().send(new CreateBackupVaultCommand({ BackupVaultName: name, BackupVaultTags: {} }));
  return { BackupVaultName: name };
}

describe('a vault', () => {
  test('exists once made, in its own Region only', async () => {
    await vault('shop-one');
    const described = await backup.client().send(new DescribeBackupVaultCommand({ BackupVaultName: 'shop-one' }));
    expect(described).toMatchObject({
      BackupVaultArn: 'arn:aws:backup:eu-west-3:000000000000:backup-vault:shop-one',
      Locked: false,
      NumberOfRecoveryPoints: 0,
    });
    const elsewhere = backup.client(FRANKFURT).send(new DescribeBackupVaultCommand({ BackupVaultName: 'shop-one' }));
    await expect(elsewhere).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
  });

  test('is not made twice', async () => {
    await vault('shop-twice');
    await expect(vault('shop-twice')).rejects.toMatchObject({ name: 'AlreadyExistsException' });
  });

  test('declared by the templates is listed with its lock', async () => {
    const { BackupVaultList = [] } = await backup.client().send(new ListBackupVaultsCommand({}));
    const tape = BackupVaultList.find(({ BackupVaultName }) => BackupVaultName === 'shop-tape');
    expect(tape).toMatchObject({ Locked: true, MinRetentionDays: 7, MaxRetentionDays: 400 });
  });

  test('with recovery points is not deleted, an empty one is', async () => {
    const name = await vault('shop-gone');
    await backup.client().send(new DeleteBackupVaultCommand(name));
    await backUp(backup.client());
    const full = new DeleteBackupVaultCommand({ BackupVaultName: 'shop-backup' });
    await expect(backup.client().send(full)).rejects.toMatchObject({ name: 'InvalidRequestException' });
  });

  test('says whom it notifies', async () => {
    const name = await vault('shop-notes');
    const SNSTopicArn = 'arn:aws:sns:eu-west-3:000000000000:alarms';
    const BackupVaultEvents = ['BACKUP_JOB_FAILED' as const];
    await backup.client().send(new PutBackupVaultNotificationsCommand({ ...name, SNSTopicArn, BackupVaultEvents }));
    const answer = await backup.client().send(new GetBackupVaultNotificationsCommand(name));
    expect(answer).toMatchObject({ SNSTopicArn, BackupVaultEvents });
  });
});

describe('a lock', () => {
  const lock = (name: { BackupVaultName: string }, days?: number) =>
    backup.client().send(
      new PutBackupVaultLockConfigurationCommand({
        ...name,
        MinRetentionDays: 7,
        ...(days === undefined ? {} : { ChangeableForDays: days }),
      }),
    );
  const unlock = (name: { BackupVaultName: string }) =>
    backup.client().send(new DeleteBackupVaultLockConfigurationCommand(name));

  test('in compliance mode can be taken away until its date, and by nobody after it', async () => {
    const name = await vault('shop-compliance');
    await lock(name, 3);
    const described = await backup.client().send(new DescribeBackupVaultCommand(name));
    expect(described.LockDate?.getTime()).toBe(now + 3 * DAY_MS);
    await unlock(name);
    await lock(name, 3);
    now += 3 * DAY_MS;
    await expect(unlock(name)).rejects.toMatchObject({ name: 'InvalidRequestException' });
    await expect(lock(name, 30)).rejects.toMatchObject({ name: 'InvalidRequestException' });
  });

  test('without a date can be taken away at any time', async () => {
    const name = await vault('shop-governance');
    await lock(name);
    now += 1000 * DAY_MS;
    await unlock(name);
    expect((await backup.client().send(new DescribeBackupVaultCommand(name))).Locked).toBe(false);
  });

  test('binds nobody before three days', async () => {
    await expect(lock(await vault('shop-hasty'), 2)).rejects.toMatchObject({ name: 'InvalidParameterValueException' });
  });
});

describe('an access policy', () => {
  const DENY_DELETION = policy({ Action: ['backup:DeleteRecoveryPoint'] });

  test('comes back as it was put', async () => {
    const name = await vault('shop-policy');
    await backup.client().send(new PutBackupVaultAccessPolicyCommand({ ...name, Policy: DENY_DELETION }));
    const { Policy } = await backup.client().send(new GetBackupVaultAccessPolicyCommand(name));
    expect(Policy).toBe(DENY_DELETION);
  });

  test('refuses what it denies, and lets through whom it excepts', async () => {
    const name = await vault('shop-denied');
    const except = { ArnNotLike: { 'aws:PrincipalArn': ['arn:aws:iam::000000000000:user/break-*'] } };
    const Policy = policy({ Action: 'backup:Delete*', Condition: except });
    await backup.client().send(new PutBackupVaultAccessPolicyCommand({ ...name, Policy }));
    const { RecoveryPointArn } = await backUp(backup.client(), LEDGER_ARN, name.BackupVaultName);
    const command = new DeleteRecoveryPointCommand({ ...name, RecoveryPointArn });
    await expect(backup.client().send(command)).rejects.toMatchObject({
      name: 'AccessDeniedException',
      message: expect.stringContaining('explicit deny'),
    });
    await expect(backup.client('eu-west-3', 'break-glass').send(command)).resolves.toBeDefined();
  });

  test.each([
    ['a condition operator', { Condition: { DateLessThan: { 'aws:PrincipalArn': '1' } } }, 'DateLessThan'],
    ['a condition key', { Condition: { StringEquals: { 'aws:SourceIp': '1' } } }, 'aws:SourceIp'],
    ['an exception', { NotAction: 'backup:*' }, 'NotAction'],
  ])('with %s that the twin does not understand is refused by name', async (_, part, name) => {
    const vaultName = { BackupVaultName: 'shop-backup' };
    const command = new PutBackupVaultAccessPolicyCommand({ ...vaultName, Policy: policy({ Action: '*', ...part }) });
    await expect(backup.client().send(command)).rejects.toMatchObject({
      name: 'InvalidParameterValueException',
      message: expect.stringContaining(name),
    });
  });
});
