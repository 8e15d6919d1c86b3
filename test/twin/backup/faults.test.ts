import { setTimeout as sleep } from 'node:timers/promises';
import { DescribeRestoreJobCommand, StartCopyJobCommand, StartRestoreJobCommand } from '@aws-sdk/client-backup';
import { PutItemCommand, ScanCommand } from '@aws-sdk/client-dynamodb';
import { beforeAll, describe, expect, test } from 'vitest';
import { vaultArn } from '../../../twin/backup/arns.ts';
import { type Change, damagePoint, drop, flipByte, replaceBy } from '../../../twin/backup/damage.ts';
import { JobFaults } from '../../../twin/backup/faults.ts';
import { backUp, copyEnd, FRANKFURT, PARIS, ROLE, restore, useBackup } from '../support/backup.ts';
import { clientOf, useDatabase } from '../support/database.ts';
import { STRONG_TABLE } from '../support/templates.ts';

const database = useDatabase();
const backup = useBackup(database.endpoint);
const SEALED = Buffer.from('a sealed passport');
let restored = 0;

beforeAll(async () => {
  for (const pk of ['one', 'two', 'three']) {
    const Item = { pk: { S: pk }, passport: { B: SEALED }, deep: { M: { passport: { B: SEALED } } } };
    await clientOf(database.endpoint()).send(new PutItemCommand({ TableName: STRONG_TABLE, Item }));
  }
});

describe('on demand', () => {
  test('a backup job fails and leaves no point', async () => {
    backup.service().faults.next('backup', { what: 'fail', message: 'no room' });
    const job = await backUp(backup.client());
    expect(job).toMatchObject({ State: 'FAILED', StatusMessage: 'no room' });
    expect(backup.service().storeOf(PARIS).points.get(String(job.RecoveryPointArn))).toBeUndefined();
  });

  test('a restore job of the named table fails, and the next does not', async () => {
    const { RecoveryPointArn } = await backUp(backup.client());
    const { faults } = backup.service();
    faults.next('restore', { what: 'fail', table: 'tax-free' });
    faults.next('restore', { what: 'fail', table: 'ledger' });
    expect(await restore(backup.client(), RecoveryPointArn, 'restored-unlucky')).toMatchObject({ Status: 'FAILED' });
    expect(await restore(backup.client(), RecoveryPointArn, 'restored-lucky')).toMatchObject({ Status: 'COMPLETED' });
    faults.clear();
  });

  test('a restore job never ends', async () => {
    const { RecoveryPointArn } = await backUp(backup.client());
    backup.service().faults.next('restore', { what: 'hang' });
    const Metadata = { targetTableName: 'restored-never' };
    const command = new StartRestoreJobCommand({ RecoveryPointArn, Metadata, IamRoleArn: ROLE });
    const { RestoreJobId } = await backup.client().send(command);
    await sleep(500);
    const job = await backup.client().send(new DescribeRestoreJobCommand({ RestoreJobId }));
    expect(job.Status).toBe('RUNNING');
  });

  test('a copy is lost although its job says that it was made', async () => {
    const { RecoveryPointArn } = await backUp(backup.client());
    backup.service().faults.next('copy', { what: 'lose' });
    const command = new StartCopyJobCommand({
      RecoveryPointArn,
      SourceBackupVaultName: 'shop-backup',
      DestinationBackupVaultArn: vaultArn(FRANKFURT, 'shop-tape'),
      Lifecycle: { DeleteAfterDays: 30 },
      IamRoleArn: ROLE,
    });
    const job = await copyEnd(backup.client(), (await backup.client().send(command)).CopyJobId);
    expect(job).toMatchObject({ State: 'COMPLETED' });
    const { points } = backup.service().storeOf(FRANKFURT);
    expect(points.get(String(job?.DestinationRecoveryPointArn))).toBeUndefined();
  });

  test('a fault that there is not is no harmless run', () => {
    expect(() => new JobFaults().next('restore', { what: 'lose' })).toThrow(/no fault lose/);
  });
});

describe('a point damaged on purpose restores without an error, and the data are', () => {
  async function damaged(change: Change) {
    const { RecoveryPointArn } = await backUp(backup.client());
    const isTwo = ({ pk }: { [name: string]: unknown }): boolean => JSON.stringify(pk) === '{"S":"two"}';
    await damagePoint(backup.service().storeOf(PARIS), String(RecoveryPointArn), isTwo, change);
    restored += 1;
    const TableName = `restored-damaged-${restored}`;
    expect(await restore(backup.client(), RecoveryPointArn, TableName)).toMatchObject({ Status: 'COMPLETED' });
    const { Items = [] } = await clientOf(database.endpoint()).send(new ScanCommand({ TableName }));
    return new Map(Items.map((item) => [item.pk?.S, item]));
  }

  const bitsApart = (one: Uint8Array, other: Uint8Array): number =>
    [...one].reduce((sum, byte, at) => sum + (byte ^ (other[at] ?? 0)).toString(2).replaceAll('0', '').length, 0);

  test('off by one bit', async () => {
    const items = await damaged(flipByte('passport'));
    expect(bitsApart(SEALED, items.get('two')?.passport?.B ?? Buffer.alloc(0))).toBe(1);
    expect(items.get('one')?.passport?.B).toEqual(new Uint8Array(SEALED));
  });

  test('off by one bit deep inside an item', async () => {
    const items = await damaged(flipByte('deep.passport'));
    expect(bitsApart(SEALED, items.get('two')?.deep?.M?.passport?.B ?? Buffer.alloc(0))).toBe(1);
  });

  test('short of an item', async () => {
    expect([...(await damaged(drop)).keys()].sort()).toEqual(['one', 'three']);
  });

  test('with another item in its place', async () => {
    const items = await damaged(replaceBy({ pk: { S: 'forged' } }));
    expect([...items.keys()].sort()).toEqual(['forged', 'one', 'three']);
  });

  test('and where nothing is damaged, that is an error', async () => {
    const { RecoveryPointArn } = await backUp(backup.client());
    const nothing = damagePoint(backup.service().storeOf(PARIS), String(RecoveryPointArn), () => false, drop);
    await expect(nothing).rejects.toThrow(/no item/);
  });
});
