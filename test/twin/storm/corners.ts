import type { UpdateItemCommandInput } from '@aws-sdk/client-dynamodb';
import type { Item } from '../../../twin/storm/table/value.ts';

/** An item as it stands before. */
export const BEFORE: Item = {
  n: { N: '5' },
  s: { S: 'text' },
  l: { L: [{ N: '1' }, { N: '2' }] },
  m: { M: { inner: { N: '1' }, deep: { M: { x: { S: 'y' } } } } },
};

export const ASKING = { ReturnValues: 'ALL_NEW', ReturnValuesOnConditionCheckFailure: 'ALL_OLD' } as const;

type Corner = Omit<UpdateItemCommandInput, 'TableName' | 'Key'>;

const when = (ConditionExpression: string, values: Item = {}): Corner => ({
  UpdateExpression: 'SET done = :done',
  ConditionExpression,
  ExpressionAttributeValues: { ':done': { BOOL: true }, ...values },
});

const change = (UpdateExpression: string, values?: Item): Corner => ({
  UpdateExpression,
  ...(values ? { ExpressionAttributeValues: { ...values } } : {}),
});

const one = { ':one': { N: '1' } };
const text = { ':text': { S: 'te' } };

/** Updates in the corners of the language of expressions, by what is odd about them. */
export const CORNERS: Record<string, Corner> = {
  'nothing is unlike something': when('nothing <> :one', one),
  'nothing is not less than something': when('nothing < :one', one),
  'a text is not more than a number': when('s > :one', one),
  'a text is unlike a number': when('s <> :one', one),
  'NOT of what is not there': when('NOT nothing = :one', one),
  'AND binds before OR': when('attribute_exists(n) OR attribute_exists(nothing) AND attribute_exists(nothing)'),
  'brackets bind before AND': when('(attribute_exists(n) OR attribute_exists(s)) AND attribute_exists(nothing)'),
  'NOT binds before AND': when('NOT attribute_exists(nothing) AND attribute_exists(n)'),
  'one of several': when('n IN (:one, :five)', { ...one, ':five': { N: '5.0' } }),
  between: when('n BETWEEN :one AND :nine', { ...one, ':nine': { N: '9' } }),
  'the beginning of a text': when('begins_with(s, :text)', text),
  'the beginning of a number': when('begins_with(n, :text)', text),
  'a part of a text, a member of a list': when('contains(s, :text) AND contains(l, :one)', { ...text, ...one }),
  'sizes of a text, a list, a map': when('size(s) = :four AND size(l) = :two AND size(m) = :two', {
    ':four': { N: '4' },
    ':two': { N: '2' },
  }),
  'a map as a whole': when('m.deep = :deep', { ':deep': { M: { x: { S: 'y' } } } }),
  'a member of a list': when('l[1] = :two', { ':two': { N: '2' } }),
  'into a map that is not there': change('SET nothing.x = :one', one),
  'into a text as if it were a map': change('SET s.x = :one', one),
  'into a map': change('SET m.deep.z = :one, m.more = :one', one),
  'at the end of a list': change('SET l[9] = :one', one),
  'a sum with nothing': change('SET n = nothing + :one', one),
  'a sum with a text': change('SET n = s + :one', one),
  'a sum of what was before': change('SET n = n + :one, l[0] = n', one),
  'a value of its own if there is one': change('SET a = if_not_exists(n, :one), b = if_not_exists(nothing, :one)', one),
  'a list made longer': change('SET l = list_append(l, :more)', { ':more': { L: [{ S: 'z' }] } }),
  'a list made longer by no list': change('SET l = list_append(l, :one)', one),
  'a copy of nothing': change('SET a = nothing', undefined),
  'what is not there taken away': change('REMOVE nothing, m.nothing'),
  'a member of a map and of a list taken away': change('REMOVE m.deep.x, l[0]'),
  'adding to a number and to nothing': change('ADD n :one, nothing :one', one),
  'two clauses of one name': change('SET a = :one SET b = :one', one),
  'paths that overlap': change('SET m = :one, m.deep = :one', one),
  'a value nobody uses': change('REMOVE n', one),
  'a value nobody gave': change('SET a = :two', one),
  nonsense: change('SET a == :one', one),
  'an item of more than 400 KB': change('SET a = :long', { ':long': { S: 'x'.repeat(410_000) } }),
};
