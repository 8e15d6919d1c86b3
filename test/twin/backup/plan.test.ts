import { DescribeRecoveryPointCommand, ListCopyJobsCommand } from '@aws-sdk/client-backup';
import { expect, test } from 'vitest';
import { vaultArn } from '../../../twin/backup/arns.ts';
import type { BackupPlan, BackupRule } from '../../../twin/backup/plan.ts';
import { FRANKFURT, PARIS, ROLE, until, useBackup } from '../support/backup.ts';
import { useDatabase } from '../support/database.ts';
import { PLAIN_TABLE, STRONG_TABLE } from '../support/templates.ts';

const AT = Date.parse('2026-11-24T03:00:00Z');
const database = useDatabase();
const backup = useBackup(database.endpoint);
const DAILY: BackupRule = {
  ruleId: 'rule-daily',
  name: 'daily',
  schedule: 'cron(0 3 * * ? *)',
  zone: 'Europe/Paris',
  vault: 'shop-backup',
  lifecycle: { DeleteAfterDays: 35 },
  copyActions: [{ destinationVaultArn: vaultArn(FRANKFURT, 'shop-tape'), lifecycle: { DeleteAfterDays: 90 } }],
};
const PLAN: BackupPlan = {
  planId: 'plan-1',
  name: 'facts',
  region: PARIS,
  rules: [DAILY],
  tables: [STRONG_TABLE, PLAIN_TABLE],
  iamRoleArn: ROLE,
};

test('a rule backs every selected table up and copies each backup, all of its hour and under its name', async () => {
  const run = backup.service().runRule(PLAN, DAILY, AT);
  await until(
    async () => run.copies(),
    (copies) => copies.length === 2 && copies.every(({ State }) => State === 'COMPLETED'),
  );
  expect(run.backups().map(({ State }) => State)).toEqual(['COMPLETED', 'COMPLETED']);
  const { CopyJobs = [] } = await backup.client().send(new ListCopyJobsCommand({}));
  expect(CopyJobs.map(({ ResourceName }) => ResourceName).sort()).toEqual([STRONG_TABLE, PLAIN_TABLE]);
  for (const { DestinationRecoveryPointArn: RecoveryPointArn } of CopyJobs) {
    const command = new DescribeRecoveryPointCommand({ BackupVaultName: 'shop-tape', RecoveryPointArn });
    expect(await backup.client(FRANKFURT).send(command)).toMatchObject({
      CreationDate: new Date(AT),
      Lifecycle: { DeleteAfterDays: 90 },
      CreatedBy: { BackupPlanId: 'plan-1', BackupRuleId: 'rule-daily', BackupRuleTimezone: 'Europe/Paris' },
    });
  }
});

test('a table whose backup fails is not copied, and the others are', async () => {
  backup.service().faults.next('backup', { what: 'fail', table: PLAIN_TABLE });
  const run = backup.service().runRule(PLAN, DAILY, AT + 3_600_000);
  await backup.service().settled();
  expect(run.backups().map(({ State }) => State)).toEqual(['COMPLETED', 'FAILED']);
  expect(run.copies().map(({ ResourceArn }) => ResourceArn)).toEqual([expect.stringContaining(STRONG_TABLE)]);
});
