import {
  DescribeContinuousBackupsCommand,
  DescribeContributorInsightsCommand,
  DescribeTimeToLiveCommand,
  type DynamoDBClient,
  GetResourcePolicyCommand,
  ListTagsOfResourceCommand,
  type TableDescription,
} from '@aws-sdk/client-dynamodb';
import type { SeenTable, TableSettings } from '../../domain/morning/fidelity.ts';

type Part = Partial<TableSettings>;

/** What the description of a table says of its settings. */
function describedTable(table: TableDescription): SeenTable {
  const { KeySchema = [], GlobalSecondaryIndexes = [], Replicas = [], SSEDescription, StreamSpecification } = table;
  return {
    keys: KeySchema.map(({ AttributeName, KeyType }) => `${AttributeName}:${KeyType}`).join(' '),
    indexes: GlobalSecondaryIndexes.map(({ IndexName = '' }) => IndexName),
    encryption: SSEDescription?.KMSMasterKeyArn ?? 'owned by AWS',
    deletion_protection: table.DeletionProtectionEnabled === true,
    table_class: table.TableClassSummary?.TableClass ?? 'STANDARD',
    billing: table.BillingModeSummary?.BillingMode ?? 'PROVISIONED',
    stream: StreamSpecification?.StreamEnabled ? (StreamSpecification.StreamViewType ?? 'none') : 'none',
    replicas: Replicas.map(({ RegionName = '' }) => RegionName),
  };
}

/** A setting that has a request of its own; one that the service does not answer for is not known, and that is said. */
async function asked(request: Promise<Part>): Promise<Part> {
  try {
    return await request;
  } catch (error) {
    if ((error as Error).name === 'AccessDeniedException') throw error;
    return {};
  }
}

async function recovery(client: DynamoDBClient, TableName: string): Promise<Part> {
  const { ContinuousBackupsDescription } = await client.send(new DescribeContinuousBackupsCommand({ TableName }));
  const { PointInTimeRecoveryStatus, RecoveryPeriodInDays = 35 } =
    ContinuousBackupsDescription?.PointInTimeRecoveryDescription ?? {};
  return { recovery_days: PointInTimeRecoveryStatus === 'ENABLED' ? RecoveryPeriodInDays : 0 };
}

async function expiry(client: DynamoDBClient, TableName: string): Promise<Part> {
  const { TimeToLiveDescription } = await client.send(new DescribeTimeToLiveCommand({ TableName }));
  const { TimeToLiveStatus, AttributeName } = TimeToLiveDescription ?? {};
  return { time_to_live: TimeToLiveStatus === 'ENABLED' ? (AttributeName ?? 'none') : 'none' };
}

async function insights(client: DynamoDBClient, TableName: string): Promise<Part> {
  const { ContributorInsightsStatus } = await client.send(new DescribeContributorInsightsCommand({ TableName }));
  return { contributor_insights: ['ENABLED', 'ENABLING'].includes(ContributorInsightsStatus ?? '') };
}

async function policy(client: DynamoDBClient, ResourceArn: string): Promise<Part> {
  try {
    const { Policy } = await client.send(new GetResourcePolicyCommand({ ResourceArn }));
    return { resource_policy: Boolean(Policy) };
  } catch (error) {
    if ((error as Error).name === 'PolicyNotFoundException') return { resource_policy: false };
    throw error;
  }
}

async function tags(client: DynamoDBClient, ResourceArn: string): Promise<Part> {
  const { Tags = [] } = await client.send(new ListTagsOfResourceCommand({ ResourceArn }));
  return { tags: Object.fromEntries(Tags.map(({ Key = '', Value = '' }) => [Key, Value])) };
}

/** A table with all settings that a restore may drop. */
export async function seenTable(client: DynamoDBClient, description: TableDescription): Promise<SeenTable> {
  const { TableName = '', TableArn = '' } = description;
  const parts = await Promise.all([
    asked(recovery(client, TableName)),
    asked(expiry(client, TableName)),
    asked(insights(client, TableName)),
    asked(policy(client, TableArn)),
    asked(tags(client, TableArn)),
  ]);
  return Object.assign(describedTable(description), ...parts) as SeenTable;
}
