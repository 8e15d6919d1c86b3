import type { APIGatewayProxyEvent } from 'aws-lambda';
import type { Device } from '../../lambdas/shared/http.ts';

export interface RequestParts {
  path?: Record<string, string>;
  device?: Partial<Device>;
  body?: unknown;
  headers?: Record<string, string>;
  query?: Record<string, string>;
}

/** A REST proxy event (payload v1) as API Gateway sends it, in the parts that handlers look at. */
export function apiEvent(method: string, resource: string, parts: RequestParts): APIGatewayProxyEvent {
  const { path = {}, device, body, query = null } = parts;
  const headers = { ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...parts.headers };
  return {
    httpMethod: method,
    resource,
    path: resource,
    pathParameters: path,
    headers,
    multiValueHeaders: {},
    queryStringParameters: query,
    multiValueQueryStringParameters: null,
    stageVariables: null,
    isBase64Encoded: false,
    body: typeof body === 'string' || body === undefined ? (body ?? null) : JSON.stringify(body),
    requestContext: { requestId: 'request-1', authorizer: device ?? null },
  } as unknown as APIGatewayProxyEvent;
}
