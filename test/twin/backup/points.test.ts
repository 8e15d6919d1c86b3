import {
  DeleteRecoveryPointCommand,
  DescribeRecoveryPointCommand,
  DescribeRegionSettingsCommand,
  GetRecoveryPointRestoreMetadataCommand,
  ListProtectedResourcesCommand,
  ListRecoveryPointsByBackupVaultCommand,
  ListRecoveryPointsByResourceCommand,
  StartBackupJobCommand,
  StartCopyJobCommand,
  UpdateRegionSettingsCommand,
} from '@aws-sdk/client-backup';
import { describe, expect, test } from 'vitest';
import { tableArn, vaultArn } from '../../../twin/backup/arns.ts';
import { backUp, backupEnd, copyEnd, FRANKFURT, LEDGER_ARN, PARIS, ROLE, until, useBackup } from '../support/backup.ts';
import { useDatabase } from '../support/database.ts';
import { PLAIN_TABLE } from '../support/templates.ts';

const DAY_MS = 86_400_000;
let now = Date.parse('2026-11-24T05:00:00Z');
const database = useDatabase();
const backup = useBackup(database.endpoint, { clock: () => now });
const VAULT = { BackupVaultName: 'shop-backup' };
const TAPE = { BackupVaultName: 'shop-tape' };

function later(): Date {
  now += 60_000;
  return new Date(now);
}

async function copyToTape(RecoveryPointArn: string | undefined, days?: number) {
  const command = new StartCopyJobCommand({
    RecoveryPointArn,
    SourceBackupVaultName: 'shop-backup',
    DestinationBackupVaultArn: vaultArn(FRANKFURT, 'shop-tape'),
    IamRoleArn: ROLE,
    ...(days === undefined ? {} : { Lifecycle: { DeleteAfterDays: days } }),
  });
  return copyEnd(backup.client(), (await backup.client().send(command)).CopyJobId);
}

async function backUpInto(BackupVaultName: string, DeleteAfterDays?: number) {
  const command = new StartBackupJobCommand({
    BackupVaultName,
    ResourceArn: LEDGER_ARN,
    IamRoleArn: ROLE,
    ...(DeleteAfterDays === undefined ? {} : { Lifecycle: { DeleteAfterDays } }),
  });
  return backupEnd(backup.client(), (await backup.client().send(command)).BackupJobId);
}

describe('the list of a vault', () => {
  test('comes in pages, newest first, and nothing twice', async () => {
    const made: (string | undefined)[] = [];
    for (let count = 0; count < 5; count += 1) {
      later();
      made.unshift((await backUp(backup.client())).RecoveryPointArn);
    }
    const seen: (string | undefined)[] = [];
    let NextToken: string | undefined;
    do {
      const page = await backup
        .client()
        .send(new ListRecoveryPointsByBackupVaultCommand({ ...VAULT, MaxResults: 2, NextToken }));
      expect(page.RecoveryPoints?.length).toBeLessThanOrEqual(2);
      seen.push(...(page.RecoveryPoints ?? []).map(({ RecoveryPointArn }) => RecoveryPointArn));
      NextToken = page.NextToken;
    } while (NextToken);
    expect(seen).toEqual(made);
  });

  test('is filtered by resource and by time', async () => {
    const ByCreatedAfter = later();
    later();
    const ledger = await backUp(backup.client());
    const ByCreatedBefore = later();
    await backUp(backup.client(), tableArn(PARIS, PLAIN_TABLE));
    const list = (filter: object) =>
      backup.client().send(new ListRecoveryPointsByBackupVaultCommand({ ...VAULT, ...filter }));
    const between = await list({ ByCreatedAfter, ByCreatedBefore });
    expect(between.RecoveryPoints?.map(({ RecoveryPointArn }) => RecoveryPointArn)).toEqual([ledger.RecoveryPointArn]);
    const notes = await list({ ByResourceArn: tableArn(PARIS, PLAIN_TABLE) });
    expect(notes.RecoveryPoints?.map(({ ResourceName }) => ResourceName)).toEqual([PLAIN_TABLE]);
  });
});

test('a recovery point says what it is of, how large, and until when it is kept', async () => {
  const { RecoveryPointArn, CreationDate } = await backUpInto('shop-backup', 35);
  const point = await backup.client().send(new DescribeRecoveryPointCommand({ ...VAULT, RecoveryPointArn }));
  expect(point).toMatchObject({
    Status: 'COMPLETED',
    ResourceArn: LEDGER_ARN,
    ResourceType: 'DynamoDB',
    EncryptionKeyArn: `arn:aws:kms:${PARIS}:000000000000:key/backup`,
    CreationDate,
    BackupSizeInBytes: expect.any(Number),
  });
  expect(point.CalculatedLifecycle?.DeleteAt).toEqual(new Date(Number(CreationDate) + 35 * DAY_MS));
  const metadata = await backup
    .client()
    .send(new GetRecoveryPointRestoreMetadataCommand({ ...VAULT, RecoveryPointArn }));
  expect(metadata.RestoreMetadata).toMatchObject({ originalTableName: 'shop-ledger' });
});

