import { STREAM_LABEL } from '../../assembly/identity.ts';
import { type JsonObject, objectOf } from '../../assembly/json.ts';
import { clockOffset_ms } from '../../time/shifted-clock.ts';
import { arnOf } from './arns.ts';
import { tagsIn } from './operations.ts';
import { DEFAULTS, type TableSettings } from './settings.ts';
import type { SettingsStore } from './store.ts';

/**
 * A table's description as AWS gives it: what DynamoDB Local says, whose Java has the machine's clock, and what only the store knows.
 * @param local the description by DynamoDB Local
 */
export function describedTable(local: JsonObject, store: SettingsStore, region: string, table: string): JsonObject {
  const { deletionProtection, kmsKey, tableClass, stream } = store.get(region, table);
  const plan = store.plan(table);
  const others = plan?.regions.filter((one) => one !== region) ?? [];
  const made = store.begins !== undefined && plan ? store.begins.getTime() : madeAt_ms(local);
  return {
    ...local,
    DeletionProtectionEnabled: deletionProtection,
    ...(kmsKey === undefined ? {} : { SSEDescription: encryption(kmsKey) }),
    ...(tableClass === DEFAULTS.tableClass ? {} : { TableClassSummary: { TableClass: tableClass } }),
    ...(stream === DEFAULTS.stream ? {} : streamOf(arnOf(region, table), stream)),
    ...(others.length > 0
      ? { GlobalTableVersion: '2019.11.21', Replicas: others.map((one) => replica(store, one, table)) }
      : {}),
    CreationDateTime: made / 1000,
    ...(plan?.strong ? { MultiRegionConsistency: 'STRONG' } : {}),
  };
}

const madeAt_ms = ({ CreationDateTime }: JsonObject): number => Number(CreationDateTime) * 1000 + clockOffset_ms();

const streamOf = (table: string, StreamViewType: string): JsonObject => ({
  StreamSpecification: { StreamEnabled: true, StreamViewType },
  LatestStreamLabel: STREAM_LABEL,
  LatestStreamArn: `${table}/stream/${STREAM_LABEL}`,
});

function encryption(kmsKey: string): JsonObject {
  return { Status: 'ENABLED', SSEType: 'KMS', ...(kmsKey ? { KMSMasterKeyArn: kmsKey } : {}) };
}

function replica(store: SettingsStore, region: string, table: string): JsonObject {
  const { kmsKey } = store.get(region, table);
  return { RegionName: region, ReplicaStatus: 'ACTIVE', ...(kmsKey ? { KMSMasterKeyId: kmsKey } : {}) };
}

const streamIn = ({ StreamEnabled, StreamViewType }: JsonObject): string =>
  StreamEnabled === false ? DEFAULTS.stream : String(StreamViewType ?? DEFAULTS.stream);

/** The settings that the input of CreateTable or UpdateTable asks for. */
export function settingsIn(body: JsonObject): Partial<TableSettings> {
  const { DeletionProtectionEnabled, SSESpecification, TableClass, ResourcePolicy, StreamSpecification } = body;
  return {
    ...(DeletionProtectionEnabled === undefined ? {} : { deletionProtection: DeletionProtectionEnabled === true }),
    ...(objectOf(SSESpecification).Enabled === true
      ? { kmsKey: String(objectOf(SSESpecification).KMSMasterKeyId ?? '') }
      : {}),
    ...(TableClass === undefined ? {} : { tableClass: String(TableClass) }),
    ...(ResourcePolicy === undefined ? {} : { resourcePolicy: String(ResourcePolicy) }),
    ...(StreamSpecification === undefined ? {} : { stream: streamIn(objectOf(StreamSpecification)) }),
    ...(body.Tags === undefined ? {} : { tags: tagsIn(body) }),
  };
}

/** The input without what only the store keeps. */
export function withoutSettings(body: JsonObject): JsonObject {
  const {
    DeletionProtectionEnabled: _,
    SSESpecification: __,
    TableClass: ___,
    ResourcePolicy: ____,
    Tags: _____,
    StreamSpecification: ______,
    ...rest
  } = body;
  return rest;
}
