import type { QueryCommandInput } from '@aws-sdk/client-dynamodb';
import { validation } from './errors.ts';
import { holds } from './evaluate.ts';
import { understand } from './expressions.ts';
import type { Condition } from './syntax.ts';
import type { Table } from './table.ts';
import type { Item } from './value.ts';

/** The keys of a sparse index: an item stands in it exactly while it has both. */
export interface Index {
  partition: string;
  sort: string;
}

/** The parts of a table or of an index that a query looks at. */
const keysOf = (index: Index | undefined): Index => index ?? { partition: 'pk', sort: 'sk' };

/** The value that the key condition gives the partition. */
function partitionAsked(condition: Condition, partition: string): string | undefined {
  if (condition.is === 'and')
    return condition.parts.map((part) => partitionAsked(part, partition)).find((name) => name !== undefined);
  const isIt = condition.is === 'compare' && condition.by === '=' && condition.left.is === 'path';
  if (!isIt || condition.left.is !== 'path' || condition.left.path[0] !== partition) return undefined;
  return condition.right.is === 'value' ? condition.right.name : undefined;
}

const inOrderOf =
  (sort: string) =>
  (a: Item, b: Item): number =>
    Buffer.compare(Buffer.from(a[sort]?.S ?? ''), Buffer.from(b[sort]?.S ?? ''));

function candidates(table: Table, index: Index | undefined, pk: string): Item[] {
  if (index === undefined) return table.partition(pk);
  const inIndex = table.all().filter((item) => item[index.partition]?.S === pk && item[index.sort] !== undefined);
  return inIndex.sort(inOrderOf(index.sort));
}

const KEYS = ['pk', 'sk'];

const only = (item: Item, names: readonly string[]): Item =>
  Object.fromEntries(names.flatMap((name) => (item[name] === undefined ? [] : [[name, item[name]]])));

const isKey = (item: Item, start: Item): boolean => KEYS.every((name) => item[name]?.S === start[name]?.S);

export interface Page {
  Items: Item[];
  Count: number;
  LastEvaluatedKey?: Item;
}

/** Query of a table, or of an index that holds keys only. */
export function query(table: Table, input: QueryCommandInput, index?: Index): Page {
  const { partition, sort } = keysOf(index);
  const values = input.ExpressionAttributeValues ?? {};
  const { condition } = understand({
    condition: input.KeyConditionExpression,
    names: input.ExpressionAttributeNames,
    values,
  });
  if (condition === undefined || input.FilterExpression !== undefined)
    throw validation('A query has a condition on the key and, here, no filter');
  const pk = values[partitionAsked(condition, partition) ?? '']?.S;
  if (pk === undefined) throw validation(`Query condition missed key schema element: ${partition}`);
  const all = candidates(table, index, pk).filter((item) => holds(condition, item, values));
  if (input.ScanIndexForward === false) all.reverse();
  return page(all, input, index === undefined ? undefined : [...KEYS, partition, sort]);
}

function page(all: readonly Item[], { ExclusiveStartKey: start, Limit }: QueryCommandInput, names?: string[]): Page {
  const from = start === undefined ? 0 : all.findIndex((item) => isKey(item, start)) + 1;
  const items = all.slice(from, Limit === undefined ? undefined : from + Limit);
  const last = Limit !== undefined && items.length === Limit ? items.at(-1) : undefined;
  return {
    Items: names === undefined ? items : items.map((item) => only(item, names)),
    Count: items.length,
    ...(last === undefined ? {} : { LastEvaluatedKey: only(last, names ?? KEYS) }),
  };
}
