import { DEFAULTS, type TableSettings } from '../dynamodb/settings/settings.ts';
import { type JsonObject, listOf, objectOf } from './json.ts';

const RECOVERY_DAYS = 35;

/**
 * The settings of a table in one Region.
 * @param own properties of the replica, or of the table when it is a plain one
 * @param table properties of the table
 */
export function settingsOf(own: JsonObject, table: JsonObject): TableSettings {
  const { PointInTimeRecoveryEnabled, RecoveryPeriodInDays } = objectOf(own.PointInTimeRecoverySpecification);
  const policy = objectOf(own.ResourcePolicy).PolicyDocument;
  const days = Number(RecoveryPeriodInDays ?? RECOVERY_DAYS);
  return {
    deletionProtection: own.DeletionProtectionEnabled === true,
    tags: Object.fromEntries(
      listOf(own.Tags)
        .map(objectOf)
        .map(({ Key, Value }) => [String(Key), String(Value)]),
    ),
    contributorInsights: objectOf(own.ContributorInsightsSpecification).Enabled === true,
    tableClass: String(own.TableClass ?? DEFAULTS.tableClass),
    stream: String(objectOf(table.StreamSpecification).StreamViewType ?? DEFAULTS.stream),
    ...(PointInTimeRecoveryEnabled === true ? { recoveryDays: days } : {}),
    ...(policy === undefined ? {} : { resourcePolicy: JSON.stringify(policy) }),
    ...(objectOf(table.SSESpecification).SSEEnabled === true ? { kmsKey: keyOf(own) } : {}),
  };
}

const keyOf = ({ SSESpecification }: JsonObject): string => String(objectOf(SSESpecification).KMSMasterKeyId ?? '');
