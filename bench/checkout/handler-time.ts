import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { createCheckout } from '../../lambdas/checkout/checkout.ts';
import { createLedger, type Ledger } from '../../lambdas/checkout/ledger.ts';
import { type TrustedTokens, trustedTokens } from '../../lambdas/checkout/trusted-tokens.ts';
import type { ChainReader } from '../../lambdas/shared/chain-reader.ts';
import { STORE_TIMES } from '../../twin/store-times.ts';
import { median, percentile, rounded, seededRandom } from '../statistics.ts';
import { openKeyring } from './keys.ts';
import { saleRequest, TYPICAL_LINES } from './receipts.ts';
import { createTill, type Till } from './till.ts';

/** Microseconds that a checkout takes with a database that answers at once. */
export interface HandlerTime {
  p50_us: number;
  p99_us: number;
  /** Median of the block that was disturbed least: tells a slow handler from a busy machine. */
  quietest_p50_us: number;
}

const WARM_UP = 4000;
const BLOCKS = 12;
const BLOCK = 400;

/** Nothing is read on this path, so a read is an error of the benchmark. */
const noReads: ChainReader = {
  head: () => Promise.reject(new Error('the hot path read a head')),
  entry: () => Promise.reject(new Error('the hot path read an entry')),
  range: () => {
    throw new Error('the hot path read a chain');
  },
};

const instantLedger: Ledger = {
  append: async () => ({ done: true }),
  claim: async () => undefined,
  mark: async () => ({ done: true }),
};

/** The deployed ledger on a client that answers at once: with the packing of the item and the deadline, without the SDK's own work. */
const ledgerUpToSdk: Ledger = createLedger({ send: async () => ({}) } as unknown as DynamoDBClient, 'ledger');

/** As if another sandbox had signed every token. */
const noneTrusted: TrustedTokens = { has: () => false, add: () => {} };

const tillOf = (ledger: Ledger, trusted: TrustedTokens): Till =>
  createTill(
    createCheckout({
      ledger,
      chains: noReads,
      keys: openKeyring(),
      trusted,
      times: STORE_TIMES,
      now: () => new Date(),
    }),
    'HAUSSMANN',
    '012',
    { sequence: 0 },
  );

/** Every variant signs its entry; they differ in who signed the token that came in, and in how much of the way to DynamoDB they go. */
const VARIANTS = {
  token_verified: () => tillOf(instantLedger, noneTrusted),
  token_trusted: () => tillOf(instantLedger, trustedTokens()),
  token_verified_and_packed: () => tillOf(ledgerUpToSdk, noneTrusted),
};

type Variant = keyof typeof VARIANTS;

/** Time of the handler without the database, the variants in blocks that take turns. */
export async function measureHandlerTime(seed: number): Promise<Record<Variant, HandlerTime>> {
  const random = seededRandom(seed);
  const names = Object.keys(VARIANTS) as Variant[];
  const runs = names.map((name) => ({ name, till: VARIANTS[name](), blocks_us: [] as number[][] }));
  const sell = async (till: Till, sales: number): Promise<number[]> => {
    const waits: number[] = [];
    for (let n = 0; n < sales; n++) waits.push(1000 * (await till.sell(saleRequest(TYPICAL_LINES, random))));
    return waits;
  };
  for (const { till } of runs) await sell(till, WARM_UP);
  for (let block = 0; block < BLOCKS; block++)
    for (const { till, blocks_us } of runs) blocks_us.push(await sell(till, BLOCK));
  const figures = runs.map(({ name, blocks_us }) => [name, figureOf(blocks_us)]);
  return Object.fromEntries(figures);
}

const figureOf = (blocks_us: readonly number[][]): HandlerTime => ({
  p50_us: rounded(median(blocks_us.flat())),
  p99_us: rounded(percentile(blocks_us.flat(), 0.99)),
  quietest_p50_us: rounded(Math.min(...blocks_us.map(median))),
});
