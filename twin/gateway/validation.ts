import { Ajv, type ValidateFunction } from 'ajv';
import type { JsonObject } from '../assembly/json.ts';
import type { Call } from './call.ts';
import type { Route } from './document.ts';
import type { Refusal } from './gateway-responses.ts';

/** Refuses a request that the route's validator does not accept. */
export type Validator = (call: Call) => Refusal | undefined;

const DOCUMENT = 'document';

/**
 * Validators as API Gateway's: that required parameters are there (their types are not looked at), and that a body of
 * a content type with a model fits it. A body of another content type is passed on unseen, as API Gateway does.
 */
export function validatorsOf(document: JsonObject): (route: Route) => Validator {
  const ajv = new Ajv({ strict: false, validateFormats: false });
  ajv.addSchema({ $id: DOCUMENT, ...document });
  return (route) => {
    const models = new Map(
      [...route.bodySchemas].map(([type, at]) => [type, ajv.compile({ $ref: `${DOCUMENT}#${encodeURI(at)}` })]),
    );
    return (call) => missingParameter(route, call) ?? unfitBody(models, route.bodyRequired, call);
  };
}

function missingParameter({ required }: Route, call: Call): Refusal | undefined {
  const missing = required.filter(({ name, place }) => !has(call, name, place)).map(({ name }) => name);
  return missing.length === 0
    ? undefined
    : { type: 'BAD_REQUEST_PARAMETERS', message: `Missing required request parameters: [${missing.join(', ')}]` };
}

function has({ path, query, headers }: Call, name: string, place: 'path' | 'query' | 'header'): boolean {
  if (place === 'path') return Boolean(path[name]);
  if (place === 'query') return query.has(name);
  return headers.get(name.toLowerCase()) !== undefined;
}

function unfitBody(models: ReadonlyMap<string, ValidateFunction>, required: boolean, call: Call): Refusal | undefined {
  const type = call.headers.get('content-type')?.[0]?.value.split(';')[0]?.trim() ?? 'application/json';
  const fits = models.get(type);
  if (!fits || (call.body === '' && !required)) return undefined;
  const refused = (why: string): Refusal => ({
    type: 'BAD_REQUEST_BODY',
    message: 'Invalid request body',
    validationError: why,
  });
  try {
    return fits(JSON.parse(call.body)) ? undefined : refused(`[${describe(fits)}]`);
  } catch {
    return refused('[body is not JSON]');
  }
}

function describe({ errors }: ValidateFunction): string {
  return (errors ?? []).map(({ instancePath, message }) => `${instancePath || '/'} ${message}`).join(', ');
}
