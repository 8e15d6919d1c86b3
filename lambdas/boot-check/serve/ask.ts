import type { APIGatewayProxyEvent } from 'aws-lambda';
import type { Route } from '../../shared/routed.ts';

/** A request as API Gateway hands it to a handler, in the parts that handlers look at. */
export interface Request {
  method: 'PUT' | 'POST' | 'GET';
  resource: string;
  path: Record<string, string>;
  device: { deviceId: string; role: string; store: string; till: string };
  body?: object;
  accept?: string;
}

export interface Answer {
  status: number;
  text: string;
}

const eventOf = ({ method, resource, path, device, body, accept }: Request): APIGatewayProxyEvent =>
  ({
    httpMethod: method,
    resource,
    path: resource,
    pathParameters: path,
    headers: { 'content-type': 'application/json', ...(accept === undefined ? {} : { accept }) },
    multiValueHeaders: {},
    queryStringParameters: null,
    multiValueQueryStringParameters: null,
    stageVariables: null,
    isBase64Encoded: false,
    body: body === undefined ? null : JSON.stringify(body),
    requestContext: { requestId: 'boot-check', authorizer: device },
  }) as unknown as APIGatewayProxyEvent;

/** A table restored a minute ago is slow at first, as clients know: 503 says to send the same request again. */
const MOST_TRIES = 4;

/** Sends a request as a till or kiosk does. */
export async function ask(route: Route, request: Request): Promise<Answer> {
  for (let tries = 1; ; tries++) {
    const { statusCode, body } = await route(eventOf(request));
    if (statusCode !== 503 || tries === MOST_TRIES) return { status: statusCode, text: body };
  }
}