test('a resource knows its points, and the account its resources', async () => {
  const { RecoveryPointArn } = await backUp(backup.client());
  const { RecoveryPoints = [] } = await backup
    .client()
    .send(new ListRecoveryPointsByResourceCommand({ ResourceArn: LEDGER_ARN }));
  expect(RecoveryPoints.map((point) => point.RecoveryPointArn)).toContain(RecoveryPointArn);
  const { Results = [] } = await backup.client().send(new ListProtectedResourcesCommand({}));
  expect(Results.map(({ ResourceArn }) => ResourceArn)).toContain(LEDGER_ARN);
});

describe('a copy', () => {
  test('into another Region is a point of its own that keeps the date of its source', async () => {
    const source = await backUpInto('shop-backup', 35);
    later();
    const job = await copyToTape(source.RecoveryPointArn);
    expect(job).toMatchObject({ State: 'COMPLETED', ResourceArn: LEDGER_ARN });
    const RecoveryPointArn = job?.DestinationRecoveryPointArn;
    const copy = await backup.client(FRANKFURT).send(new DescribeRecoveryPointCommand({ ...TAPE, RecoveryPointArn }));
    expect(copy).toMatchObject({
      SourceBackupVaultArn: vaultArn(PARIS, 'shop-backup'),
      CreationDate: source.CreationDate,
      Lifecycle: { DeleteAfterDays: 35 },
      Status: 'COMPLETED',
    });
    await backup.client().send(new DeleteRecoveryPointCommand({ ...VAULT, RecoveryPointArn: source.RecoveryPointArn }));
    expect(restorable(RecoveryPointArn)).toBe(true);
  });

  test('that a lock would keep too short or too long fails', async () => {
    const { RecoveryPointArn } = await backUp(backup.client());
    for (const [days, why] of [
      [6, 'shorter than the minimum'],
      [401, 'longer than the maximum'],
      [undefined, 'longer than the maximum'],
    ] as const) {
      const job = await copyToTape(RecoveryPointArn, days);
      expect(job).toMatchObject({ State: 'FAILED', StatusMessage: expect.stringContaining(why) });
    }
  });

  test('of a backup that is not managed by AWS Backup is refused', async () => {
    const manage = (DynamoDB: boolean) =>
      backup.client().send(new UpdateRegionSettingsCommand({ ResourceTypeManagementPreference: { DynamoDB } }));
    await manage(false);
    const { ResourceTypeManagementPreference } = await backup.client().send(new DescribeRegionSettingsCommand({}));
    expect(ResourceTypeManagementPreference).toEqual({ DynamoDB: false });
    const { RecoveryPointArn } = await backUp(backup.client());
    await manage(true);
    expect(RecoveryPointArn).toContain('table/shop-ledger/backup/');
    await expect(copyToTape(RecoveryPointArn)).rejects.toMatchObject({ name: 'InvalidRequestException' });
  });
});

function restorable(RecoveryPointArn: string | undefined): boolean {
  const { points } = backup.service().storeOf(FRANKFURT);
  return points.get(String(RecoveryPointArn))?.Content?.sha256 !== undefined;
}

describe('a locked vault', () => {
  test('fails a backup that it could not keep long enough', async () => {
    expect(await backUpInto('shop-tape', 6)).toMatchObject({ State: 'FAILED' });
  });

  test('deletes nothing before its time, and everything is gone after it', async () => {
    const { RecoveryPointArn } = await backUpInto('shop-tape', 10);
    const command = new DeleteRecoveryPointCommand({ ...TAPE, RecoveryPointArn });
    now += 9 * DAY_MS;
    await expect(backup.client().send(command)).rejects.toMatchObject({ name: 'InvalidRequestException' });
    expect(backup.service().expire()).not.toContain(RecoveryPointArn);
    now += DAY_MS;
    expect(backup.service().expire()).toContain(RecoveryPointArn);
    await expect(backup.client().send(command)).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
  });
});

test('a point of an unlocked vault is gone when its time is over', async () => {
  const { RecoveryPointArn } = await backUpInto('shop-backup', 1);
  now += DAY_MS;
  expect(backup.service().expire()).toContain(RecoveryPointArn);
});

test('a backup is a point in the making before it is one', async () => {
  backup.service().faults.next('backup', { what: 'hang' });
  const command = new StartBackupJobCommand({ ...VAULT, ResourceArn: LEDGER_ARN, IamRoleArn: ROLE });
  const { RecoveryPointArn } = await backup.client().send(command);
  const describePoint = () => backup.client().send(new DescribeRecoveryPointCommand({ ...VAULT, RecoveryPointArn }));
  const point = await until(
    () => describePoint().catch(() => undefined),
    (found) => found !== undefined,
  );
  expect(point?.Status).toBe('CREATING');
});
