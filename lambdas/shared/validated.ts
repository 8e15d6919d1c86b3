import type { APIGatewayProxyEvent } from 'aws-lambda';
import type { Validator } from '../../api/generated/validators.mjs';
import { spanOf } from '../../domain/closing/period.ts';
import { mayHoldRefused, textViolations } from '../../domain/text.ts';
import { jsonBody, type ParsedBody } from './body.ts';
import { contractViolations } from './contract-errors.ts';
import { type Refusal, refuse } from './problems.ts';

/** A passport's zone is the one text that holds line feeds; its characters have rules of their own. */
const OWN_RULES = ['/mrz'];

/** Refuses texts that hold what no free text may hold, wherever in the request they stand. */
function wrongTexts({ body, text }: ParsedBody): Refusal | undefined {
  const violations = mayHoldRefused(text) ? textViolations(body, '', OWN_RULES) : [];
  return violations.length === 0
    ? undefined
    : refuse('rule-broken', 'Correct what `errors` names.', { errors: violations });
}

/** A parsed body that fits the contract and whose texts can be kept, or the refusal that names everything that does not. */
export function checked<T>(parsed: ParsedBody, validator: Validator<T>): { request: T } | Refusal {
  const request: unknown = parsed.body;
  if (validator(request)) return wrongTexts(parsed) ?? { request };
  return refuse('invalid-request', 'Correct what `errors` names; the contract is api/openapi.yaml.', {
    errors: contractViolations(request, validator.errors ?? []),
  });
}

/** The body of a request, if it fits the contract. */
export function bodyOf<T>(event: APIGatewayProxyEvent, validator: Validator<T>): { request: T } | Refusal {
  const parsed = jsonBody(event);
  return 'problem' in parsed ? parsed : checked(parsed, validator);
}

/** Refuses a time that no calendar has. */
export const noSuchTime = (at: string, found: string): Refusal =>
  refuse('invalid-request', 'Send a time of the calendar with its offset.', {
    errors: [
      {
        at,
        rule: 'calendar',
        detail: 'No calendar has this time.',
        found,
        allowed: 'a time such as 2026-11-24T10:00:00+01:00',
      },
    ],
  });

/**
 * JavaScript takes the 30th of February for a day in March, and 24:00 for the next midnight; what is recorded must be a time of the calendar,
 * spelled in the one way.
 */
export const isRealTime = (time: string): boolean =>
  !Number.isNaN(Date.parse(time)) && spanOf(time.slice(0, 10)) === 'day' && !time.startsWith('T24', 10);
