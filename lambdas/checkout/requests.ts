import type { APIGatewayProxyEvent } from 'aws-lambda';
import type { ClosingRequest, DuplicateRequest, ReceiptRequest } from '../../api/generated/contract.ts';
import {
  isClosingRequest,
  isDuplicateRequest,
  isReturnRequest,
  isSaleRequest,
  isVoidRequest,
  type ValidationError,
  type Validator,
} from '../../api/generated/validators.mjs';
import { spanOf } from '../../domain/closing.ts';
import { LAST_SEQUENCE, type Place } from '../../domain/receipt-number.ts';
import { jsonBody } from '../shared/http.ts';
import { type Refusal, refuse } from '../shared/problems.ts';

const KINDS = new Map<unknown, Validator<ReceiptRequest>>([
  ['sale', isSaleRequest],
  ['return', isReturnRequest],
  ['void', isVoidRequest],
] as [string, Validator<ReceiptRequest>][]);

const describe = ({ instancePath, keyword, params }: ValidationError) => ({
  at: instancePath === '' ? '/' : instancePath,
  rule: keyword,
  detail: Object.entries(params)
    .map(([name, value]) => `${name}: ${String(value)}`)
    .join(', '),
});

function checked<T>(value: unknown, validator: Validator<T>): { request: T } | Refusal {
  if (validator(value)) return { request: value };
  return refuse('invalid-request', 'Correct what `errors` names; the contract is api/openapi.yaml.', {
    errors: (validator.errors ?? []).map(describe),
  });
}

/** JavaScript takes the 30th of February for a day in March; what is recorded must be a day of the calendar. */
const isRealTime = (time: string): boolean => !Number.isNaN(Date.parse(time)) && spanOf(time.slice(0, 10)) === 'day';

function withRealTime<T extends { time: string }>(parsed: { request: T } | Refusal): { request: T } | Refusal {
  if ('problem' in parsed || isRealTime(parsed.request.time)) return parsed;
  return refuse('invalid-request', 'Send a time of the calendar with its offset.', {
    errors: [{ at: '/time', rule: 'calendar' }],
  });
}

/** The body of a receipt, checked against the contract for its kind. */
export function receiptRequest(event: APIGatewayProxyEvent): { request: ReceiptRequest } | Refusal {
  const parsed = jsonBody(event);
  if ('problem' in parsed) return parsed;
  const validator = KINDS.get(parsed.body.kind);
  if (validator === undefined)
    return refuse('invalid-request', 'A receipt is a sale, a return or a void.', {
      errors: [{ at: '/kind', rule: 'enum' }],
    });
  return withRealTime(checked(parsed.body, validator));
}

const bodyOf = <T extends { time: string }>(event: APIGatewayProxyEvent, validator: Validator<T>) => {
  const parsed = jsonBody(event);
  return 'problem' in parsed ? parsed : withRealTime(checked(parsed.body, validator));
};

export const duplicateRequest = (event: APIGatewayProxyEvent): { request: DuplicateRequest } | Refusal =>
  bodyOf(event, isDuplicateRequest);

export const closingRequest = (event: APIGatewayProxyEvent): { request: ClosingRequest } | Refusal =>
  bodyOf(event, isClosingRequest);

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
