import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { BackupClient } from '@aws-sdk/client-backup';
import { afterEach, describe, expect, it } from 'vitest';
import { createVaults, type Vaults } from '../../../lambdas/morning/vaults.ts';
import { morningWorld, VAULTS } from '../../support/morning/world.ts';

const TABLE = 'arn:aws:dynamodb:eu-central-1:000000000000:table/';
const AT = Date.parse('2026-11-24T01:00:00Z') / 1000;

const entry = (n: number, more: object = {}) => ({
  ...{ RecoveryPointArn: `arn:${n}`, ResourceArn: `${TABLE}ledger`, Status: 'COMPLETED', CreationDate: AT },
  ...{ InitiationDate: AT - 5, BackupSizeInBytes: 7, CreatedBy: { BackupRuleName: 'hourly' } },
  ...more,
});

describe('the vaults', () => {
  let server: Server;
  let asked: string[];

  /** AWS Backup, answering these bodies one after the other. */
  async function answering(...bodies: object[]): Promise<Vaults> {
    asked = [];
    server = createServer((request, response) => {
      asked.push(request.url ?? '');
      response.setHeader('content-type', 'application/json');
      response.end(JSON.stringify(bodies[asked.length - 1] ?? {}));
    });
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
    const client = new BackupClient({
      region: 'eu-west-3',
      endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
      credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
    });
    return createVaults(client, morningWorld().dependencies.place);
  }

  afterEach(() => void server.close());

  it('list all pages, copies of the other Region included, and nothing of other tables', async () => {
    const other = entry(2, { ResourceArn: `${TABLE}somebody-elses` });
    const vaults = await answering(
      { RecoveryPoints: [entry(1), other], NextToken: 'more' },
      { RecoveryPoints: [entry(3)] },
    );
    const found = await vaults.found(VAULTS.tape, new Date('2026-11-23T00:00:00Z'));
    expect(found.map(({ recovery_point }) => recovery_point)).toEqual(['arn:1', 'arn:3']);
    expect(found[0]).toEqual({
      ...{ vault: VAULTS.tape, kind: 'ledger', recovery_point: 'arn:1', size_bytes: 7, rule: 'hourly' },
      taken_at: '2026-11-24T00:59:55.000Z',
    });
    expect(asked[1]).toContain('nextToken=more');
  });

  it('keep what is not complete apart, and leave out what is on its way out', async () => {
    const states = ['CREATING', 'PARTIAL', 'EXPIRED', 'DELETING', 'AVAILABLE'];
    const vaults = await answering({ RecoveryPoints: states.map((Status, n) => entry(n, { Status })) });
    const found = await vaults.found(VAULTS.backup, new Date(0));
    expect(found.map(({ state }) => state)).toEqual(['CREATING', 'PARTIAL', undefined]);
  });

  it('say whether they are locked, and whether for good', async () => {
    const vaults = await answering({ Locked: true, MinRetentionDays: 35, LockDate: AT, CreationDate: AT }, {});
    expect(await vaults.describe(VAULTS.tape)).toEqual({
      ...{ name: VAULTS.tape, created_at: '2026-11-24T01:00:00.000Z', locked: true, min_retention_days: 35 },
      lock_date: '2026-11-24T01:00:00.000Z',
    });
    expect((await vaults.describe(VAULTS.backup)).locked).toBe(false);
  });

  it('are not fully managed unless the Region says so of DynamoDB', async () => {
    const vaults = await answering({ ResourceTypeManagementPreference: { DynamoDB: true } }, {});
    expect([await vaults.advancedBackupOn(), await vaults.advancedBackupOn()]).toEqual([true, false]);
  });
});
