import type { JsonObject } from '../../../twin/step-functions/json.ts';
import { fail } from './answers.ts';

/** What a Region serves, as its item says it. */
export interface Switch {
  readonly serves: string;
  /** 0 while there is no item. */
  readonly revision: number;
  readonly by: string;
}

const NEVER_MOVED: Switch = { serves: 'all', revision: 0, by: 'nobody' };

interface Write {
  readonly ConditionExpression: string;
  readonly ExpressionAttributeValues: Readonly<Record<string, { readonly S?: string; readonly N?: string }>>;
}

/** The item of a switch that keeps the conditions of our machines: what it was seen as, or their own write again. */
export function switchAt(found: Switch = NEVER_MOVED) {
  let item = found;
  return {
    now: (): Switch => item,
    update(input: JsonObject | Record<string, unknown>): object {
      const { ConditionExpression, ExpressionAttributeValues: values } = input as unknown as Write;
      const text = (name: string): string => values[name]?.S ?? values[name]?.N ?? '';
      const next: Switch = { serves: text(':serves'), revision: Number(text(':next')), by: text(':run') };
      const isNew = ConditionExpression.includes('attribute_not_exists(#revision)') && item.revision === 0;
      const isSeen = ':seen' in values && item.revision === Number(text(':seen')) && item.serves === text(':left');
      const isOwn = item.by === next.by && item.revision === next.revision && item.serves === next.serves;
      if (!isNew && !isSeen && !isOwn) throw fail('DynamoDb.ConditionalCheckFailedException', 'the condition failed');
      item = next;
      return {};
    },
  };
}
