import type { APIGatewayProxyEvent } from 'aws-lambda';
import type { Device } from '../../../lambdas/shared/http.ts';

export interface EventParts {
  path: Record<string, string>;
  device: Device;
  body?: object;
  headers?: Record<string, string>;
}

/** A call as API Gateway hands it to a function, in the parts that functions read. */
export const eventOf = (method: string, resource: string, parts: EventParts): APIGatewayProxyEvent => ({
  httpMethod: method,
  resource,
  path: resource,
  pathParameters: parts.path,
  headers: { 'content-type': 'application/json', ...parts.headers },
  multiValueHeaders: {},
  queryStringParameters: null,
  multiValueQueryStringParameters: null,
  stageVariables: null,
  isBase64Encoded: false,
  body: parts.body === undefined ? null : JSON.stringify(parts.body),
  requestContext: { requestId: 'storm', authorizer: parts.device } as unknown as APIGatewayProxyEvent['requestContext'],
});
