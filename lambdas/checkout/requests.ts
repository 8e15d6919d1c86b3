import type { APIGatewayProxyEvent } from 'aws-lambda';
import type { ClosingRequest, DuplicateRequest, ReceiptRequest } from '../../api/generated/contract.ts';
import {
  isClosingRequest,
  isDuplicateRequest,
  isReturnRequest,
  isSaleRequest,
  isVoidRequest,
  type Validator,
} from '../../api/generated/validators.mjs';
import { foundOf } from '../../domain/found.ts';
import { LAST_SEQUENCE, type Place } from '../../domain/receipt-number.ts';
import { jsonBody } from '../shared/body.ts';
import { type Refusal, refuse } from '../shared/problems.ts';
import { bodyOf, checked, isRealTime, noSuchTime } from '../shared/validated.ts';

const KINDS = new Map<unknown, Validator<ReceiptRequest>>([
  ['sale', isSaleRequest],
  ['return', isReturnRequest],
  ['void', isVoidRequest],
] as [string, Validator<ReceiptRequest>][]);

function withRealTime<T extends { time: string }>(parsed: { request: T } | Refusal): { request: T } | Refusal {
  if ('problem' in parsed || isRealTime(parsed.request.time)) return parsed;
  return noSuchTime('/time', parsed.request.time);
}

/** The body of a receipt, checked against the contract for its kind. */
export function receiptRequest(event: APIGatewayProxyEvent): { request: ReceiptRequest } | Refusal {
  const parsed = jsonBody(event);
  if ('problem' in parsed) return parsed;
  const validator = KINDS.get(parsed.body.kind);
  if (validator === undefined)
    return refuse('invalid-request', 'A receipt is a sale, a return or a void.', {
      errors: [
        {
          at: '/kind',
          rule: 'enum',
          detail: 'The kind says which request this is.',
          found: foundOf(parsed.body.kind),
          allowed: `one of ${[...KINDS.keys()].join(', ')}`,
        },
      ],
    });
  return withRealTime(checked(parsed, validator));
}

export const duplicateRequest = (event: APIGatewayProxyEvent): { request: DuplicateRequest } | Refusal =>
  withRealTime(bodyOf(event, isDuplicateRequest));

export const closingRequest = (event: APIGatewayProxyEvent): { request: ClosingRequest } | Refusal =>
  withRealTime(bodyOf(event, isClosingRequest));

/** The store and till of a path, if they have the shape of codes. API Gateway does not check the types of parameters. */
export function tillOfPath(event: APIGatewayProxyEvent): { store: string; till: string } | undefined {
  const { store = '', till = '' } = event.pathParameters ?? {};
  return /^[A-Z0-9]{2,12}$/.test(store) && /^[A-Z0-9]{1,6}$/.test(till) ? { store, till } : undefined;
}

/** A whole number of a path between 1 and a limit. */
export function countOfPath(event: APIGatewayProxyEvent, name: string, limit: number): number | undefined {
  const text = event.pathParameters?.[name] ?? '';
  const value = Number(text);
  return /^[1-9]\d{0,7}$/.test(text) && value <= limit ? value : undefined;
}

/** The entry that a path names. */
export function placeOfPath(event: APIGatewayProxyEvent): Place | undefined {
  const till = tillOfPath(event);
  const sequence = countOfPath(event, 'sequence', LAST_SEQUENCE);
  return till && sequence ? { ...till, sequence } : undefined;
}
