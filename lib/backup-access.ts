import { Aws } from 'aws-cdk-lib';
import { CLONE_PREFIX, type EnvironmentName, keyAlias, restoredPrefix, TABLES, tableArn, vaultArn } from './names.ts';
import type { Right } from './rights.ts';

/** Names that AWS's own restore testing gives to tables: nobody can choose them. */
const WITNESS_PREFIX = 'awsbackup-restore-test-';

const named = (region: string, table: string): string =>
  `arn:${Aws.PARTITION}:dynamodb:${region}:${Aws.ACCOUNT_ID}:table/${table}`;

/** Using the keys of tables and vaults through the services that hold them, in whichever Region a copy comes from. */
function keys(environment: EnvironmentName): Right[] {
  const aliases = (['data', 'backup', 'tape'] as const).map((purpose) => keyAlias(environment, purpose));
  const ours = { 'ForAnyValue:StringEquals': { 'kms:ResourceAliases': aliases } };
  const resources = [`arn:${Aws.PARTITION}:kms:*:${Aws.ACCOUNT_ID}:key/*`];
  const because = 'A key of another Region has an id that cannot be known here: the condition names its alias.';
  return [
    { actions: ['kms:DescribeKey', 'kms:Decrypt', 'kms:GenerateDataKey'], resources, conditions: ours, because },
    {
      actions: ['kms:CreateGrant'],
      resources,
      conditions: { ...ours, Bool: { 'kms:GrantIsForAWSResource': 'true' } },
      because,
    },
  ];
}

/** What AWS Backup may do when it backs up and copies: no more of `AWSBackupServiceRolePolicyForBackup` than our tables need. */
export function backupRights(environment: EnvironmentName, region: string): Right[] {
  const backup = vaultArn(environment, 'backup', region);
  return [
    {
      actions: ['DescribeTable', 'ListTagsOfResource', 'StartAwsBackupJob', 'CreateBackup'].map(
        (action) => `dynamodb:${action}`,
      ),
      resources: TABLES.map((table) => tableArn(environment, table, region)),
    },
    { actions: ['backup:DescribeBackupVault', 'backup:CopyFromBackupVault'], resources: [backup] },
    {
      actions: ['backup:DescribeBackupVault', 'backup:CopyIntoBackupVault'],
      resources: [backup, vaultArn(environment, 'tape', '*')],
      because: 'The tape is in the other Region.',
    },
    { actions: ['tag:GetResources'], resources: ['*'], because: 'Looking for tags has no resource to name.' },
    ...keys(environment),
  ];
}

function restores(environment: EnvironmentName, tables: readonly string[]): Right[] {
  const actions = ['RestoreTableFromAwsBackup', 'DescribeTable', 'TagResource', 'ListTagsOfResource'];
  const items = ['GetItem', 'Query', 'Scan', 'PutItem', 'UpdateItem', 'DeleteItem', 'BatchWriteItem'];
  return [
    {
      actions: [...actions, ...items].map((action) => `dynamodb:${action}`),
      resources: tables,
      because: 'The name of a restored table is known when it is restored; its beginning is what keeps it apart.',
    },
    ...keys(environment),
  ];
}

/** What AWS Backup may do when a runbook restores: tables on trial and clones, never one that serves. */
export function restoreRights(environment: EnvironmentName, region: string): Right[] {
  return restores(environment, [named(region, `${restoredPrefix(environment)}*`), named(region, `${CLONE_PREFIX}*`)]);
}

/** The same for AWS's own restore testing. */
export function witnessRights(environment: EnvironmentName, region: string): Right[] {
  return restores(environment, [named(region, `${WITNESS_PREFIX}*`)]);
}
