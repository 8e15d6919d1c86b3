import { createHash } from 'node:crypto';
import { type JsonObject, listOf, objectOf } from '../../assembly/json.ts';
import { type DynamoDbError, otherError } from '../errors.ts';
import type { SettingsStore } from './store.ts';

/** A question about settings, or a change to them. */
export interface Asked {
  readonly store: SettingsStore;
  readonly region: string;
  readonly table: string;
  readonly body: JsonObject;
  /** Seconds since 1970 at which the table was made. */
  readonly made: number;
}

/** Answers, or refuses: an error has a `type`. */
export type SettingsOperation = (asked: Asked) => JsonObject | DynamoDbError;

const RECOVERY_DAYS = 35;
const DAY_S = 86_400;

/** AWS Backup and DynamoDB write the last five minutes down a little later. */
const LATEST_AGO_S = 300;

function continuousBackups({ store, region, table, made }: Asked): JsonObject {
  const { recoveryDays, recoverySince = made } = store.get(region, table);
  const now = Date.now() / 1000;
  const latest = Math.max(now - LATEST_AGO_S, recoverySince);
  const range = {
    RecoveryPeriodInDays: recoveryDays ?? 0,
    EarliestRestorableDateTime: Math.max(recoverySince, now - (recoveryDays ?? 0) * DAY_S),
    LatestRestorableDateTime: latest,
  };
  return {
    ContinuousBackupsDescription: {
      ContinuousBackupsStatus: 'ENABLED',
      PointInTimeRecoveryDescription:
        recoveryDays === undefined
          ? { PointInTimeRecoveryStatus: 'DISABLED' }
          : { PointInTimeRecoveryStatus: 'ENABLED', ...range },
    },
  };
}

function changeContinuousBackups(asked: Asked): JsonObject {
  const { store, region, table, body } = asked;
  const { PointInTimeRecoveryEnabled, RecoveryPeriodInDays } = objectOf(body.PointInTimeRecoverySpecification);
  const was = store.get(region, table).recoveryDays;
  if (PointInTimeRecoveryEnabled === true)
    store.change(region, table, {
      recoveryDays: Number(RecoveryPeriodInDays ?? was ?? RECOVERY_DAYS),
      ...(was === undefined ? { recoverySince: Date.now() / 1000 } : {}),
    });
  else store.drop(region, table, 'recoveryDays');
  return continuousBackups(asked);
}

const tags = ({ store, region, table }: Asked): JsonObject => ({
  Tags: Object.entries(store.get(region, table).tags).map(([Key, Value]) => ({ Key, Value })),
});

function tag({ store, region, table, body }: Asked): JsonObject {
  store.change(region, table, { tags: { ...store.get(region, table).tags, ...tagsIn(body) } });
  return {};
}

function untag({ store, region, table, body }: Asked): JsonObject {
  const gone = listOf(body.TagKeys).map(String);
  const left = Object.entries(store.get(region, table).tags).filter(([name]) => !gone.includes(name));
  store.change(region, table, { tags: Object.fromEntries(left) });
  return {};
}

/** Tags as the protocol lists them. */
export function tagsIn({ Tags }: JsonObject): Record<string, string> {
  return Object.fromEntries(
    listOf(Tags)
      .map(objectOf)
      .map(({ Key, Value }) => [String(Key), String(Value)]),
  );
}

const revisionOf = (policy: string): string =>
  String(BigInt(`0x${createHash('sha256').update(policy).digest('hex').slice(0, 15)}`));

function policy({ store, region, table }: Asked): JsonObject | DynamoDbError {
  const { resourcePolicy } = store.get(region, table);
  if (resourcePolicy === undefined)
    return otherError(
      'PolicyNotFoundException',
      `Resource-based policy not found for the provided ResourceArn: ${table}`,
    );
  return { Policy: resourcePolicy, RevisionId: revisionOf(resourcePolicy) };
}

function putPolicy({ store, region, table, body }: Asked): JsonObject {
  const resourcePolicy = String(body.Policy);
  store.change(region, table, { resourcePolicy });
  return { RevisionId: revisionOf(resourcePolicy) };
}

function deletePolicy({ store, region, table }: Asked): JsonObject {
  store.drop(region, table, 'resourcePolicy');
  return {};
}

function insights({ store, region, table }: Asked): JsonObject {
  const { contributorInsights } = store.get(region, table);
  return { TableName: table, ContributorInsightsStatus: contributorInsights ? 'ENABLED' : 'DISABLED' };
}

function changeInsights(asked: Asked): JsonObject {
  const contributorInsights = asked.body.ContributorInsightsAction === 'ENABLE';
  asked.store.change(asked.region, asked.table, { contributorInsights });
  return insights(asked);
}

/** What DynamoDB Local does not know at all. */
export const SETTINGS_OPERATIONS: Readonly<Record<string, SettingsOperation>> = {
  DescribeContinuousBackups: continuousBackups,
  UpdateContinuousBackups: changeContinuousBackups,
  ListTagsOfResource: tags,
  TagResource: tag,
  UntagResource: untag,
  GetResourcePolicy: policy,
  PutResourcePolicy: putPolicy,
  DeleteResourcePolicy: deletePolicy,
  DescribeContributorInsights: insights,
  UpdateContributorInsights: changeInsights,
  DescribeKinesisStreamingDestination: ({ table }) => ({ TableName: table, KinesisDataStreamDestinations: [] }),
};
