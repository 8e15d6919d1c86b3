import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { RequestLine } from '../../lambdas/shared/log.ts';
import { sharedClient } from '../checkout/clients.ts';
import { median, percentile, rounded } from '../statistics.ts';
import { type Desk, openDesk, type Tables } from './desk.ts';
import { createKiosk, type Kiosk } from './kiosk.ts';
import { sellCoats } from './shop.ts';

/** Milliseconds of ours, DynamoDB Local included and what the outside took left out. */
export interface OwnTime {
  p50_ms: number;
  p99_ms: number;
}

type Timed = 'quote' | 'issue' | 'customs_accepted_credit_sent' | 'credit_done' | 'customs_confirmed';

type Times = Record<Timed, number[]>;

export interface OwnTimeFigure extends Record<Timed, OwnTime> {
  kiosks: number;
  forms: number;
  forms_per_s: number;
}

const CROWDS = [
  { kiosks: 1, forms: 300 },
  { kiosks: 40, forms: 10 },
];
const WARM_UP = 100;

const nothing = (): Times => ({
  quote: [],
  issue: [],
  customs_accepted_credit_sent: [],
  credit_done: [],
  customs_confirmed: [],
});

const ownTime = ({ duration_ms, external_ms = 0 }: RequestLine): number => duration_ms - external_ms;

async function timed(times: number[], work: () => Promise<unknown>): Promise<void> {
  const started = performance.now();
  await work();
  times.push(performance.now() - started);
}

/** A traveller per receipt, each from the quote until customs confirm, as fast as the kiosk is answered. */
async function serve(receipts: readonly string[], kiosk: Kiosk, desk: Desk, times: Times): Promise<void> {
  for (const receipt of receipts) {
    await kiosk.quote(receipt);
    const form = await kiosk.issue(receipt);
    await timed(times.customs_accepted_credit_sent, () => desk.customsAccepted(form));
    await timed(times.credit_done, () => desk.creditDone(form));
    await timed(times.customs_confirmed, () => desk.customsConfirmed(form));
  }
}

/** Opens one desk for a crowd of kiosks, whose handler writes its own times down by the line that it logs. */
async function serveCrowd(client: DynamoDBClient, tables: Tables, kiosks: number, forms: number, tills: string) {
  const times = nothing();
  const log = (line: RequestLine) => times[line.route.startsWith('PUT') ? 'issue' : 'quote'].push(ownTime(line));
  const desk = openDesk(client, tables, log);
  const places = Array.from({ length: kiosks }, (_, n) => `${tills}${n + 1}`);
  const sold = await Promise.all(places.map((till) => sellCoats(client, tables.ledger, till, forms)));
  const started = performance.now();
  await Promise.all(sold.map((receipts, n) => serve(receipts, createKiosk(desk.taxFree, `K${n + 1}`), desk, times)));
  return { times, took_s: (performance.now() - started) / 1000 };
}

const figureOf = (times: readonly number[]): OwnTime => ({
  p50_ms: rounded(median(times)),
  p99_ms: rounded(percentile(times, 0.99)),
});

/** Own time of each step with one kiosk and with 40 in one process, each kiosk a traveller after the other without a pause. */
export async function measureOwnTime(tables: Tables): Promise<OwnTimeFigure[]> {
  const client = sharedClient();
  await serveCrowd(client, tables, 1, WARM_UP, 'W');
  const figures: OwnTimeFigure[] = [];
  for (const { kiosks, forms } of CROWDS) {
    const { times, took_s } = await serveCrowd(client, tables, kiosks, forms, `C${kiosks}N`);
    const own = Object.fromEntries(Object.entries(times).map(([step, values]) => [step, figureOf(values)]));
    const served = kiosks * forms;
    figures.push({
      kiosks,
      forms: served,
      forms_per_s: rounded(served / took_s),
      ...(own as Record<Timed, OwnTime>),
    });
  }
  client.destroy();
  return figures;
}
