import { ACCOUNT } from '../assembly/identity.ts';
import type { JsonObject } from '../assembly/json.ts';
import type { ApiPlan } from '../assembly/plan.ts';
import type { Call } from './call.ts';
import type { Route } from './document.ts';

/** Which API in which Region an event comes from. */
export interface Origin {
  readonly region: string;
  readonly api: ApiPlan;
}

/** The event of a REST API's proxy integration (payload version 1). */
export function proxyEvent(origin: Origin, route: Route, call: Call, authorizer: JsonObject | undefined): JsonObject {
  return {
    ...requestPart(route, call),
    requestContext: { ...contextOf(origin, route, call), ...(authorizer ? { authorizer } : {}) },
    body: call.body === '' ? null : call.body,
    isBase64Encoded: false,
  };
}

/** The event of a REQUEST authorizer. */
export function authorizerEvent(origin: Origin, route: Route, call: Call): JsonObject {
  return {
    type: 'REQUEST',
    methodArn: methodArn(origin, call),
    ...requestPart(route, call),
    requestContext: contextOf(origin, route, call),
  };
}

/** The ARN that an authorizer's policy is about. */
export function methodArn({ region, api }: Origin, { method, rawPath }: Call): string {
  return `arn:aws:execute-api:${region}:${ACCOUNT}:${api.id}/${api.stage}/${method}${rawPath}`;
}

function requestPart({ resource }: Route, { method, rawPath, path, query, headers }: Call): JsonObject {
  const named = [...headers.values()].map((same) => [same[0]?.name ?? '', same.map(({ value }) => value)] as const);
  const queried = [...new Set(query.keys())].map((name) => [name, query.getAll(name)] as const);
  return {
    resource,
    path: rawPath,
    httpMethod: method,
    headers: lastOf(named),
    multiValueHeaders: Object.fromEntries(named),
    queryStringParameters: queried.length === 0 ? null : lastOf(queried),
    multiValueQueryStringParameters: queried.length === 0 ? null : Object.fromEntries(queried),
    pathParameters: Object.keys(path).length === 0 ? null : { ...path },
    stageVariables: null,
  };
}

/** Of several values with one name, REST APIs give the last. */
function lastOf(pairs: readonly (readonly [string, string[]])[]): JsonObject {
  return Object.fromEntries(pairs.map(([name, values]) => [name, values.at(-1) ?? '']));
}

function contextOf({ api }: Origin, { resource }: Route, call: Call): JsonObject {
  return {
    accountId: ACCOUNT,
    apiId: api.id,
    domainName: call.headers.get('host')?.[0]?.value ?? '',
    extendedRequestId: call.requestId,
    httpMethod: call.method,
    identity: { sourceIp: call.sourceIp, userAgent: call.headers.get('user-agent')?.[0]?.value ?? null },
    path: call.rawPath,
    protocol: 'HTTP/1.1',
    requestId: call.requestId,
    requestTime: call.at.toUTCString(),
    requestTimeEpoch: call.at.getTime(),
    resourceId: resource,
    resourcePath: resource,
    stage: api.stage,
  };
}
