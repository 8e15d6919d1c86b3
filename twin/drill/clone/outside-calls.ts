import { setTimeout as sleep } from 'node:timers/promises';
import type { Clone } from '../../runbook/clone.ts';
import type { Twin } from '../../supervisor/twin.ts';
import type { Place } from './place.ts';

/** What masking puts in place of ids and references that somebody outside gave out (docs/clones.md). */
const MASKED = /\b(?:CLONE-|FRCLONE|PSCLONE|ATCLONE)/;

/** So long after the last form of the clone a call of it would have come. */
const LATE_MS = 3_000;

async function formIdsOf({ rows }: Place, table: string): Promise<string[]> {
  const ids: string[] = [];
  let page = await rows.scan(table, { ProjectionExpression: 'pk, sk' });
  for (;;) {
    for (const { pk } of page.rows) if (pk?.S?.startsWith('FORM#')) ids.push(pk.S.slice('FORM#'.length));
    if (page.next === undefined) return ids;
    page = await rows.scan(table, { ProjectionExpression: 'pk, sk' }, page.next);
  }
}

/**
 * How many records of customs and the acquirer tell of a form or a reference of the clone.
 * @throws Error when they know of nobody at all: then it would say nothing that they do not know of the clone
 */
export async function callsOfClone({ outside }: Twin, place: Place, clone: Clone): Promise<number> {
  await sleep(LATE_MS);
  const ids = await formIdsOf(place, clone.tables['tax-free']);
  const { customs, acquirer } = outside.remote;
  const known = [await customs?.records(), await acquirer?.records()];
  if (known.some((records = []) => records.length === 0)) throw new Error('customs or the acquirer were never asked');
  const texts = known.flatMap((records = []) => records.map((record) => JSON.stringify(record)));
  return texts.filter((text) => MASKED.test(text) || ids.some((id) => text.includes(id))).length;
}
