import { readFile, writeFile } from 'node:fs/promises';
import { type JsonObject, objectOf } from '../assembly/json.ts';
import { BATCH } from './archive/fill.ts';
import { readArchive } from './archive/read.ts';
import { writeArchive } from './archive/write.ts';
import type { Point } from './records.ts';
import type { Store } from './store.ts';

/** An item in DynamoDB's JSON. */
export type Item = JsonObject;

/** Which item: the first for which this is true. */
export type Pick = (item: Item) => boolean;

/** What becomes of the item: another one, or none. */
export type Change = (item: Item) => Item | undefined;

/**
 * Damages the data of a recovery point: one item is changed or dropped, and the archive is written anew with a checksum that is
 * right, because what a check of restored data must find is in the data.
 * @returns the item as it was
 * @throws when no item is picked
 */
export async function damagePoint(store: Store, pointArn: string, pick: Pick, change: Change): Promise<Item> {
  const point = store.point(pointArn);
  const file = store.archiveOf(pointArn);
  let met: Item | undefined;
  const changed = async function* (): AsyncGenerator<string[]> {
    for await (const batch of readArchive(file, contentOf(point), BATCH))
      yield batch.flatMap((line) => {
        const item = objectOf(JSON.parse(line));
        if (met || !pick(item)) return [line];
        met = item;
        const instead = change(item);
        return instead ? [JSON.stringify(instead)] : [];
      });
  };
  const written = await writeArchive(file, changed());
  store.points.put(pointArn, { ...point, Content: { ...contentOf(point), ...written } });
  if (!met) throw new Error(`no item of ${pointArn} was picked`);
  return met;
}

/** Flips one bit of one byte in the middle of a binary attribute, one level deep in a map if need be: `map.attribute`. */
export function flipByte(attribute: string): Change {
  const [name = '', ...rest] = attribute.split('.');
  return (item) => {
    const value = objectOf(item[name]);
    if (rest.length > 0) return { ...item, [name]: { M: objectOf(flipByte(rest.join('.'))(objectOf(value.M))) } };
    const bytes = Buffer.from(String(value.B ?? ''), 'base64');
    const middle = Math.floor(bytes.length / 2);
    if (bytes.length === 0) throw new Error(`${attribute} is no binary attribute`);
    bytes[middle] = (bytes[middle] ?? 0) ^ 1;
    return { ...item, [name]: { B: bytes.toString('base64') } };
  };
}

/** The item is not in the backup. */
export const drop: Change = () => undefined;

/** Another item is in its place. */
export const replaceBy =
  (other: Item): Change =>
  () =>
    other;

/** Damages the file itself: its checksum is wrong from then on, so that no restore of it completes. */
export async function damageArchive(store: Store, pointArn: string): Promise<void> {
  const file = store.archiveOf(pointArn);
  const bytes = await readFile(file);
  const middle = Math.floor(bytes.length / 2);
  bytes[middle] = (bytes[middle] ?? 0) ^ 1;
  await writeFile(file, bytes);
}

function contentOf({ Content, RecoveryPointArn }: Point): NonNullable<Point['Content']> {
  if (!Content) throw new Error(`${RecoveryPointArn} is not complete`);
  return Content;
}
