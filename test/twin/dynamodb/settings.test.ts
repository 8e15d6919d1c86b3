import { randomUUID } from 'node:crypto';
import {
  BatchWriteItemCommand,
  CreateTableCommand,
  type CreateTableCommandInput,
  DeleteTableCommand,
  DescribeContinuousBackupsCommand,
  DescribeContributorInsightsCommand,
  DescribeTableCommand,
  DescribeTimeToLiveCommand,
  type DynamoDBClient,
  GetItemCommand,
  GetResourcePolicyCommand,
  ListTablesCommand,
  ListTagsOfResourceCommand,
  PutResourcePolicyCommand,
  TagResourceCommand,
  UntagResourceCommand,
  UpdateContinuousBackupsCommand,
  UpdateTableCommand,
} from '@aws-sdk/client-dynamodb';
import { afterAll, describe, expect, test } from 'vitest';
import type { TablePlan } from '../../../twin/assembly/plan.ts';
import { settingsOf } from '../../../twin/assembly/table-settings.ts';
import { NEXT_DOOR } from '../../../twin/dynamodb/distance.ts';
import { InFlightWrites } from '../../../twin/dynamodb/in-flight.ts';
import { type Link, openLink } from '../../../twin/dynamodb/link.ts';
import { SettingsStore } from '../../../twin/dynamodb/settings/store.ts';
import { clientOf, put, useDatabase } from '../support/database.ts';
import { STRONG_TABLE } from '../support/templates.ts';

const PARIS = 'eu-west-3';
const FRANKFURT = 'eu-central-1';
const POLICY = { Version: '2012-10-17', Statement: [{ Effect: 'Deny', Principal: '*', Action: '*', Resource: '*' }] };

/** The strong table as the application's templates declare it, a replica in each of two Regions. */
const REPLICA = {
  DeletionProtectionEnabled: true,
  PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true, RecoveryPeriodInDays: 20 },
  ResourcePolicy: { PolicyDocument: POLICY },
  ContributorInsightsSpecification: { Enabled: true },
  SSESpecification: { KMSMasterKeyId: 'arn:aws:kms:eu-west-3:000000000000:alias/data' },
  Tags: [{ Key: 'tier', Value: 'facts' }],
};
const DECLARED = settingsOf(REPLICA, {
  SSESpecification: { SSEEnabled: true, SSEType: 'KMS' },
  StreamSpecification: { StreamViewType: 'NEW_AND_OLD_IMAGES' },
});
const PLAN: TablePlan = {
  name: STRONG_TABLE,
  strong: true,
  regions: [PARIS, FRANKFURT],
  definition: { KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }] },
  settings: { [PARIS]: DECLARED, [FRANKFURT]: DECLARED },
};
const database = useDatabase();
const store = new SettingsStore([PLAN]);
const links: Link[] = [];
afterAll(() => Promise.all(links.map((link) => link.close())));

const arn = (table: string, region = PARIS): string => `arn:aws:dynamodb:${region}:000000000000:table/${table}`;

async function client(region = PARIS, settings = store): Promise<DynamoDBClient> {
  const link = await openLink({
    region,
    endpoint: database.endpoint(),
    tables: [PLAN],
    inFlight: new InFlightWrites(),
    distance: NEXT_DOOR,
    seed: 'settings',
    settings,
  });
  links.push(link);
  return clientOf(link.url, region);
}

async function fresh(
  own: Partial<CreateTableCommandInput> = {},
): Promise<{ dynamodb: DynamoDBClient; TableName: string }> {
  const dynamodb = await client();
  const TableName = `fresh-${randomUUID().slice(0, 8)}`;
  await dynamodb.send(
    new CreateTableCommand({
      TableName,
      BillingMode: 'PAY_PER_REQUEST',
      AttributeDefinitions: [{ AttributeName: 'pk', AttributeType: 'S' }],
      KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
      ...own,
    }),
  );
  return { dynamodb, TableName };
}

