import type { APIGatewayProxyEvent } from 'aws-lambda';
import { inject } from 'vitest';
import type { Entry, Perpetual, Totals } from '../../domain/chain/entry.ts';
import type { Left } from '../../domain/return.ts';
import type { Territories } from '../../domain/vat-rates.ts';
import { createCheckout } from '../../lambdas/checkout/checkout.ts';
import { createLedger } from '../../lambdas/checkout/ledger.ts';
import { trustedTokens } from '../../lambdas/checkout/trusted-tokens.ts';
import { createReceipts } from '../../lambdas/receipts/receipts.ts';
import { createChainReader } from '../../lambdas/shared/chain-reader.ts';
import { createKeyring } from '../../lambdas/shared/keyring.ts';
import type { Log, RequestLine } from '../../lambdas/shared/log.ts';
import type { Route } from '../../lambdas/shared/routed.ts';
import { createLink, type Link } from './link.ts';
import { newSigningKey, type TestKey } from './signing-key.ts';
import { createTable, outsideClient } from './tables.ts';
import { NOW, TIMES } from './times.ts';

/** One Region: its own client and its own handlers, over the one logical copy of the tables. */
export interface Region {
  link: Link;
  checkout: Route;
  receipts: Route;
  /** What the handlers logged, one line a request. */
  lines: RequestLine[];
}

export interface World {
  ledger: string;
  key: TestKey;
  /** Of both Regions. */
  clock: TestClock;
  paris: Region;
  frankfurt: Region;
}

/** The clock that a Region's handlers go by; tests set it. */
export interface TestClock {
  now: Date;
}

/** Handlers as they are after a cold start, with clients and caches of their own. */
export function startRegion(
  ledger: string,
  keys: readonly TestKey[],
  region = 'eu-west-3',
  clock: TestClock = { now: NOW },
  territories: Territories = new Map(),
): Region {
  const link = createLink();
  const lines: RequestLine[] = [];
  const log: Log = (line) => lines.push(line);
  const chains = createChainReader(link.client, ledger);
  const keyring = createKeyring({
    loadKeys: async () => keys.map(({ sealed }) => sealed),
    unseal: async (sealed) => sealed,
    region,
    now: () => Date.now(),
  });
  const checkout = createCheckout({
    ledger: createLedger(link.client, ledger),
    chains,
    keys: keyring,
    trusted: trustedTokens(),
    times: TIMES,
    territories,
    now: () => clock.now,
    log,
  });
  return { link, checkout, receipts: createReceipts(chains, log), lines };
}

const outside = () => outsideClient(inject('dynamodb'));

/** Two Regions over an empty ledger. @param clock stands at the moment of the tests when it is not given */
export async function openWorld(clock: TestClock = { now: NOW }, territories?: Territories): Promise<World> {
  const key = newSigningKey();
  const ledger = await createTable(outside(), 'ledger');
  const region = (name: string): Region => startRegion(ledger, [key], name, clock, territories);
  return { ledger, key, clock, paris: region('eu-west-3'), frankfurt: region('eu-central-1') };
}

/** What an answer may hold: each test looks only at the members of the answer it expects. */
export interface AnswerBody {
  receiptNumber: string;
  entry: Entry;
  hash: string;
  signature: string;
  chainToken: string;
  sequence: number;
  remaining: ({ line: number } & Left)[];
  returns: string[];
  duplicates: number;
  to: number;
  totals: Totals;
  perpetual: Perpetual;
  type: string;
  status: number;
  instance: string;
  errors: { at: string; rule: string; detail?: string }[];
  head: { sequence: number; receiptNumber?: string; chainToken?: string };
  next: number;
  /** Of a refused closing: the one to be made next, and the Region's clock. */
  span: string;
  period: string;
  from: number | string;
  now: string;
}

export interface Answer {
  status: number;
  type: string;
  headers: Record<string, unknown>;
  text: string;
  body: AnswerBody;
}

/** Sends an event to a handler, and reads its answer. */
export async function ask(route: Route, event: APIGatewayProxyEvent): Promise<Answer> {
  const { statusCode, headers = {}, body } = await route(event);
  const isJson = String(headers['content-type']).includes('json');
  const parsed = (isJson ? JSON.parse(body) : {}) as AnswerBody;
  const type = String(parsed.type ?? '').replace('urn:permanence:problem:', '');
  return { status: statusCode, type, headers, text: body, body: parsed };
}

/** Sends an event to a handler whose process may die meanwhile. */
export const askUntilCrash = (region: Region, event: APIGatewayProxyEvent): Promise<Answer | 'crashed'> =>
  Promise.race([region.link.crash(), ask(region.checkout, event)]);

/** Everything a table of the world holds under a till, read from outside of both Regions. */
export async function chainOf(world: World, store: string, till: string): Promise<Entry[]> {
  const entries: Entry[] = [];
  const reader = createChainReader(outside(), world.ledger);
  for await (const { entry } of reader.range(store, till, 1, 99_999_999)) entries.push(entry);
  return entries;
}
