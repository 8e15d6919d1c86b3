import { PutItemCommand } from '@aws-sdk/client-dynamodb';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { endOf } from '../../../domain/chain/append.ts';
import { parseReceiptNumber } from '../../../domain/receipt-number.ts';
import { localDate } from '../../../domain/store-time.ts';
import { createCheckout } from '../../../lambdas/checkout/checkout.ts';
import { createLedger } from '../../../lambdas/checkout/ledger.ts';
import { trustedTokens } from '../../../lambdas/checkout/trusted-tokens.ts';
import { createChainReader } from '../../../lambdas/shared/chain-reader.ts';
import { stormKeys } from '../../../twin/storm/checkout/key.ts';
import { clientBy, createDatabase } from '../../../twin/storm/table/database.ts';
import { oneScarf, returnOf, SCARF, saleOf } from '../../support/goods.ts';
import { closingEvent, duplicateEvent, movedOn, newTill, receiptEvent } from '../../support/till.ts';
import { TIMES } from '../../support/times.ts';
import { type Answer, ask } from '../../support/world.ts';

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
const LEDGER = 'ledger';

/** A till on the deployed handlers over a table in memory, at a clock of its own. */
function openHistory(start: Date) {
  const clock = { now: start };
  const database = createDatabase([LEDGER]);
  const client = clientBy(async (command) => database.execute(command));
  const checkout = createCheckout({
    ledger: createLedger(client, LEDGER),
    chains: createChainReader(client, LEDGER),
    keys: stormKeys,
    trusted: trustedTokens(),
    times: TIMES,
    now: () => clock.now,
    log: () => {},
  });
  return { clock, database, till: newTill(), checkout, sold: [] as string[], gross: 0 };
}

type History = ReturnType<typeof openHistory>;

/** The same till in a world of its own, in which only its last closing is: what it does there is not done here. */
function forked({ clock, database, till, checkout: _, ...rest }: History): History {
  const other = { ...openHistory(clock.now), ...rest, till: { ...till } };
  const closing = till.token === undefined ? 0 : (endOf(till.token)?.closing ?? 0);
  const key = { pk: `TILL#${till.store}#${till.till}`, sk: String(closing).padStart(8, '0') };
  const Item = database.table(LEDGER).get(key);
  if (Item) other.database.execute(new PutItemCommand({ TableName: LEDGER, Item }));
  return other;
}

const today = ({ clock }: History): string => localDate(clock.now, TIMES.timeZone);
const unclosed = ({ till }: History) => endOf(till.token ?? '')?.unclosed.sales ?? [];
const trueTime = ({ clock }: History): string => clock.now.toISOString();

const close = async (history: History, period: string): Promise<Answer> => {
  history.till.time = trueTime(history);
  return ask(history.checkout, closingEvent(history.till, period));
};

/** Long enough for a month, a year, and a day; and for a day that has to be closed before them. */
const MOST_CLOSINGS = 5;

/** Makes the closing that each refusal names, as a person would, until nothing that was sold is left open. */
async function closeEverything(history: History): Promise<void> {
  let period = today(history);
  for (let made = 0; unclosed(history).length > 0; made++) {
    expect(made).toBeLessThan(MOST_CLOSINGS * 2);
    const answer = await close(history, period);
    if (answer.status === 201) {
      movedOn(history.till, answer);
      period = today(history);
      continue;
    }
    expect(answer.status, answer.text).toBe(409);
    const named = answer.body;
    expect(named.period, answer.text).not.toBe(period);
    if (named.from !== undefined) {
      // Only behind an early closing of a month or year, and never longer than until the next midnight.
      const next_ms = history.clock.now.getTime() + DAY_MS + 2 * 60 * MINUTE_MS;
      expect(String(named.from) <= localDate(new Date(next_ms), TIMES.timeZone), answer.text).toBe(true);
      while (today(history) < String(named.from)) history.clock.now = new Date(history.clock.now.getTime() + MINUTE_MS);
    }
    const done = await close(history, named.period);
    expect(done.status, `${answer.text} ${done.text}`).toBe(201);
    movedOn(history.till, done);
    period = today(history);
  }
}

const WAITS_MS = [0, MINUTE_MS, 17 * MINUTE_MS, 9 * 60 * MINUTE_MS, DAY_MS, 3 * DAY_MS, 29 * DAY_MS, 100 * DAY_MS];
/** Instants at which a day, month or year ends in Paris, and both changes of the clocks. */
const EDGES = ['-02-28T22:59:30Z', '-03-29T00:59:30Z', '-06-30T21:59:30Z', '-10-25T00:30:00Z', '-12-31T22:59:30Z'];
const CLOCK_FAULTS_MS = [0, 0, 0, 0, 4 * MINUTE_MS, -4 * MINUTE_MS, 3_600_000, -40 * DAY_MS, 1300 * DAY_MS];

