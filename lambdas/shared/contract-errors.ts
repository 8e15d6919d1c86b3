import type { ValidationError } from '../../api/generated/validators.mjs';
import { foundOf } from '../../domain/found.ts';
import type { Violation } from '../../domain/violation.ts';

/** Errors at most in one answer. */
const MOST = 20;

const step = (name: unknown): string => String(name).replaceAll('~', '~0').replaceAll('/', '~1');

/** Where an error is: a member that is missing or too much is a place of its own. */
function placeOf({ instancePath, keyword, params }: ValidationError): string {
  if (keyword === 'required') return `${instancePath}/${step(params.missingProperty)}`;
  if (keyword === 'additionalProperties') return `${instancePath}/${step(params.additionalProperty)}`;
  return instancePath;
}

/** What a request holds at a JSON pointer. */
function valueAt(request: unknown, pointer: string): unknown {
  let value = request;
  for (const name of pointer.split('/').slice(1)) {
    if (typeof value !== 'object' || value === null) return undefined;
    const key = name.replaceAll('~1', '/').replaceAll('~0', '~');
    value = Object.hasOwn(value, key) ? (value as Record<string, unknown>)[key] : undefined;
  }
  return value;
}

type Params = ValidationError['params'];

const TYPES: Record<string, string> = {
  array: 'a list',
  boolean: 'true or false',
  integer: 'a whole number',
  object: 'an object',
  string: 'a text',
};

/** What each keyword of the contract allows, in words. */
const ALLOWED: Record<string, (params: Params) => string> = {
  additionalProperties: () => 'only the members that the contract names',
  enum: ({ allowedValues }) => `one of ${(Array.isArray(allowedValues) ? allowedValues : []).join(', ')}`,
  maximum: ({ limit }) => `at most ${limit}`,
  maxItems: ({ limit }) => `at most ${limit} of them`,
  maxLength: ({ limit }) => `at most ${limit} characters`,
  minimum: ({ limit }) => `at least ${limit}`,
  minItems: ({ limit }) => `at least ${limit} of them`,
  minLength: ({ limit }) => `at least ${limit} characters`,
  pattern: ({ pattern }) => `a text that fits ${pattern}`,
  required: () => 'a value, which must not be missing',
  type: ({ type }) => TYPES[String(type)] ?? String(type),
};

/** Errors of the contract's validators as an answer names them: where, by which keyword, what was found, what is allowed. At most 20. */
export function contractViolations(request: unknown, errors: readonly ValidationError[]): Violation[] {
  return errors.slice(0, MOST).map((error) => {
    const at = placeOf(error);
    const found = foundOf(valueAt(request, at));
    const allowed = ALLOWED[error.keyword]?.(error.params) ?? 'what the contract says';
    return { at, rule: error.keyword, detail: `Allowed is ${allowed}.`, found, allowed };
  });
}
