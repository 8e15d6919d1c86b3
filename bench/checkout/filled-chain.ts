import {
  BatchWriteItemCommand,
  type DynamoDBClient,
  type PutItemCommandInput,
  type WriteRequest,
} from '@aws-sdk/client-dynamodb';
import type { SealedEntry } from '../../domain/chain/append.ts';
import { createLedger } from '../../lambdas/checkout/ledger.ts';
import { seededRandom } from '../statistics.ts';
import { generateChain } from './chains.ts';
import { sharedClient } from './clients.ts';
import { ourCheckout } from './contenders.ts';
import { countRequests } from './counting.ts';
import { openKeyring } from './keys.ts';
import { saleRequest, TYPICAL_LINES } from './receipts.ts';
import { createChainTable } from './tables.ts';
import { createTill, type Till } from './till.ts';

const BATCH = 25;
const PLACE = { store: 'HAUSSMANN', till: '012' };

/** A ledger whose items are kept and not sent: they are exactly what the deployed one writes. */
function collectingLedger() {
  const items: WriteRequest[] = [];
  const send = async ({ input }: { input: PutItemCommandInput }) => {
    items.push({ PutRequest: { Item: input.Item } });
    return {};
  };
  return { ledger: createLedger({ send } as unknown as DynamoDBClient, 'collected'), items };
}

async function writeBatch(client: DynamoDBClient, table: string, requests: WriteRequest[]): Promise<void> {
  if (requests.length === 0) return;
  const { UnprocessedItems } = await client.send(new BatchWriteItemCommand({ RequestItems: { [table]: requests } }));
  await writeBatch(client, table, UnprocessedItems?.[table] ?? []);
}

/** A till at the end of its chain, and what its next sale consumes. */
export interface LongTill extends Till {
  /** Entries of the chain as it was filled. */
  entries: number;
  writeUnits(): Promise<number>;
}

/**
 * Fills a table of its own with a chain of some length; one batch is written while the next is signed.
 *
 * @param patience_ms on a machine too busy to fill it in this time, the chain stays shorter
 */
export async function tillAfter(entries: number, patience_ms: number, seed: number): Promise<LongTill> {
  const end = performance.now() + patience_ms;
  const client = sharedClient();
  const table = `bench-chain-${entries}`;
  await createChainTable(client, table);
  const keys = openKeyring();
  const { ledger, items } = collectingLedger();
  const random = seededRandom(seed);
  let last: SealedEntry | undefined;
  let written = Promise.resolve();
  for (const sealed of generateChain(PLACE, entries, await keys.signingKey(), random)) {
    await ledger.append(sealed);
    last = sealed;
    if (items.length < BATCH) continue;
    await written;
    written = writeBatch(client, table, items.splice(0));
    if (performance.now() > end) break;
  }
  await written;
  await writeBatch(client, table, items);
  if (last === undefined) throw new Error('a chain has at least one entry');
  const { entry, token } = last;
  const after = { sequence: entry.sequence, token };
  const till = createTill(ourCheckout(table, client, keys), PLACE.store, PLACE.till, after);
  return { ...till, entries: entry.sequence, writeUnits: () => unitsOfNext(till, client, random) };
}

async function unitsOfNext(till: Till, client: DynamoDBClient, random: () => number): Promise<number> {
  const take = countRequests(client);
  await till.sell(saleRequest(TYPICAL_LINES, random));
  return take().write_units;
}
