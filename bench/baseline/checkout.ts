import { IdempotencyAlreadyInProgressError, IdempotencyValidationError } from '@aws-lambda-powertools/idempotency';
import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { APIGatewayProxyEvent } from 'aws-lambda';
import type { SaleRequest } from '../../api/generated/contract.ts';
import { canonicalJson } from '../../domain/canonical.ts';
import { type ChainEnd, endOf, genesis, nextEntry, seal } from '../../domain/chain/append.ts';
import type { Content, Entry } from '../../domain/chain/entry.ts';
import { formatReceiptNumber, type Place } from '../../domain/receipt-number.ts';
import { priceSale } from '../../domain/sale.ts';
import { placeOfPath, receiptRequest } from '../../lambdas/checkout/requests.ts';
import { recordedBody } from '../../lambdas/shared/answers.ts';
import { deviceOf, jsonAnswer, problemAnswer } from '../../lambdas/shared/http.ts';
import type { Keyring } from '../../lambdas/shared/keyring.ts';
import { type ProblemName, refuse } from '../../lambdas/shared/problems.ts';
import { type Route, routed } from '../../lambdas/shared/routed.ts';
import { type Answer, idempotent, type Keyed } from './idempotency.ts';
import type { Sales } from './sales.ts';

export interface BaselineDependencies {
  sales: Sales;
  client: DynamoDBClient;
  idempotencyTable: string;
  keys: Pick<Keyring, 'signingKey'>;
  now(): Date;
}

/** A refusal inside the idempotent function is thrown: Powertools then forgets the attempt, and the till may try again. */
class Refused extends Error {
  readonly problem: ProblemName;
  constructor(problem: ProblemName) {
    super(problem);
    this.problem = problem;
  }
}

interface Sale {
  place: Place;
  sale: SaleRequest;
}

/** Where the till says its chain stands; the transaction's condition proves it, so the token's signature need not be checked. */
function endBefore({ place: { store, till, sequence }, sale }: Sale): ChainEnd {
  const end = sale.chainToken === undefined ? genesis(store, till) : endOf(sale.chainToken);
  if (end?.store !== store || end.till !== till || end.sequence + 1 !== sequence) throw new Refused('chain-moved');
  return end;
}

function contentOf({ lines, tenders, discount, customerResidence }: SaleRequest): Content {
  const more = { ...(discount ? { discount } : {}), ...(customerResidence ? { customerResidence } : {}) };
  const priced = priceSale({ lines, tenders, ...more });
  if ('violations' in priced) throw new Refused('rule-broken');
  return priced.content;
}

/** After a crash between the transaction and Powertools' second write, the sale stands there and is the answer. */
function isSame(stored: Entry, canonical: string, end: ChainEnd, sale: SaleRequest): boolean {
  const { recordedAt, key } = stored;
  const at = { time: sale.time, operator: sale.operator, recordedAt, key };
  return canonicalJson(nextEntry(end, contentOf(sale), at)) === canonical;
}

const recordSale =
  ({ sales, keys, now }: BaselineDependencies) =>
  async ({ request }: Keyed<Sale>): Promise<Answer> => {
    const end = endBefore(request);
    const { time, operator } = request.sale;
    const at = { time, operator, recordedAt: now().toISOString() };
    const sealed = seal(end, contentOf(request.sale), at, await keys.signingKey());
    const { done, ...met } = await sales.record(sealed, end);
    if (done) return { status: 201, body: recordedBody(sealed) };
    const found = 'found' in met ? met.found : undefined;
    if (found === undefined) throw new Refused('chain-moved');
    if (!isSame(found.entry, found.canonical, end, request.sale)) throw new Refused('sequence-taken');
    return { status: 200, body: recordedBody(found) };
  };

function problemOf(error: unknown): ProblemName | undefined {
  if (error instanceof Refused) return error.problem;
  if (error instanceof IdempotencyValidationError) return 'sequence-taken';
  return error instanceof IdempotencyAlreadyInProgressError ? 'unavailable' : undefined;
}

/** Checkout as a good team would write it today: Powertools for idempotency, a transaction for the sale and the till's head. */
export function createBaselineCheckout(dependencies: BaselineDependencies): Route {
  const record = idempotent(recordSale(dependencies), dependencies.client, dependencies.idempotencyTable);
  const putReceipt = async (event: APIGatewayProxyEvent) => {
    const { requestId } = event.requestContext;
    const place = placeOfPath(event);
    if (place === undefined) return problemAnswer(refuse('invalid-request', 'Check the address.'), requestId);
    const { role, store, till } = deviceOf(event);
    if (role !== 'till' || store !== place.store || till !== place.till)
      return problemAnswer(refuse('forbidden', 'A till writes only its own chain.'), requestId);
    const parsed = receiptRequest(event);
    if ('problem' in parsed) return problemAnswer(parsed, requestId);
    if (parsed.request.kind !== 'sale')
      return problemAnswer(refuse('invalid-request', 'This baseline records sales.'), requestId);
    try {
      const { status, body } = await record({
        key: formatReceiptNumber(place),
        request: { place, sale: parsed.request },
      });
      return jsonAnswer(status, body);
    } catch (error) {
      const problem = problemOf(error);
      if (problem === undefined) throw error;
      return problemAnswer(refuse(problem, 'Read the head of the chain and continue after it.'), requestId);
    }
  };
  return routed({ 'PUT /v1/stores/{store}/tills/{till}/receipts/{sequence}': putReceipt });
}
