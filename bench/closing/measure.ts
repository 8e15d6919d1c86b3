import { createCheckout } from '../../lambdas/checkout/checkout.ts';
import { createLedger } from '../../lambdas/checkout/ledger.ts';
import { trustedTokens } from '../../lambdas/checkout/trusted-tokens.ts';
import { createReceipts } from '../../lambdas/receipts/receipts.ts';
import { createChainReader } from '../../lambdas/shared/chain-reader.ts';
import { STORE_TIMES } from '../../twin/store-times.ts';
import { eventOf } from '../../twin/storm/schedule/event.ts';
import { sharedClient } from '../checkout/clients.ts';
import { countRequests } from '../checkout/counting.ts';
import { openKeyring } from '../checkout/keys.ts';
import { createChainTable } from '../checkout/tables.ts';
import { median, percentile, rounded } from '../statistics.ts';
import { LAST_DAY, longChainEnd, type Standing } from './long-chain.ts';

const LENGTHS = [1_000, 100_000, 1_000_000];
const SAMPLES = 250;
const WARM_UP = 50;
const TABLE = 'bench-closing';
const TILL = '/v1/stores/{store}/tills/{till}';
const ANSWERS = ['report', 'day', 'month', 'year'] as const;
type Answer = (typeof ANSWERS)[number];
const PERIODS = { day: '2026-12-31', month: '2026-12', year: '2026' };

export interface ClosingFigure {
  answer: Answer;
  /** Entries since the last closing of a day. */
  entries: number;
  p50_ms: number;
  p99_ms: number;
  /** Median by that of the shortest stretch. */
  ratio: number;
  /** What one answer asks of the database. */
  requests: readonly string[];
}

/** The deployed handlers at the end of the last day of a year. */
function openHandlers() {
  const client = sharedClient();
  const take = countRequests(client);
  const keys = openKeyring();
  const ledger = createLedger(client, TABLE);
  const chains = createChainReader(client, TABLE);
  const log = (): void => {};
  const now = (): Date => LAST_DAY;
  const checkout = createCheckout({ ledger, chains, keys, trusted: trustedTokens(), times: STORE_TIMES, now, log });
  return { client, take, keys, ledger, checkout, receipts: createReceipts(chains, log) };
}

type Handlers = ReturnType<typeof openHandlers>;

/** Asks a till for its report, then closes its day, month and year. @returns milliseconds of each */
async function closeAll({ checkout, receipts }: Handlers, at: Standing, onAnswer: (answer: Answer) => void) {
  const { store, till } = at;
  const device = { deviceId: `${store}-${till}`, role: 'till', store, till };
  let { sequence, token } = at;
  const waits: number[] = [];
  for (const answer of ANSWERS) {
    const path = { store, till, ...(answer === 'report' ? {} : { period: PERIODS[answer] }) };
    const body = { sequence: sequence + 1, chainToken: token, time: LAST_DAY.toISOString(), operator: 'advisor-17' };
    const event =
      answer === 'report'
        ? eventOf('GET', `${TILL}/report`, { path, device })
        : eventOf('PUT', `${TILL}/closings/{period}`, { path, device, body });
    const sent = performance.now();
    const { statusCode, body: text } = await (answer === 'report' ? receipts : checkout)(event);
    waits.push(performance.now() - sent);
    if (statusCode >= 300) throw new Error(`${answer} was answered ${statusCode}: ${text}`);
    onAnswer(answer);
    if (answer === 'report') continue;
    token = (JSON.parse(text) as { chainToken: string }).chainToken;
    sequence++;
  }
  return waits;
}

/** Every sample is a till of its own; tills of all lengths take turns, so that a busy moment meets them all. */
export async function measureClosings(): Promise<ClosingFigure[]> {
  const handlers = openHandlers();
  await createChainTable(handlers.client, TABLE);
  const key = await handlers.keys.signingKey();
  const waits = new Map(LENGTHS.map((entries) => [entries, ANSWERS.map((): number[] => [])]));
  const requests = new Map<Answer, string[]>();
  for (let sample = 0; sample < WARM_UP + SAMPLES; sample++)
    for (const entries of LENGTHS) {
      const at = await longChainEnd(handlers.ledger, key, { till: `T${sample}`, entries });
      handlers.take();
      const took = await closeAll(handlers, at, (answer) => requests.set(answer, handlers.take().requests));
      if (sample >= WARM_UP) took.forEach((wait, place) => void waits.get(entries)?.[place]?.push(wait));
    }
  return ANSWERS.flatMap((answer, place) =>
    LENGTHS.map((entries) => {
      const taken = waits.get(entries)?.[place] ?? [];
      const shortest = waits.get(LENGTHS[0] ?? 0)?.[place] ?? [];
      return {
        answer,
        entries,
        p50_ms: rounded(median(taken)),
        p99_ms: rounded(percentile(taken, 0.99)),
        ratio: rounded(median(taken) / median(shortest)),
        requests: requests.get(answer) ?? [],
      };
    }),
  );
}