/** Everything that a restored table has to have put back. */
async function settings(dynamodb: DynamoDBClient, TableName: string, region = PARIS) {
  const ResourceArn = arn(TableName, region);
  const { Table } = await dynamodb.send(new DescribeTableCommand({ TableName }));
  const { ContinuousBackupsDescription } = await dynamodb.send(new DescribeContinuousBackupsCommand({ TableName }));
  const { Tags } = await dynamodb.send(new ListTagsOfResourceCommand({ ResourceArn }));
  const policy = await dynamodb.send(new GetResourcePolicyCommand({ ResourceArn })).catch((error: Error) => error.name);
  const insights = await dynamodb.send(new DescribeContributorInsightsCommand({ TableName }));
  return {
    protected: Table?.DeletionProtectionEnabled,
    key: Table?.SSEDescription?.KMSMasterKeyArn,
    replicas: Table?.Replicas?.map(({ RegionName }) => RegionName),
    consistency: Table?.MultiRegionConsistency,
    stream: Table?.StreamSpecification,
    streamArn: Table?.LatestStreamArn,
    recovery: ContinuousBackupsDescription?.PointInTimeRecoveryDescription?.PointInTimeRecoveryStatus,
    recoveryDays: ContinuousBackupsDescription?.PointInTimeRecoveryDescription?.RecoveryPeriodInDays,
    tags: Tags,
    policy: typeof policy === 'string' ? policy : JSON.parse(policy.Policy ?? ''),
    insights: insights.ContributorInsightsStatus,
  };
}

test('a table of the templates has the settings that its template says', async () => {
  expect(await settings(await client(), STRONG_TABLE)).toEqual({
    protected: true,
    key: 'arn:aws:kms:eu-west-3:000000000000:alias/data',
    replicas: [FRANKFURT],
    consistency: 'STRONG',
    stream: { StreamEnabled: true, StreamViewType: 'NEW_AND_OLD_IMAGES' },
    streamArn: `${arn(STRONG_TABLE)}/stream/2026-01-01T00:00:00.000`,
    recovery: 'ENABLED',
    recoveryDays: 20,
    tags: [{ Key: 'tier', Value: 'facts' }],
    policy: POLICY,
    insights: 'ENABLED',
  });
});

test('a table that was made without saying any of it has the defaults of the service', async () => {
  const { dynamodb, TableName } = await fresh();
  expect(await settings(dynamodb, TableName)).toEqual({
    protected: false,
    key: undefined,
    replicas: undefined,
    consistency: undefined,
    stream: undefined,
    streamArn: undefined,
    recovery: 'DISABLED',
    recoveryDays: undefined,
    tags: [],
    policy: 'PolicyNotFoundException',
    insights: 'DISABLED',
  });
});

test('what is put back onto a table is there', async () => {
  const { dynamodb, TableName } = await fresh();
  const ResourceArn = arn(TableName);
  const PointInTimeRecoverySpecification = { PointInTimeRecoveryEnabled: true, RecoveryPeriodInDays: 35 };
  await dynamodb.send(new UpdateTableCommand({ TableName, DeletionProtectionEnabled: true }));
  const StreamSpecification = { StreamEnabled: true, StreamViewType: 'KEYS_ONLY' } as const;
  await dynamodb.send(new UpdateTableCommand({ TableName, StreamSpecification }));
  await dynamodb.send(new UpdateContinuousBackupsCommand({ TableName, PointInTimeRecoverySpecification }));
  await dynamodb.send(
    new TagResourceCommand({
      ResourceArn,
      Tags: [
        { Key: 'a', Value: '1' },
        { Key: 'b', Value: '2' },
      ],
    }),
  );
  await dynamodb.send(new UntagResourceCommand({ ResourceArn, TagKeys: ['a'] }));
  await dynamodb.send(new PutResourcePolicyCommand({ ResourceArn, Policy: JSON.stringify(POLICY) }));
  expect(await settings(dynamodb, TableName)).toMatchObject({
    protected: true,
    recovery: 'ENABLED',
    recoveryDays: 35,
    stream: { StreamEnabled: true, StreamViewType: 'KEYS_ONLY' },
    tags: [{ Key: 'b', Value: '2' }],
    policy: POLICY,
  });
});

