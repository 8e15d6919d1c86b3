import { type Json, type JsonObject, listOf, objectOf } from '../assembly/json.ts';

/** A Lambda REQUEST authorizer of the document. */
export interface AuthorizerPlan {
  readonly name: string;
  readonly functionName: string;
  /** Headers that must be there, and whose values the answer is kept for. */
  readonly identityHeaders: readonly string[];
  readonly ttlSeconds: number;
}

/** A parameter that a request must have. */
export interface RequiredParameter {
  readonly name: string;
  readonly place: 'path' | 'query' | 'header';
}

/** One operation of the document, as far as the gateway acts on it. */
export interface Route {
  readonly method: string;
  /** The path as the document writes it: `/v1/receipts/{receiptNumber}`. */
  readonly resource: string;
  readonly functionName: string;
  readonly timeoutMs: number;
  readonly authorizer?: AuthorizerPlan;
  readonly required: readonly RequiredParameter[];
  /** JSON pointers into the document to the schema of each content type's body. */
  readonly bodySchemas: ReadonlyMap<string, string>;
  readonly bodyRequired: boolean;
}

const METHODS = ['get', 'put', 'post', 'delete', 'patch', 'head', 'options'];
const VENDOR = 'x-amazon-apigateway-';
/** The longest a REST API waits for its integration unless it says less. */
const INTEGRATION_LIMIT_MS = 29_000;
/** How long API Gateway keeps an authorizer's answer when nothing is said. */
const DEFAULT_TTL_SECONDS = 300;

/**
 * The operations of an OpenAPI document with API Gateway's extensions.
 * @throws naming the operation that has an integration or an authorizer the twin does not serve.
 */
export function routesOf(document: JsonObject): Route[] {
  return Object.entries(objectOf(document.paths)).flatMap(([resource, item]) =>
    Object.entries(objectOf(item))
      .filter(([method]) => METHODS.includes(method))
      .map(([method]) => routeOf(document, resource, method)),
  );
}

function routeOf(document: JsonObject, resource: string, method: string): Route {
  const item = objectOf(objectOf(document.paths)[resource]);
  const operation = objectOf(item[method]);
  const integration = objectOf(operation[`${VENDOR}integration`]);
  const where = `${method.toUpperCase()} ${resource}`;
  if (String(integration.type).toLowerCase() !== 'aws_proxy')
    throw new Error(`${where} has the integration ${JSON.stringify(integration.type)}; the twin serves aws_proxy only`);
  const checks = validatorOf(document, operation);
  const authorizer = authorizerOf(document, operation, where);
  const parameters = [...listOf(item.parameters), ...listOf(operation.parameters)].map((one) => target(document, one));
  return {
    method: method.toUpperCase(),
    resource,
    functionName: functionNameOf(integration.uri ?? null, where),
    timeoutMs: Number(integration.timeoutInMillis ?? INTEGRATION_LIMIT_MS),
    ...(authorizer ? { authorizer } : {}),
    required: checks.parameters ? parameters.filter(({ required }) => required === true).map(requiredOf) : [],
    bodySchemas: checks.body ? schemasOf(document, operation, pointer('paths', resource, method)) : new Map(),
    bodyRequired: checks.body && target(document, operation.requestBody ?? {}).required === true,
  };
}

function functionNameOf(uri: Json, where: string): string {
  const name = /function:([^:/]+)(?::[^/]+)?\/invocations$/.exec(String(uri))?.[1];
  if (!name) throw new Error(`${where} invokes ${JSON.stringify(uri)}, which is no function`);
  return name;
}

function validatorOf(document: JsonObject, operation: JsonObject): { body: boolean; parameters: boolean } {
  const name = operation[`${VENDOR}request-validator`] ?? document[`${VENDOR}request-validator`];
  const validator = objectOf(objectOf(document[`${VENDOR}request-validators`])[String(name)]);
  return {
    body: validator.validateRequestBody === true,
    parameters: validator.validateRequestParameters === true,
  };
}

function authorizerOf(document: JsonObject, operation: JsonObject, where: string): AuthorizerPlan | undefined {
  // API Gateway ignores `security` at the document's root, so here too a route without its own is open.
  const [name] = listOf(operation.security).flatMap((one) => Object.keys(objectOf(one)));
  if (name === undefined) return undefined;
  const scheme = objectOf(objectOf(objectOf(document.components).securitySchemes)[name]);
  const plan = objectOf(scheme[`${VENDOR}authorizer`]);
  if (String(plan.type).toLowerCase() !== 'request')
    throw new Error(`${where} is secured by ${name}, which is no REQUEST authorizer; the twin serves only those`);
  return {
    name,
    functionName: functionNameOf(plan.authorizerUri ?? null, name),
    identityHeaders: [...String(plan.identitySource ?? '').matchAll(/method\.request\.header\.([\w-]+)/g)].map(
      ([, header]) => (header ?? '').toLowerCase(),
    ),
    ttlSeconds: Number(plan.authorizerResultTtlInSeconds ?? DEFAULT_TTL_SECONDS),
  };
}

function requiredOf({ name, in: place }: JsonObject): RequiredParameter {
  return { name: String(name), place: place === 'query' || place === 'header' ? place : 'path' };
}

function schemasOf(document: JsonObject, operation: JsonObject, at: string): Map<string, string> {
  const body = objectOf(operation.requestBody);
  const base = typeof body.$ref === 'string' ? body.$ref.slice(1) : `${at}/requestBody`;
  return new Map(
    Object.entries(objectOf(target(document, body).content))
      .filter(([, media]) => objectOf(media).schema !== undefined)
      .map(([type]) => [type, `${base}${pointer('content', type, 'schema')}`]),
  );
}

/** The object itself, or the one in the document that its `$ref` leads to. */
function target(document: JsonObject, value: Json): JsonObject {
  const { $ref } = objectOf(value);
  if (typeof $ref !== 'string') return objectOf(value);
  const steps = $ref
    .slice(2)
    .split('/')
    .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'));
  return steps.reduce<JsonObject>((at, step) => objectOf(at[step]), document);
}

function pointer(...steps: string[]): string {
  return steps.map((step) => `/${step.replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}
