import type { APIGatewayProxyEvent } from 'aws-lambda';
import type { Place } from '../../domain/receipt-number.ts';
import { apiEvent } from './events.ts';
import { type Answer, ask, type Region, type World } from './world.ts';

const TILL = '/v1/stores/{store}/tills/{till}';
let tills = 0;

/** What a till remembers: where its chain stands. Every till of a test file is a new one. */
export interface Till {
  store: string;
  till: string;
  sequence: number;
  token?: string;
  /** What its clock shows; the moment of the tests when it is not set. */
  time?: string;
}

export const newTill = (store = 'HAUSSMANN'): Till => {
  tills += 1;
  return { store, till: `T${tills}`, sequence: 0 };
};

const deviceOf = ({ store, till }: Till) => ({ deviceId: `${store}-${till}`, role: 'till', store, till });

const MOMENT = { time: '2026-11-24T10:30:00+01:00', operator: 'camille' };

const chained = ({ token, time = MOMENT.time }: Till) => ({
  ...MOMENT,
  time,
  ...(token === undefined ? {} : { chainToken: token }),
});

/** The request that records a sale, a return or a void as the till's next entry. */
export const receiptEvent = (till: Till, content: object): APIGatewayProxyEvent =>
  apiEvent('PUT', `${TILL}/receipts/{sequence}`, {
    path: { store: till.store, till: till.till, sequence: String(till.sequence + 1) },
    device: deviceOf(till),
    body: { ...chained(till), ...content },
  });

/** The request that records the nth reprint of a receipt as the till's next entry. */
export const duplicateEvent = (till: Till, original: Place, number: number): APIGatewayProxyEvent =>
  apiEvent('PUT', `${TILL}/receipts/{sequence}/duplicates/{number}`, {
    path: {
      store: original.store,
      till: original.till,
      sequence: String(original.sequence),
      number: String(number),
    },
    device: deviceOf(till),
    body: { ...chained(till), sequence: till.sequence + 1 },
  });

/** The request that closes a period as the till's next entry. */
export const closingEvent = (till: Till, period: string): APIGatewayProxyEvent =>
  apiEvent('PUT', `${TILL}/closings/{period}`, {
    path: { store: till.store, till: till.till, period },
    device: deviceOf(till),
    body: { ...chained(till), sequence: till.sequence + 1 },
  });

const reading = (till: Till, what: 'head' | 'report'): APIGatewayProxyEvent =>
  apiEvent('GET', `${TILL}/${what}`, { path: { store: till.store, till: till.till }, device: deviceOf(till) });

export const readHead = (region: Region, till: Till): Promise<Answer> => ask(region.receipts, reading(till, 'head'));

export const readReport = (region: Region, till: Till): Promise<Answer> =>
  ask(region.receipts, reading(till, 'report'));

export const readReceipt = (
  region: Region,
  receiptNumber: string,
  headers: Record<string, string> = {},
): Promise<Answer> =>
  ask(
    region.receipts,
    apiEvent('GET', '/v1/receipts/{receiptNumber}', {
      path: { receiptNumber },
      device: { deviceId: 'any', role: 'till', store: receiptNumber.split('-')[0] ?? '', till: '1' },
      headers,
    }),
  );

/** Moves the till on by an answer that recorded its entry. */
export function movedOn(till: Till, answer: Answer): Answer {
  if (answer.status >= 300) throw new Error(`not recorded: ${answer.status} ${answer.text}`);
  till.sequence = answer.body.entry.sequence;
  till.token = answer.body.chainToken;
  return answer;
}

/** Records the till's next receipt, which must succeed. */
export const recorded = async (region: Region, till: Till, content: object): Promise<Answer> =>
  movedOn(till, await ask(region.checkout, receiptEvent(till, content)));

/** Closes a period, which must succeed. */
export const closed = async (region: Region, till: Till, period: string): Promise<Answer> =>
  movedOn(till, await ask(region.checkout, closingEvent(till, period)));

/** Lets it be a moment for both Regions, and a till's clock show the same. */
export function itIs(world: World, till: Till, time: string): void {
  world.clock.now = new Date(time);
  till.time = time;
}
