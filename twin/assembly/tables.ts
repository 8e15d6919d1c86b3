import { type Json, type JsonObject, listOf, objectOf } from './json.ts';
import type { TablePlan } from './plan.ts';
import type { ResolvedStack } from './resolver.ts';
import { settingsOf } from './table-settings.ts';

/** A global or a plain table of the template, with the Regions whose endpoint knows it. */
export function tablePlan(resolved: ResolvedStack, logicalId: string): TablePlan {
  const properties = resolved.properties(logicalId);
  const replicas = listOf(properties.Replicas).map(objectOf);
  const own = replicas.length > 0 ? replicas : [{ ...properties, Region: resolved.stack.region }];
  return {
    name: resolved.ref(logicalId),
    strong: properties.MultiRegionConsistency === 'STRONG',
    regions: own.map(({ Region }) => String(Region)),
    settings: Object.fromEntries(own.map((one) => [String(one.Region), settingsOf(one, properties)])),
    definition: definitionOf(resolved.ref(logicalId), properties),
  };
}

/**
 * The input of CreateTable. Capacity is always on demand: DynamoDB Local does not limit it, so it would say nothing.
 */
function definitionOf(name: string, properties: JsonObject): JsonObject {
  const indexes = listOf(properties.GlobalSecondaryIndexes).map(indexOf);
  const local = listOf(properties.LocalSecondaryIndexes);
  return {
    TableName: name,
    BillingMode: 'PAY_PER_REQUEST',
    AttributeDefinitions: properties.AttributeDefinitions ?? [],
    KeySchema: properties.KeySchema ?? [],
    ...(indexes.length > 0 ? { GlobalSecondaryIndexes: indexes } : {}),
    ...(local.length > 0 ? { LocalSecondaryIndexes: local } : {}),
  };
}

function indexOf(index: Json): JsonObject {
  const { IndexName, KeySchema, Projection } = objectOf(index);
  return { IndexName: IndexName ?? '', KeySchema: KeySchema ?? [], Projection: Projection ?? {} };
}
