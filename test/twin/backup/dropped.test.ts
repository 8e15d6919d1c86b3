import { StartRestoreJobCommand } from '@aws-sdk/client-backup';
import {
  DeleteTableCommand,
  DescribeContinuousBackupsCommand,
  DescribeTableCommand,
  GetResourcePolicyCommand,
  ListTagsOfResourceCommand,
} from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { TablePlan } from '../../../twin/assembly/plan.ts';
import { tableArn } from '../../../twin/backup/arns.ts';
import { NEXT_DOOR } from '../../../twin/dynamodb/distance.ts';
import { InFlightWrites } from '../../../twin/dynamodb/in-flight.ts';
import { type Link, openLink } from '../../../twin/dynamodb/link.ts';
import { SettingsStore } from '../../../twin/dynamodb/settings/store.ts';
import { backUp, FRANKFURT, PARIS, ROLE, restoreEnd, useBackup } from '../support/backup.ts';
import { clientOf, put, useDatabase } from '../support/database.ts';
import { STRONG_TABLE } from '../support/templates.ts';

const DECLARED = {
  deletionProtection: true,
  recoveryDays: 35,
  tags: { tier: 'facts' },
  resourcePolicy: '{}',
  kmsKey: 'arn:aws:kms:eu-west-3:000000000000:key/data',
  contributorInsights: true,
  tableClass: 'STANDARD_INFREQUENT_ACCESS',
  stream: 'NEW_AND_OLD_IMAGES',
};
const PLAN: TablePlan = {
  name: STRONG_TABLE,
  strong: true,
  regions: [PARIS, FRANKFURT],
  definition: { KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }] },
  settings: { [PARIS]: DECLARED, [FRANKFURT]: DECLARED },
};
const database = useDatabase();
let link: Link | undefined;
const url = (): string => link?.url ?? '';
const dynamodb = () => clientOf(url());

beforeAll(async () => {
  link = await openLink({
    region: PARIS,
    endpoint: database.endpoint(),
    tables: [PLAN],
    inFlight: new InFlightWrites(),
    distance: NEXT_DOOR,
    seed: 'dropped',
    settings: new SettingsStore([PLAN]),
  });
  await put(dynamodb(), 'one');
});
afterAll(() => link?.close());
const backup = useBackup(url);

async function restored(targetTableName: string, own: object): Promise<string> {
  const { RecoveryPointArn } = await backUp(backup.client());
  const command = new StartRestoreJobCommand({
    RecoveryPointArn,
    IamRoleArn: ROLE,
    Metadata: { targetTableName },
    ...own,
  });
  const job = await restoreEnd(backup.client(), (await backup.client().send(command)).RestoreJobId);
  expect(job).toMatchObject({ Status: 'COMPLETED', CreatedResourceArn: tableArn(PARIS, targetTableName) });
  return targetTableName;
}

test('a restored table has nothing of its source but keys, indexes and items, and can be deleted', async () => {
  const TableName = await restored('restored-bare', {});
  const { Table } = await dynamodb().send(new DescribeTableCommand({ TableName }));
  expect(Table).toMatchObject({ DeletionProtectionEnabled: false, TableArn: tableArn(PARIS, TableName) });
  const { SSEDescription, Replicas, MultiRegionConsistency, TableClassSummary, StreamSpecification } = Table ?? {};
  expect([SSEDescription, Replicas, MultiRegionConsistency, TableClassSummary, StreamSpecification]).toEqual(
    Array(5).fill(undefined),
  );
  const { ContinuousBackupsDescription } = await dynamodb().send(new DescribeContinuousBackupsCommand({ TableName }));
  expect(ContinuousBackupsDescription?.PointInTimeRecoveryDescription?.PointInTimeRecoveryStatus).toBe('DISABLED');
  const ResourceArn = tableArn(PARIS, TableName);
  expect((await dynamodb().send(new ListTagsOfResourceCommand({ ResourceArn }))).Tags).toEqual([]);
  await expect(dynamodb().send(new GetResourcePolicyCommand({ ResourceArn }))).rejects.toMatchObject({
    name: 'PolicyNotFoundException',
  });
  await dynamodb().send(new DeleteTableCommand({ TableName }));
});

test('tags come back for who asks, and the key that is named', async () => {
  const kmsMasterKeyArn = 'arn:aws:kms:eu-west-3:000000000000:key/other';
  const TableName = await restored('restored-tagged', {
    CopySourceTagsToRestoredResource: true,
    Metadata: { targetTableName: 'restored-tagged', encryptionType: 'KMS', kmsMasterKeyArn },
  });
  const ResourceArn = tableArn(PARIS, TableName);
  const { Tags } = await dynamodb().send(new ListTagsOfResourceCommand({ ResourceArn }));
  expect(Tags).toEqual([{ Key: 'tier', Value: 'facts' }]);
  const { Table } = await dynamodb().send(new DescribeTableCommand({ TableName }));
  expect(Table?.SSEDescription?.KMSMasterKeyArn).toBe(kmsMasterKeyArn);
});
