import type { PutItemCommandInput, UpdateItemCommandInput } from '@aws-sdk/client-dynamodb';
import { conditionFailed, validation } from './errors.ts';
import { holds, type Values } from './evaluate.ts';
import { understand } from './expressions.ts';
import type { Condition } from './syntax.ts';
import { keyOf, type Table } from './table.ts';
import { updated } from './update.ts';
import type { Item } from './value.ts';

type Conditional = Pick<PutItemCommandInput, 'ReturnValuesOnConditionCheckFailure' | 'ExpressionAttributeValues'>;

/** @throws ConditionalCheckFailedException with the item as it stands, where the request asks for it */
function check(condition: Condition | undefined, before: Item | undefined, request: Conditional): void {
  const values = request.ExpressionAttributeValues ?? {};
  if (condition === undefined || holds(condition, before ?? {}, values)) return;
  throw conditionFailed(request.ReturnValuesOnConditionCheckFailure === 'ALL_OLD' ? before : undefined);
}

/** PutItem. */
export function putItem(table: Table, input: PutItemCommandInput): { Attributes?: Item } {
  const item = input.Item ?? {};
  const { condition } = understand({
    condition: input.ConditionExpression,
    names: input.ExpressionAttributeNames,
    values: input.ExpressionAttributeValues,
  });
  const before = table.get(keyOf(item));
  check(condition, before, input);
  table.put(item);
  return returned(input.ReturnValues, before, undefined);
}

/** UpdateItem: of an item that is not there it makes one. */
export function updateItem(table: Table, input: UpdateItemCommandInput): { Attributes?: Item } {
  const { condition, update } = understand({
    condition: input.ConditionExpression,
    update: input.UpdateExpression,
    names: input.ExpressionAttributeNames,
    values: input.ExpressionAttributeValues,
  });
  const key: Item = input.Key ?? {};
  const before = table.get(keyOf(key));
  check(condition, before, input);
  const values: Values = input.ExpressionAttributeValues ?? {};
  const after = update === undefined ? (before ?? key) : updated(update, before ?? key, values);
  table.put(after);
  return returned(input.ReturnValues, before, after);
}

function returned(asked: string | undefined, before: Item | undefined, after: Item | undefined): { Attributes?: Item } {
  if (asked === undefined || asked === 'NONE') return {};
  if (asked !== 'ALL_OLD' && asked !== 'ALL_NEW') throw validation(`ReturnValues ${asked} is not imitated`);
  const item = asked === 'ALL_OLD' ? before : after;
  return item === undefined ? {} : { Attributes: item };
}
