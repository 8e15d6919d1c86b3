import { isObject, type Json, type JsonObject } from '../json.ts';
import { checkFields } from './check-fields.ts';
import { checkNumbers } from './check-numbers.ts';
import { ITEM_BATCHER_FIELDS, PROCESSOR_CONFIG_FIELDS } from './fields.ts';
import type { Finding } from './invalid.ts';

/** Fields that only a distributed Map has. Source: Step Functions developer guide. */
const DISTRIBUTED_ONLY = ['ItemBatcher', 'ToleratedFailureCount', 'ToleratedFailurePercentage', 'Label'];

/** A Map, its processor and its batches. */
export function* checkMap(state: JsonObject, at: string): Generator<Finding> {
  if (!isObject(state.ItemProcessor)) return yield { says: "Field 'ItemProcessor' is missing", at };
  yield* checkConfig(state.ItemProcessor.ProcessorConfig, state, `${at}/ItemProcessor/ProcessorConfig`);
  if (!isObject(state.ItemBatcher)) return;
  yield* checkFields(state.ItemBatcher, ITEM_BATCHER_FIELDS, `${at}/ItemBatcher`);
  yield* checkNumbers(state.ItemBatcher, `${at}/ItemBatcher`);
}

function* checkConfig(config: Json | undefined, state: JsonObject, at: string): Generator<Finding> {
  const { Mode: mode = 'INLINE', ExecutionType: type } = isObject(config) ? config : {};
  if (isObject(config)) yield* checkFields(config, PROCESSOR_CONFIG_FIELDS, at);
  if (mode === 'DISTRIBUTED') {
    if (type !== 'STANDARD' && type !== 'EXPRESS') yield { says: 'ExecutionType is STANDARD or EXPRESS', at };
    return;
  }
  if (mode !== 'INLINE') yield { says: 'Mode is INLINE or DISTRIBUTED', at };
  if (type !== undefined) yield { says: 'ExecutionType is for Mode DISTRIBUTED', at };
  for (const field of DISTRIBUTED_ONLY) {
    if (state[field] !== undefined) yield { says: `Field '${field}' is for Mode DISTRIBUTED`, at };
  }
}
