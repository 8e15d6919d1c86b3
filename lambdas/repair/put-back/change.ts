import { isDeepStrictEqual } from 'node:util';
import type { PutItemCommandInput, UpdateItemCommandInput } from '@aws-sdk/client-dynamodb';
import type { Entry } from '../../../domain/chain/entry.ts';
import type { Marks } from '../../../domain/laws/goods.ts';
import { knowsOf, marksFault, rebuiltMarks, type Witness } from '../../../domain/repair/marks.ts';
import { type Item, VACATED } from '../../shared/ledger-item.ts';
import { marksOf } from '../../shared/marks.ts';
import { copyOf } from '../compare/copy.ts';
import { markAttributes } from './attributes.ts';

const KEY = new Set(['pk', 'sk']);
const SIGNED = ['entry', 'signature'] as const;

const isSound = (entry: Entry, backup: Marks, live: Marks, witnesses: readonly Witness[]): boolean =>
  marksFault(entry, backup, live) === undefined && witnesses.every((witness) => knowsOf(live, witness));

/** What a place should hold, made of the backup's copy and of what happened since. */
export function wantedItem(restored: Item, live: Item | undefined, witnesses: readonly Witness[]): Item {
  const entry = JSON.parse(copyOf(restored).canonical ?? '{}') as Entry;
  const { pk, sk, entry: text, signature } = restored;
  const own = { pk, sk, entry: text, signature } as Item;
  const backup = marksOf(restored);
  if (live !== undefined && isSound(entry, backup, marksOf(live), witnesses)) {
    const { entry: _, signature: __, ...beside } = live;
    return { ...beside, ...own };
  }
  const marks = rebuiltMarks(entry, backup, live && marksOf(live), witnesses);
  return { ...own, ...markAttributes(marks, live ? [live, restored] : [restored]) };
}

type Write = Omit<UpdateItemCommandInput, 'TableName' | 'Key'>;

/**
 * Changes an item from what was seen to what is wanted: only what differs, and only if that, and the signed part, are still as seen.
 *
 * @returns undefined when nothing differs
 */
export function changeOf(seen: Item, wanted: Item): Write | undefined {
  const all = [...new Set([...Object.keys(seen), ...Object.keys(wanted)])].filter((name) => !KEY.has(name));
  const differing = all.filter((name) => !isDeepStrictEqual(plain(seen[name]), plain(wanted[name])));
  if (differing.length === 0) return undefined;
  const named = [...new Set([...SIGNED, ...differing])];
  const name = (attribute: string): string => `#n${named.indexOf(attribute)}`;
  const value = (attribute: string, kind: 's' | 'w'): string => `:${kind}${named.indexOf(attribute)}`;
  const sets = differing.filter((one) => wanted[one] !== undefined).map((one) => `${name(one)} = ${value(one, 'w')}`);
  const removes = differing.filter((one) => wanted[one] === undefined).map(name);
  const conditions = named.map((one) =>
    seen[one] === undefined ? `attribute_not_exists(${name(one)})` : `${name(one)} = ${value(one, 's')}`,
  );
  const values = (item: Item, among: readonly string[], kind: 's' | 'w') =>
    among.flatMap((one) => (item[one] === undefined ? [] : [[value(one, kind), item[one]] as const]));
  return {
    UpdateExpression: [
      ...(sets.length > 0 ? [`SET ${sets.join(', ')}`] : []),
      ...(removes.length > 0 ? [`REMOVE ${removes.join(', ')}`] : []),
    ].join(' '),
    ConditionExpression: ['attribute_exists(pk)', ...conditions].join(' AND '),
    ExpressionAttributeNames: Object.fromEntries(named.map((one) => [name(one), one])),
    ExpressionAttributeValues: Object.fromEntries([...values(seen, named, 's'), ...values(wanted, differing, 'w')]),
  };
}

/** Bytes compare as bytes, whichever class holds them. */
const plain = (value: unknown): unknown =>
  JSON.parse(JSON.stringify(value ?? null, (_, one: unknown) => (one instanceof Uint8Array ? Array.from(one) : one)));

/** Takes a forged entry away: nothing can be deleted, so the place stays with the name of the run and is free again. */
export const vacated = ({ pk, sk }: Item, run: string): Item => ({ pk, sk, [VACATED]: { S: run } }) as Item;

/** Puts an item where nothing stands. */
export const insertion = (wanted: Item): Omit<PutItemCommandInput, 'TableName'> => ({
  Item: wanted,
  ConditionExpression: 'attribute_not_exists(pk)',
});
