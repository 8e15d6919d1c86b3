import type { APIGatewayProxyEvent } from 'aws-lambda';
import { foundOf } from '../../domain/found.ts';
import type { Violation } from '../../domain/violation.ts';
import { type Refusal, refuse } from './problems.ts';

interface Parameter {
  readonly pattern: RegExp;
  readonly allowed: string;
}

/** The parameters of paths, by the names that the contract gives them: API Gateway does not check their types. */
const PARAMETERS: Readonly<Record<string, Parameter>> = {
  store: { pattern: /^[A-Z0-9]{2,12}$/, allowed: 'the code of a store, 2 to 12 capital letters and digits' },
  till: { pattern: /^[A-Z0-9]{1,6}$/, allowed: 'the code of a till, 1 to 6 capital letters and digits' },
  sequence: { pattern: /^[1-9]\d{0,7}$/, allowed: 'a whole number from 1 to 99999999' },
  number: { pattern: /^[1-9]\d{0,2}$/, allowed: 'a whole number from 1 to 999' },
  period: { pattern: /^\d{4}(-\d{2}(-\d{2})?)?$/, allowed: 'a day (2026-11-24), a month (2026-11) or a year (2026)' },
  formId: {
    pattern: /^[0-9A-HJKMNP-TV-Z]{20}\d{2}$/,
    allowed: 'the 22 characters of a form id with right check digits',
  },
};

/** One place of a request's address as `errors` names it: `path:till`, `query:wait`. */
export const placeError = (at: string, found: unknown, allowed: string): Violation => ({
  at,
  rule: 'parameter',
  detail: `Allowed is ${allowed}.`,
  found: foundOf(found),
  allowed,
});

/** Refuses the address of a request, naming each of its parameters that cannot be; all of them when each can be by itself. */
export function wrongAddress(event: APIGatewayProxyEvent): Refusal {
  const given = Object.entries(event.pathParameters ?? {}).flatMap(([name, value]) => {
    const parameter = PARAMETERS[name];
    return parameter === undefined ? [] : [{ name, value, parameter }];
  });
  const wrong = given.filter(({ value, parameter }) => !parameter.pattern.test(value ?? ''));
  const errors = (wrong.length > 0 ? wrong : given).map(({ name, value, parameter }) =>
    placeError(`path:${name}`, value, parameter.allowed),
  );
  return refuse('invalid-request', 'Correct the address of the request.', { errors });
}
