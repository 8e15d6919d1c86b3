import type { APIGatewayProxyEvent, APIGatewayProxyResult } from 'aws-lambda';
import type { Report } from '../../api/generated/contract.ts';
import { endBehind, genesis } from '../../domain/chain/append.ts';
import { totalsOf } from '../../domain/closing/sums.ts';
import { parseReceiptNumber } from '../../domain/receipt-number.ts';
import { headAnswer, returnableBody, storedBody } from '../shared/answers.ts';
import type { ChainReader } from '../shared/chain-reader.ts';
import { deviceOf, jsonAnswer, pageAnswer, problemAnswer, wantedType } from '../shared/http.ts';
import type { StoredEntry } from '../shared/ledger-item.ts';
import type { Log } from '../shared/log.ts';
import { type Refusal, refuse } from '../shared/problems.ts';
import { type Route, routed } from '../shared/routed.ts';
import { receiptPage } from './page.ts';

type Read = (event: APIGatewayProxyEvent, chains: ChainReader) => Promise<APIGatewayProxyResult | Refusal>;

const forbidden = (): Refusal => refuse('forbidden', 'A till reads only its own chain.');

/** The till of the address, when it is the device's own. */
function ownTill(event: APIGatewayProxyEvent): { store: string; till: string } | undefined {
  const { store, till } = event.pathParameters ?? {};
  const device = deviceOf(event);
  if (device.role !== 'till' || store === undefined || till === undefined) return undefined;
  return device.store === store && device.till === till ? { store, till } : undefined;
}

const getHead: Read = async (event, chains) => {
  const own = ownTill(event);
  if (own === undefined) return forbidden();
  return jsonAnswer(200, JSON.stringify(headAnswer(await chains.head(own.store, own.till))));
};

const getReport: Read = async (event, chains) => {
  const own = ownTill(event);
  if (own === undefined) return forbidden();
  const head = await chains.head(own.store, own.till);
  const end = head === undefined ? genesis(own.store, own.till) : endBehind(head.entry, head.token);
  const report: Report = {
    from: end.dayClosing + 1,
    to: end.sequence,
    totals: totalsOf(end.unclosed),
    perpetual: end.perpetual,
  };
  return jsonAnswer(200, JSON.stringify(report));
};

/** What goods can come back of in another store than where it was made; its closings and voids are its own store's business. */
const isReturnable = ({ entry }: StoredEntry): boolean => entry.kind === 'sale' || entry.kind === 'return';

const getReceipt: Read = async (event, chains) => {
  const place = parseReceiptNumber(event.pathParameters?.receiptNumber ?? '');
  if (place === undefined)
    return refuse('receipt-unknown', 'The number has a wrong shape or check character: scan it again.');
  const device = deviceOf(event);
  if (device.role !== 'till') return refuse('forbidden', 'Only tills read receipts; a kiosk asks for a quote.');
  const isOwnStore = device.store === place.store;
  const stored = await chains.entry(place);
  if (stored === undefined || (!isOwnStore && !isReturnable(stored)))
    return refuse('receipt-unknown', 'Check the number of the receipt.');
  if (!isOwnStore) return jsonAnswer(200, returnableBody(stored));
  if (wantedType(event, ['application/json', 'text/html']) === 'application/json')
    return jsonAnswer(200, storedBody(stored));
  return pageAnswer(receiptPage(stored));
};

const route =
  (read: Read, chains: ChainReader): Route =>
  async (event) => {
    const answer = await read(event, chains);
    return 'problem' in answer ? problemAnswer(answer, event.requestContext.requestId) : answer;
  };

/** What can be read of the ledger: a till's head and X report, and any receipt by its number. */
export const createReceipts = (chains: ChainReader, log?: Log): Route =>
  routed(
    {
      'GET /v1/stores/{store}/tills/{till}/head': route(getHead, chains),
      'GET /v1/stores/{store}/tills/{till}/report': route(getReport, chains),
      'GET /v1/receipts/{receiptNumber}': route(getReceipt, chains),
    },
    log,
  );
