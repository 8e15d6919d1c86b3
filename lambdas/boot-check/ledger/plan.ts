import { DynamoDBServiceException, GetItemCommand } from '@aws-sdk/client-dynamodb';
import type { Entry } from '../../../domain/chain/entry.ts';
import type { Place } from '../../../domain/receipt-number.ts';
import { chainOf, entryKey, storedEntry } from '../../shared/ledger-item.ts';
import { partitions } from '../../shared/partitions.ts';
import type { Part } from '../events.ts';
import type { Work } from '../work.ts';
import { lastKey } from './last-key.ts';
import { type Chain, shared } from './shares.ts';
import { partOf } from './stretch.ts';

/** Partitions without a chain that are looked at; there is one for each Region's canary. */
const MOST_OTHERS = 100;
const AT_ONCE = 16;

/** How many entries a chain has: a last sort key that is no sequence counts as one, and the walk names it. */
const lengthOf = async (work: Work, chain: Omit<Chain, 'entries'>): Promise<number> =>
  Number(await lastKey(work, chain)) || 1;

async function readableAt({ client, table }: Work, place: Place): Promise<Entry | undefined> {
  const command = new GetItemCommand({ TableName: table, Key: entryKey(place), ConsistentRead: true });
  try {
    return storedEntry((await client.send(command)).Item ?? {}).entry;
  } catch (error) {
    if (error instanceof DynamoDBServiceException) throw error;
    return undefined;
  }
}

/** The place right behind the last closing before an entry, as the entry says; 1 when it is not to be found there. */
const cutBy =
  (work: Work) =>
  async ({ store, till }: Chain, sequence: number): Promise<number> => {
    const closing = (await readableAt(work, { store, till, sequence }))?.closing ?? 0;
    if (!(closing > 0 && closing < sequence)) return 1;
    const there = await readableAt(work, { store, till, sequence: closing });
    return there?.kind === 'closing' ? closing + 1 : 1;
  };

async function lengths(work: Work, pks: readonly string[]): Promise<Chain[]> {
  const chains: Chain[] = [];
  const places = pks.flatMap((pk) => chainOf(pk) ?? []);
  for (let i = 0; i < places.length; i += AT_ONCE) {
    const some = places.slice(i, i + AT_ONCE);
    const lasts = await Promise.all(some.map((place) => lengthOf(work, place)));
    chains.push(...some.map((place, n) => ({ ...place, entries: lasts[n] ?? 1 })));
  }
  return chains.sort((a, b) => b.entries - a.entries);
}

/** The parts of a restored ledger, found by two small requests a till, without reading entries. */
export async function planLedger(work: Work): Promise<Part[]> {
  const pks = await partitions(work.client, work.table);
  const others = pks.filter((pk) => chainOf(pk) === undefined).slice(0, MOST_OTHERS);
  const parts = await shared(await lengths(work, pks), cutBy(work));
  return [
    partOf({ stretches: [], others, absent: true }),
    ...parts.map((stretches) => partOf({ stretches, others: [], absent: false })),
  ];
}
