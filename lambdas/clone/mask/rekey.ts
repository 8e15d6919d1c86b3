import { randomBytes } from 'node:crypto';
import type { Clones } from '../life/clones.ts';
import type { CloneRecord } from '../life/record.ts';
import { namesOf } from '../plan/clone-plan.ts';
import { emptied } from './emptied.ts';
import { CLONE_KEYS, cloneKeys, maskingContext, type Seal } from './keys.ts';
import type { Row, Rows } from './rows.ts';

const MASKING_KEY_BYTES = 32;

/** By this attribute the registry's own items are known to be the clone's. */
const isOwn = (clone: string) => (row: Row) => row.clone?.S === clone;

async function ownItems(rows: Rows, table: string, clone: string): Promise<Row[]> {
  const own: Row[] = [];
  let next: Row | undefined;
  do {
    const page = await rows.scan(table, {}, next);
    own.push(...page.rows.filter(isOwn(clone)));
    next = page.next;
  } while (next !== undefined);
  return own;
}

/**
 * Takes every device, key and secret of the original out of a clone's registry and puts keys of its own in; empties its table of runs; and
 * makes the key of its pseudonyms. Done again, it keeps the keys it made before: entries may be signed by them already.
 *
 * A try that died while it wrote them is known by their number, and they are made again: nothing was done with them yet.
 */
export async function rekey(
  { plan, run }: CloneRecord,
  { rows, clones, seal }: { rows: Rows; clones: Clones; seal: Seal },
): Promise<{ deleted: number }> {
  const { name, region, created_at } = plan;
  const { devices, operations } = namesOf(plan);
  await clones.keepMaskingKey(name, run, await seal(randomBytes(MASKING_KEY_BYTES), maskingContext(name)));
  let own = await ownItems(rows, devices, name);
  if (own.length < CLONE_KEYS) {
    const made = await cloneKeys(name, { seal, region, activeFrom: created_at });
    own = made.map((row) => ({ ...row, clone: { S: name } }));
    await rows.write(
      devices,
      own.map((put) => ({ put })),
    );
  }
  const stays = new Set(own.map(({ pk, sk }) => `${pk?.S}/${sk?.S}`));
  const fromRegistry = await emptied(rows, devices, ({ pk, sk }) => stays.has(`${pk?.S}/${sk?.S}`));
  return { deleted: fromRegistry + (await emptied(rows, operations)) };
}
