import type { Sale } from '../../client/index.ts';
import type { Entry } from '../../domain/chain/entry.ts';
import { formatReceiptNumber } from '../../domain/receipt-number.ts';
import type { Route } from '../../lambdas/shared/routed.ts';
import { eventOf } from '../storm/schedule/event.ts';
import type { StoryClock } from './clock.ts';

const TILL = '/v1/stores/{store}/tills/{till}';

/** A till of the story: one that is always answered, and by the real checkout. */
export interface StoryTill {
  readonly store: string;
  readonly till: string;
  /** Entries so far. */
  entries(): number;
  /** @returns the receipt's number and what was recorded */
  sell(sale: Sale): Promise<{ number: string; entry: Entry }>;
  /** Takes one piece of the first line of a receipt back. @param amount cents due for it @param reference the card payment of the sale */
  takeBack(original: string, amount: number, reference: string): Promise<void>;
  close(period: string): Promise<void>;
}

/** @throws Error with the answer, when checkout refuses */
export function openTill(store: string, till: string, checkout: Route, clock: StoryClock): StoryTill {
  const device = { deviceId: `${store}-${till}`, role: 'till', store, till };
  let sequence = 0;
  let token: string | undefined;

  async function record(resource: string, path: Record<string, string>, content: object): Promise<Entry> {
    const sender = { time: clock.tillTime(), operator: 'advisor.1', ...(token ? { chainToken: token } : {}) };
    const body = { ...sender, ...content };
    const answer = await checkout(
      eventOf('PUT', `${TILL}/${resource}`, { path: { store, till, ...path }, device, body }),
    );
    if (answer.statusCode !== 201) throw new Error(`till ${till} of ${store} was answered ${answer.body}`);
    const { entry, chainToken } = JSON.parse(answer.body) as { entry: Entry; chainToken: string };
    ({ sequence } = entry);
    token = chainToken;
    return entry;
  }

  const receipt = (content: object): Promise<Entry> =>
    record('receipts/{sequence}', { sequence: String(sequence + 1) }, content);

  return {
    store,
    till,
    entries: () => sequence,
    async sell(sale) {
      const entry = await receipt({ kind: 'sale', ...sale });
      return { number: formatReceiptNumber(entry), entry };
    },
    async takeBack(original, amount, reference) {
      const tenders = amount === 0 ? [] : [{ type: 'card', amount, reference }];
      await receipt({ kind: 'return', original, lines: [{ line: 1, quantity: 1, amount }], tenders });
    },
    async close(period) {
      await record('closings/{period}', { period }, { sequence: sequence + 1 });
    },
  };
}
