import type { APIGatewayProxyEvent, APIGatewayProxyResult } from 'aws-lambda';
import { CONTENT_POLICY } from './content-policy.ts';
import { PROBLEMS, problemType, type Refusal } from './problems.ts';

/** The device that sends a request, as the authorizer found it. */
export interface Device {
  deviceId: string;
  role: string;
  store: string;
  till: string;
}

export const deviceOf = (event: APIGatewayProxyEvent): Device => {
  const { deviceId = '', role = '', store = '', till = '' } = event.requestContext.authorizer ?? {};
  return { deviceId, role, store, till };
};

/**
 * Headers of everything that a browser may open: what was bought and who travels must stay on no disk between here and the reader, be
 * taken for no other type, and be told to no other site.
 */
const PRIVATE_HEADERS = {
  'cache-control': 'no-store',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
} as const;

/** An answer whose body is JSON text already. */
export const jsonAnswer = (statusCode: number, body: string): APIGatewayProxyResult => ({
  statusCode,
  headers: { 'content-type': 'application/json', ...PRIVATE_HEADERS },
  body,
});

/**
 * The type that the sender would rather have: the one that stands first in Accept.
 *
 * @param offered what there is; the first is given to whoever names none
 */
export function wantedType<const T extends readonly [string, ...string[]]>(
  event: APIGatewayProxyEvent,
  offered: T,
): T[number] {
  const accept = Object.entries(event.headers ?? {}).find(([name]) => name.toLowerCase() === 'accept')?.[1] ?? '';
  const named = offered.filter((type) => accept.includes(type));
  return named.toSorted((a, b) => accept.indexOf(a) - accept.indexOf(b))[0] ?? offered[0];
}

/** A page as an answer: nothing in it may run, nothing be loaded or sent, and nothing show it inside another page. */
export const pageAnswer = (body: string): APIGatewayProxyResult => ({
  statusCode: 200,
  headers: {
    'content-type': 'text/html; charset=utf-8',
    'content-security-policy': `${CONTENT_POLICY}; frame-ancestors 'none'`,
    ...PRIVATE_HEADERS,
  },
  body,
});

/** A PDF as an answer. */
export const pdfAnswer = (bytes: Buffer): APIGatewayProxyResult => ({
  statusCode: 200,
  headers: {
    'content-type': 'application/pdf',
    'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
    ...PRIVATE_HEADERS,
  },
  isBase64Encoded: true,
  body: bytes.toString('base64'),
});

/** A refusal as `application/problem+json`; 503 says when to try again. */
export function problemAnswer({ problem, details }: Refusal, requestId: string): APIGatewayProxyResult {
  const { status, title } = PROBLEMS[problem];
  return {
    statusCode: status,
    headers: {
      'content-type': 'application/problem+json',
      ...PRIVATE_HEADERS,
      ...(status === 503 ? { 'retry-after': '1' } : {}),
    },
    body: JSON.stringify({ type: problemType(problem), title, status, ...details, instance: requestId }),
  };
}