const step = fc.record({
  what: fc.constantFrom(
    'sell',
    'sell',
    'offline',
    'take back',
    'void',
    'reprint',
    'day',
    'day',
    'month',
    'year',
    'guess',
  ),
  wait_ms: fc.constantFrom(...WAITS_MS),
  edge: fc.option(fc.constantFrom(...EDGES), { freq: 6 }),
  fault_ms: fc.constantFrom(...CLOCK_FAULTS_MS),
  guess: fc.tuple(
    fc.integer({ min: 2024, max: 2030 }),
    fc.integer({ min: 1, max: 12 }),
    fc.integer({ min: 1, max: 28 }),
  ),
  length: fc.constantFrom(4, 7, 10),
});
type Step = typeof step extends fc.Arbitrary<infer One> ? One : never;

/** The next instant of an edge, if it comes within the three years of a history. */
function goOn({ clock }: History, { wait_ms, edge }: Step): void {
  const waited = new Date(clock.now.getTime() + wait_ms);
  const year = waited.getUTCFullYear();
  const edges = edge === null ? [] : [year, year + 1].map((each) => new Date(`${each}${edge}`));
  clock.now = edges.find((at) => at >= waited) ?? waited;
}

const periodOf = (history: History, { what, guess, length }: Step): string => {
  const two = (value: number): string => String(value).padStart(2, '0');
  if (what === 'guess') return `${guess[0]}-${two(guess[1])}-${two(guess[2])}`.slice(0, length);
  return today(history).slice(0, { day: 10, month: 7, year: 4 }[what as 'day' | 'month' | 'year']);
};

function eventOf(history: History, one: Step) {
  const { till, sold, clock } = history;
  till.time = new Date(clock.now.getTime() + one.fault_ms).toISOString();
  const [receipt] = sold;
  const place = receipt === undefined ? undefined : parseReceiptNumber(receipt);
  if (one.what === 'sell') return receiptEvent(till, saleOf(SCARF));
  if (one.what === 'offline') return receiptEvent(till, { ...saleOf(SCARF), offline: true });
  if (one.what === 'take back' && receipt !== undefined)
    return receiptEvent(till, { ...returnOf(receipt, oneScarf), offline: true });
  if (one.what === 'reprint' && place !== undefined) return duplicateEvent(till, place, 1);
  if (one.what === 'void' || one.what === 'take back' || one.what === 'reprint')
    return receiptEvent(till, { kind: 'void', reason: 'printer jam' });
  return closingEvent(till, periodOf(history, one));
}

async function live(history: History, one: Step): Promise<void> {
  goOn(history, one);
  const answer = await ask(history.checkout, eventOf(history, one));
  expect([201, 409, 422], answer.text).toContain(answer.status);
  if (answer.status !== 201) return;
  movedOn(history.till, answer);
  const { entry, receiptNumber } = answer.body;
  if (entry.kind === 'sale') history.sold.unshift(receiptNumber);
  if (entry.kind === 'return') history.sold.shift();
}

/** What days, months and years of a chain closed, and what the chain sold. */
function closedSums({ database, till }: History) {
  const reader = createChainReader(
    clientBy(async (command) => database.execute(command)),
    LEDGER,
  );
  return async () => {
    const sums = { sold: 0, day: 0 };
    for await (const { entry } of reader.range(till.store, till.till, 1, till.sequence)) {
      if (entry.kind === 'sale') sums.sold += entry.total;
      if (entry.kind === 'closing' && entry.span === 'day')
        sums.day += entry.totals.sales.reduce((sum, { gross }) => sum + gross, 0);
    }
    return sums;
  };
}

describe('a till can always be closed', () => {
  it('whatever it sold, took back, voided and closed in up to three years, with whatever clock', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 0, max: 1200 }),
        fc.array(step, { minLength: 1, maxLength: 40 }),
        async (day, steps) => {
          const start = Date.UTC(2026, 0, 1, 10) + day * DAY_MS;
          const history = openHistory(new Date(start));
          for (const one of steps) {
            if (history.clock.now.getTime() > start + 3 * 366 * DAY_MS) break;
            await live(history, one);
            await closeEverything(forked(history));
          }
          await closeEverything(history);
          const { sold, day: closed } = await closedSums(history)();
          expect(closed).toBe(sold);
        },
      ),
      { numRuns: 120, interruptAfterTimeLimit: 60_000 },
    );
  }, 120_000);

  it('day after day through three years in which somebody sells after each closing', async () => {
    const history = openHistory(new Date('2026-01-01T19:00:00Z'));
    for (let day = 0; day < 3 * 366; day++) {
      history.till.time = trueTime(history);
      movedOn(history.till, await ask(history.checkout, receiptEvent(history.till, saleOf(SCARF))));
      const tomorrow = localDate(new Date(history.clock.now.getTime() + DAY_MS), TIMES.timeZone);
      const spans = [10, ...(tomorrow.endsWith('-01') ? [7] : []), ...(tomorrow.endsWith('-01-01') ? [4] : [])];
      for (const length of spans) {
        const answer = await close(history, today(history).slice(0, length));
        expect(answer.status, answer.text).toBe(201);
        movedOn(history.till, answer);
        movedOn(history.till, await ask(history.checkout, receiptEvent(history.till, saleOf(SCARF))));
      }
      history.clock.now = new Date(history.clock.now.getTime() + DAY_MS);
    }
    await closeEverything(history);
  }, 120_000);
});
