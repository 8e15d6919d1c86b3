import type { MapState } from '../../definition/machine.ts';
import { fill } from '../../expressions/template.ts';
import { unexpectedType } from '../../expressions/unexpected.ts';
import { isObject, type Json, type JsonObject } from '../../json.ts';
import { type Attempt, sightOfAttempt } from '../attempts.ts';
import { batches } from './batches.ts';

/** The inputs of the iterations: items, selected and batched. @throws Failure when `Items` gives no list. */
export async function inputsOf(attempt: Attempt, state: MapState): Promise<Json[]> {
  const items = await itemsOf(attempt, state);
  const selected: Json[] = [];
  for (const item of items) selected.push(await select(attempt, state, item));
  return state.ItemBatcher ? batches(attempt, state.ItemBatcher, selected) : selected;
}

/** The item as the context object has it: `{ Index, Value }`, and `Key` when the items are an object. */
export type Item = JsonObject & { readonly Index: number; readonly Value: Json };

/** The items of a Map; those of an object are its members. */
async function itemsOf(attempt: Attempt, { Items }: MapState): Promise<Item[]> {
  const items = Items === undefined ? attempt.input : await fill(Items, 'Items', sightOfAttempt(attempt));
  if (Array.isArray(items)) return items.map((Value: Json, Index) => ({ Index, Value }));
  if (isObject(items) && Items !== undefined) {
    return Object.entries(items).map(([Key, Value], Index) => ({ Index, Key, Value }));
  }
  throw unexpectedType(Items ?? '{% $states.input %}', 'Items', 'array', items);
}

async function select(attempt: Attempt, { ItemSelector }: MapState, item: Item): Promise<Json> {
  const bare = 'Key' in item ? { Key: item.Key as Json, Value: item.Value } : item.Value;
  if (ItemSelector === undefined) return bare;
  return fill(ItemSelector, 'ItemSelector', sightOfAttempt(attempt, { map: { Item: item } }));
}
