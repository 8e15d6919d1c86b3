import type { APIGatewayProxyEvent } from 'aws-lambda';
import type { ValidationError, Validator } from '../../api/generated/validators.mjs';
import { spanOf } from '../../domain/closing.ts';
import { jsonBody } from './http.ts';
import { type Refusal, refuse } from './problems.ts';

const describe = ({ instancePath, keyword, params }: ValidationError) => ({
  at: instancePath === '' ? '/' : instancePath,
  rule: keyword,
  detail: Object.entries(params)
    .map(([name, value]) => `${name}: ${String(value)}`)
    .join(', '),
});

/** A value that fits the contract, or the refusal that names what does not. */
export function checked<T>(value: unknown, validator: Validator<T>): { request: T } | Refusal {
  if (validator(value)) return { request: value };
  return refuse('invalid-request', 'Correct what `errors` names; the contract is api/openapi.yaml.', {
    errors: (validator.errors ?? []).map(describe),
  });
}

/** The body of a request, if it fits the contract. */
export function bodyOf<T>(event: APIGatewayProxyEvent, validator: Validator<T>): { request: T } | Refusal {
  const parsed = jsonBody(event);
  return 'problem' in parsed ? parsed : checked(parsed.body, validator);
}

/** JavaScript takes the 30th of February for a day in March; what is recorded must be a day of the calendar. */
export const isRealTime = (time: string): boolean =>
  !Number.isNaN(Date.parse(time)) && spanOf(time.slice(0, 10)) === 'day';
