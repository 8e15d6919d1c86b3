import { type DynamoDBClient, DynamoDBServiceException, GetItemCommand, QueryCommand } from '@aws-sdk/client-dynamodb';
import type { Entry } from '../../../domain/chain/entry.ts';
import type { Place } from '../../../domain/receipt-number.ts';
import { chainOf, chainPartition, entryKey, storedEntry } from '../../shared/ledger-item.ts';
import { partitions } from '../../shared/partitions.ts';
import type { Part } from '../events.ts';
import type { Work } from '../work.ts';
import { type Chain, shared } from './shares.ts';
import { partOf } from './stretch.ts';

/** Partitions without a chain that are looked at; there is one for each Region's canary. */
const MOST_OTHERS = 100;
const AT_ONCE = 8;

/** The sequence of a chain's last entry; a sort key that is no sequence counts as one entry, and the walk names it. */
async function lastOf(client: DynamoDBClient, table: string, store: string, till: string): Promise<number> {
  const command = new QueryCommand({
    TableName: table,
    ConsistentRead: true,
    KeyConditionExpression: 'pk = :chain',
    ExpressionAttributeValues: { ':chain': { S: chainPartition(store, till) } },
    ProjectionExpression: 'sk',
    ScanIndexForward: false,
    Limit: 1,
  });
  const { Items = [] } = await client.send(command);
  return Number(Items[0]?.sk?.S) || 1;
}

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

async function lengths({ client, table }: Work, pks: readonly string[]): Promise<Chain[]> {
  const chains: Chain[] = [];
  const places = pks.flatMap((pk) => chainOf(pk) ?? []);
  for (let i = 0; i < places.length; i += AT_ONCE) {
    const some = places.slice(i, i + AT_ONCE);
    const lasts = await Promise.all(some.map(({ store, till }) => lastOf(client, table, store, till)));
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
