import type { JsonObject } from '../../assembly/json.ts';
import type { Point, RestoreJob } from '../records.ts';

/** Input of CreateTable for a restored table: keys, indexes, capacity, the key that was asked for, tags if asked for. */
export function tableInput(point: Point, { Metadata, CopyTags }: RestoreJob): JsonObject {
  const { definition = {}, tags = {} } = point.Content ?? {};
  const { encryptionType, kmsMasterKeyArn, targetTableName = '' } = Metadata;
  const ownTags = Object.entries(CopyTags ? tags : {}).map(([Key, Value]) => ({ Key, Value }));
  return {
    ...definition,
    TableName: targetTableName,
    ...(encryptionType === 'KMS' ? { SSESpecification: encryption(kmsMasterKeyArn) } : {}),
    ...(ownTags.length > 0 ? { Tags: ownTags } : {}),
  };
}

function encryption(key: string | undefined): JsonObject {
  return { Enabled: true, SSEType: 'KMS', ...(key ? { KMSMasterKeyId: key } : {}) };
}
