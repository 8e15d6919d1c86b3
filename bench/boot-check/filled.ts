import { generateKeyPairSync } from 'node:crypto';
import {
  BatchWriteItemCommand,
  type DynamoDBClient,
  PutItemCommand,
  type PutItemCommandInput,
  type WriteRequest,
} from '@aws-sdk/client-dynamodb';
import { type ChainEnd, endOf, genesis, type SealedEntry, seal } from '../../domain/chain/append.ts';
import type { Content, Running } from '../../domain/chain/entry.ts';
import type { SigningKey } from '../../domain/chain/token.ts';
import { closingContent } from '../../domain/closing/closing.ts';
import { priceSale } from '../../domain/sale.ts';
import { createLedger } from '../../lambdas/checkout/ledger.ts';
import { saleRequest, TYPICAL_LINES } from '../checkout/receipts.ts';
import { createChainTable } from '../checkout/tables.ts';
import { seededRandom } from '../statistics.ts';

const STORE = 'HAUSSMANN';
const BATCH = 25;
const DAY_MS = 86_400_000;

/** Entries of a till between two closings: a busy day. */
const ENTRIES_A_DAY = 300;

function sale(random: () => number): Content {
  const { lines, tenders } = saleRequest(TYPICAL_LINES, random);
  const priced = priceSale({ lines, tenders });
  if ('violations' in priced) throw new Error('the typical sale breaks a rule');
  return priced.content;
}

/** A till's chain of typical sales, closed every day. */
function* closedChain(till: string, entries: number, key: SigningKey, random: () => number): Generator<SealedEntry> {
  let end: ChainEnd = genesis(STORE, till);
  let running: Running | undefined;
  const day = (n: number): string => new Date(Date.UTC(2020, 0, 1) + n * DAY_MS).toISOString().slice(0, 10);
  const close = (n: number): Content => closingContent({ span: 'day', period: day(n) }, { end, running });
  for (let sequence = 1; sequence <= entries; sequence++) {
    const closing = sequence % ENTRIES_A_DAY === 0 ? close(sequence / ENTRIES_A_DAY) : undefined;
    const at = {
      time: '2026-11-24T11:38:17.250+01:00',
      operator: 'advisor-17',
      recordedAt: '2026-11-24T10:38:17.612Z',
    };
    const sealed = seal(end, closing ?? sale(random), at, key);
    yield sealed;
    if (sealed.entry.kind === 'closing') ({ running } = sealed.entry);
    end = endOf(sealed.token) ?? end;
  }
}

async function writeAll(client: DynamoDBClient, table: string, requests: WriteRequest[]): Promise<void> {
  if (requests.length === 0) return;
  const { UnprocessedItems } = await client.send(new BatchWriteItemCommand({ RequestItems: { [table]: requests } }));
  await writeAll(client, table, UnprocessedItems?.[table] ?? []);
}

export interface Filled {
  ledger: string;
  devices: string;
  entries: number;
}

async function registry(client: DynamoDBClient, kid: string, publicKey: string): Promise<string> {
  const table = 'restored-bench-devices';
  await createChainTable(client, table);
  const texts = { pk: 'SIGNING-KEYS', sk: kid, kid, publicKey, activeFrom: '2020-01-01T00:00:00Z' };
  const Item = Object.fromEntries(Object.entries(texts).map(([name, S]) => [name, { S }]));
  await client.send(new PutItemCommand({ TableName: table, Item }));
  return table;
}

/**
 * Fills a restored ledger with the chains of some tills, the first of them as long as all others together, exactly as checkout writes
 * them.
 *
 * @param patience_ms on a machine too busy to fill it in this time, the ledger stays shorter
 */
export async function filledLedger(
  client: DynamoDBClient,
  entries: number,
  tills: number,
  patience_ms: number,
  seed: number,
): Promise<Filled> {
  const until = performance.now() + patience_ms;
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  const key = { kid: '2026-11', privateKey };
  const ledger = 'restored-bench-ledger';
  await createChainTable(client, ledger);
  const devices = await registry(client, key.kid, publicKey.export({ format: 'jwk' }).x ?? '');
  const collected: WriteRequest[] = [];
  const send = async ({ input }: { input: PutItemCommandInput }) => {
    collected.push({ PutRequest: { Item: input.Item } });
    return {};
  };
  const collecting = createLedger({ send } as unknown as DynamoDBClient, ledger);
  let written = Promise.resolve();
  let count = 0;
  for (let till = 0; till < tills; till++) {
    const share = till === 0 ? entries / 2 : entries / 2 / (tills - 1);
    for (const sealed of closedChain(`T${till}`, Math.floor(share), key, seededRandom(seed + till))) {
      await collecting.append(sealed);
      count++;
      if (collected.length < BATCH) continue;
      await written;
      written = writeAll(client, ledger, collected.splice(0));
      if (performance.now() > until) break;
    }
  }
  await written;
  await writeAll(client, ledger, collected);
  return { ledger, devices, entries: count };
}
