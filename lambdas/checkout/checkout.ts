import type { APIGatewayProxyEvent, APIGatewayProxyResult } from 'aws-lambda';
import type { ReceiptRequest } from '../../api/generated/contract.ts';
import type { ChainEnd } from '../../domain/chain/append.ts';
import type { SaleContent } from '../../domain/chain/entry.ts';
import { judgeSale } from '../../domain/sale.ts';
import { territoryOf, vatRatesAt } from '../../domain/vat-rates.ts';
import { wrongAddress } from '../shared/address.ts';
import { recordedBody } from '../shared/answers.ts';
import { type Device, deviceOf, jsonAnswer, problemAnswer } from '../shared/http.ts';
import { type Refusal, refuse } from '../shared/problems.ts';
import { routed } from '../shared/routed.ts';
import { chainEnd } from './chain-end.ts';
import { recordClosing } from './closing.ts';
import { recordDuplicate } from './duplicate.ts';
import { type CheckoutDependencies, type Outcome, record, type Sender } from './record.ts';
import { closingRequest, countOfPath, duplicateRequest, placeOfPath, receiptRequest, tillOfPath } from './requests.ts';
import { recordReturn } from './return.ts';
import { heldAgainstClock } from './till-time.ts';
import { claimVouchers } from './vouchers.ts';

type Step = (event: APIGatewayProxyEvent, dependencies: CheckoutDependencies) => Promise<Outcome>;

const mayWrite = (device: Device, { store, till }: { store: string; till: string }): boolean =>
  device.role === 'till' && device.store === store && device.till === till;

const notYours = (): Refusal => refuse('forbidden', 'A till writes only its own chain.');

async function recordSale(
  dependencies: CheckoutDependencies,
  end: ChainEnd,
  content: SaleContent,
  sender: Sender,
): Promise<Outcome> {
  const refusal = await claimVouchers(dependencies, end, content.tenders);
  return refusal ?? record(dependencies, end, content, sender);
}

/** A customer may hold a receipt whose time is not proven: then a rate of any day is taken, as the time is counted already. */
function ratesFor({ territories = new Map() }: CheckoutDependencies, { store }: ChainEnd, sender: Sender): number[] {
  return vatRatesAt(territoryOf(store, territories), sender.timeNotProven ? undefined : sender.time);
}

function recordKind(
  dependencies: CheckoutDependencies,
  end: ChainEnd,
  request: ReceiptRequest,
  sender: Sender,
): Promise<Outcome> | Outcome {
  if (request.kind === 'return') return recordReturn(dependencies, end, request, sender);
  if (request.kind === 'void') return record(dependencies, end, { kind: 'void', reason: request.reason }, sender);
  const { lines, tenders, discount, customerResidence } = request;
  const more = { ...(discount ? { discount } : {}), ...(customerResidence ? { customerResidence } : {}) };
  const priced = judgeSale({ lines, tenders, ...more }, ratesFor(dependencies, end, sender));
  return 'violations' in priced
    ? refuse('rule-broken', 'Correct what `errors` names.', { errors: priced.violations })
    : recordSale(dependencies, end, priced.content, sender);
}

const putReceipt: Step = async (event, dependencies) => {
  const place = placeOfPath(event);
  if (place === undefined) return wrongAddress(event);
  if (!mayWrite(deviceOf(event), place)) return notYours();
  const parsed = receiptRequest(event);
  if ('problem' in parsed) return parsed;
  const before = await chainEnd(place, parsed.request.chainToken, dependencies);
  if ('problem' in before) return before;
  const { kind, time, operator, offline = false } = parsed.request;
  const stated = { time, operator, isMarked: offline || kind === 'void' };
  const sender = await heldAgainstClock(dependencies, before.end, stated);
  return 'problem' in sender ? sender : recordKind(dependencies, before.end, parsed.request, sender);
};

const putDuplicate: Step = async (event, dependencies) => {
  const original = placeOfPath(event);
  const number = countOfPath(event, 'number', 999);
  if (original === undefined || number === undefined) return wrongAddress(event);
  const { role, store, till } = deviceOf(event);
  if (role !== 'till' || store !== original.store)
    return refuse('forbidden', 'A till reprints only receipts of its own store.');
  const parsed = duplicateRequest(event);
  if ('problem' in parsed) return parsed;
  const { sequence, chainToken } = parsed.request;
  const before = await chainEnd({ store, till, sequence }, chainToken, dependencies);
  if ('problem' in before) return before;
  const sender = await heldAgainstClock(dependencies, before.end, { ...parsed.request, isMarked: false });
  return 'problem' in sender ? sender : recordDuplicate(dependencies, before.end, original, number, sender);
};

const putClosing: Step = async (event, dependencies) => {
  const till = tillOfPath(event);
  if (till === undefined) return wrongAddress(event);
  if (!mayWrite(deviceOf(event), till)) return notYours();
  const parsed = closingRequest(event);
  if ('problem' in parsed) return parsed;
  const { sequence, chainToken } = parsed.request;
  const before = await chainEnd({ ...till, sequence }, chainToken, dependencies);
  if ('problem' in before) return before;
  const sender = await heldAgainstClock(dependencies, before.end, { ...parsed.request, isMarked: false });
  if ('problem' in sender) return sender;
  return recordClosing(dependencies, before.end, event.pathParameters?.period ?? '', sender);
};

const answer =
  (step: Step, dependencies: CheckoutDependencies) =>
  async (event: APIGatewayProxyEvent): Promise<APIGatewayProxyResult> => {
    const outcome = await step(event, dependencies);
    return 'problem' in outcome
      ? problemAnswer(outcome, event.requestContext.requestId)
      : jsonAnswer(outcome.status, recordedBody(outcome.sealed));
  };

const TILL = '/v1/stores/{store}/tills/{till}';

/** What a till records: receipts, duplicates and closings, each under its own address. */
export const createCheckout = (dependencies: CheckoutDependencies) =>
  routed(
    {
      [`PUT ${TILL}/receipts/{sequence}`]: answer(putReceipt, dependencies),
      [`PUT ${TILL}/receipts/{sequence}/duplicates/{number}`]: answer(putDuplicate, dependencies),
      [`PUT ${TILL}/closings/{period}`]: answer(putClosing, dependencies),
    },
    dependencies.log,
  );