test('point-in-time recovery reaches back no further than the table', async () => {
  const { dynamodb } = await fresh();
  const { ContinuousBackupsDescription } = await dynamodb.send(
    new DescribeContinuousBackupsCommand({ TableName: STRONG_TABLE }),
  );
  const { Table } = await dynamodb.send(new DescribeTableCommand({ TableName: STRONG_TABLE }));
  const earliest = ContinuousBackupsDescription?.PointInTimeRecoveryDescription?.EarliestRestorableDateTime;
  expect(earliest?.getTime()).toBeGreaterThanOrEqual(Number(Table?.CreationDateTime?.getTime()));
});

test('in a world that exists since then, a table and its recovery do too', async () => {
  const begins = new Date(Math.floor(Date.now() / 1000) * 1000 - 7_200_000);
  const dynamodb = await client(PARIS, new SettingsStore([PLAN], undefined, begins));
  const { Table } = await dynamodb.send(new DescribeTableCommand({ TableName: STRONG_TABLE }));
  const { ContinuousBackupsDescription: { PointInTimeRecoveryDescription: recovery } = {} } = await dynamodb.send(
    new DescribeContinuousBackupsCommand({ TableName: STRONG_TABLE }),
  );
  expect([Table?.CreationDateTime, recovery?.EarliestRestorableDateTime]).toEqual([begins, begins]);
});

describe('deletion protection', () => {
  test('refuses to delete a table of the templates', async () => {
    const command = new DeleteTableCommand({ TableName: STRONG_TABLE });
    await expect((await client()).send(command)).rejects.toMatchObject({
      name: 'ValidationException',
      message: expect.stringContaining('protected against deletion'),
    });
  });

  test('lets a table go once it is taken away', async () => {
    const { dynamodb, TableName } = await fresh({ DeletionProtectionEnabled: true });
    await expect(dynamodb.send(new DeleteTableCommand({ TableName }))).rejects.toThrow(/protected/);
    await dynamodb.send(new UpdateTableCommand({ TableName, DeletionProtectionEnabled: false }));
    await dynamodb.send(new DeleteTableCommand({ TableName }));
    await expect(dynamodb.send(new DescribeTableCommand({ TableName }))).rejects.toMatchObject({
      name: 'ResourceNotFoundException',
    });
  });
});

describe('names', () => {
  test('a table says the ARN of the Region that is asked', async () => {
    const inParis = await (await client()).send(new DescribeTableCommand({ TableName: STRONG_TABLE }));
    const inFrankfurt = await (await client(FRANKFURT)).send(new DescribeTableCommand({ TableName: STRONG_TABLE }));
    expect(inParis.Table?.TableArn).toBe(arn(STRONG_TABLE));
    expect(inFrankfurt.Table?.TableArn).toBe(arn(STRONG_TABLE, FRANKFURT));
  });

  test('a table that is made in one Region is not in the other', async () => {
    const { dynamodb, TableName } = await fresh();
    const frankfurt = await client(FRANKFURT);
    const read = new GetItemCommand({ TableName, Key: { pk: { S: 'x' } } });
    await expect(frankfurt.send(read)).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
    await expect(frankfurt.send(new DescribeTableCommand({ TableName }))).rejects.toMatchObject({
      name: 'ResourceNotFoundException',
    });
    expect((await frankfurt.send(new ListTablesCommand())).TableNames).not.toContain(TableName);
    expect((await dynamodb.send(new ListTablesCommand())).TableNames).toContain(TableName);
  });

  test('settings of a table that is not there are not found', async () => {
    const dynamodb = await client();
    const wrongRegion = new ListTagsOfResourceCommand({ ResourceArn: arn(STRONG_TABLE, FRANKFURT) });
    await expect(dynamodb.send(new DescribeContinuousBackupsCommand({ TableName: 'nowhere' }))).rejects.toThrow(
      /nowhere/,
    );
    await expect(dynamodb.send(wrongRegion)).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
  });
});

test('what DynamoDB Local does itself passes', async () => {
  const { dynamodb, TableName } = await fresh();
  await put(dynamodb, 'one', TableName);
  const Item = { pk: { S: 'two' } };
  await dynamodb.send(new BatchWriteItemCommand({ RequestItems: { [TableName]: [{ PutRequest: { Item } }] } }));
  const { TimeToLiveDescription } = await dynamodb.send(new DescribeTimeToLiveCommand({ TableName }));
  expect(TimeToLiveDescription?.TimeToLiveStatus).toBe('DISABLED');
});
