import { isBefore } from '../../../domain/laws/finding.ts';
import type { Item } from '../../shared/ledger-item.ts';
import { SIGNING_KEYS } from '../../shared/registry.ts';
import { SECRETS } from '../../shared/secrets-registry.ts';
import { getAll, keyText } from '../tables/batches.ts';
import { scanPages } from '../tables/scan.ts';
import { Count } from '../tally.ts';
import { ifThere, type Work } from '../work.ts';
import { placeOf, shapeFindings } from './shapes.ts';
import { differences, sinceOf, unchangeableOf } from './unchangeable.ts';

const keyOf = (item: Item) => ({ pk: item.pk?.S ?? '', sk: item.sk?.S ?? '' });
const fact = (item: Item | undefined, place: string): string =>
  `${place} ${JSON.stringify(item === undefined ? 'absent' : unchangeableOf(item))}`;

async function comparePage({ client, live }: Work, items: readonly Item[], count: Count): Promise<void> {
  if (live === undefined) return;
  const alive = await ifThere(() => getAll(client, live, items.map(keyOf)));
  if (alive === undefined) {
    count.compared = false;
    return;
  }
  for (const item of items) {
    const other = alive.get(keyText(keyOf(item)));
    count.restored.add(fact(item, placeOf(item)));
    count.live.add(fact(other, placeOf(item)));
    count.findings.add(...differences(item, other));
  }
}

/** What the live registry had before the backup and the backup does not have. */
async function findAbsent(work: Work, there: ReadonlySet<string>, count: Count): Promise<void> {
  const { client, live, taken_at } = work;
  if (live === undefined) return;
  await ifThere(async () => {
    for await (const items of scanPages(client, { TableName: live }))
      for (const item of items) {
        const since = sinceOf(item);
        if (since === undefined || there.has(placeOf(item)) || !isBefore(since, taken_at)) continue;
        count.findings.add({ law: 'device-absent', item: placeOf(item), says: `the live table has it since ${since}` });
      }
  });
}

/** The registry is small, one item a device and key: its places are kept in memory. */
export async function checkDevices(work: Work): Promise<Count> {
  const count = new Count();
  count.compared = work.live !== undefined;
  const there = new Set<string>();
  for await (const items of scanPages(work.client, { TableName: work.table })) {
    for (const item of items) {
      count.items++;
      there.add(placeOf(item));
      count.findings.add(...shapeFindings(item));
    }
    await comparePage(work, items, count);
  }
  for (const [partition, what] of [
    [SIGNING_KEYS, 'signing key'],
    [SECRETS, 'secret'],
  ] as const)
    if (![...there].some((place) => place.startsWith(`${partition}/`)))
      count.findings.add({ law: 'registry-empty', item: partition, says: `there is no ${what}: no store can sell` });
  await findAbsent(work, there, count);
  return count;
}
