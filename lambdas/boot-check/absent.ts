import { isBefore } from '../../domain/laws/finding.ts';
import type { Item } from '../shared/ledger-item.ts';
import { getAll, keyText } from './tables/batches.ts';
import { scanPages } from './tables/scan.ts';
import type { Count } from './tally.ts';
import { ifThere, type Work } from './work.ts';

const keyOf = (item: Item) => ({ pk: item.pk?.S ?? '', sk: item.sk?.S ?? '' });

/** A time by which an item was certainly in its table, ISO 8601 in UTC; undefined when it cannot be told. */
export type ThereSince = (item: Item) => string | undefined;

/**
 * Finds what the live table has had since before the backup and the restored one does not have: an empty or a cut table breaks no law of
 * the items that are left. Reads the live table once, and of the restored one the same keys. Without a live table nothing was compared.
 */
export async function compareAbsentItems(work: Work, count: Count, thereSince: ThereSince): Promise<void> {
  const { client, live, table, taken_at } = work;
  if (live === undefined) return;
  const seen = await ifThere(async () => {
    for await (const items of scanPages(client, { TableName: live })) {
      const old = items.filter((item) => isBefore(thereSince(item) ?? taken_at, taken_at));
      const there = await getAll(client, table, old.map(keyOf));
      for (const item of old.filter((one) => !there.has(keyText(keyOf(one)))))
        count.findings.add({
          law: 'item-absent',
          item: keyText(keyOf(item)),
          says: `the live table has it since ${thereSince(item)} at the latest`,
        });
    }
    return true;
  });
  if (seen === undefined) count.compared = false;
}

/** Of an item with a log of its life: the time of the first line. */
export const firstLogged: ThereSince = (item) => item.log?.L?.[0]?.M?.at?.S;
