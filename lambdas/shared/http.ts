import type { APIGatewayProxyEvent, APIGatewayProxyResult } from 'aws-lambda';
import { PROBLEMS, problemType, type Refusal, refuse } from './problems.ts';

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

/** An answer whose body is JSON text already. */
export const jsonAnswer = (statusCode: number, body: string): APIGatewayProxyResult => ({
  statusCode,
  headers: { 'content-type': 'application/json' },
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

/** A page as an answer: nothing in it may run, and nothing be loaded. */
export const pageAnswer = (body: string): APIGatewayProxyResult => ({
  statusCode: 200,
  headers: {
    'content-type': 'text/html; charset=utf-8',
    'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'",
  },
  body,
});

/** A refusal as `application/problem+json`; 503 says when to try again. */
export function problemAnswer({ problem, details }: Refusal, requestId: string): APIGatewayProxyResult {
  const { status, title } = PROBLEMS[problem];
  return {
    statusCode: status,
    headers: { 'content-type': 'application/problem+json', ...(status === 503 ? { 'retry-after': '1' } : {}) },
    body: JSON.stringify({ type: problemType(problem), title, status, ...details, instance: requestId }),
  };
}

/** Half a character (a lone surrogate) has no canonical JSON, so it cannot be recorded. */
function wholeCharacters(_: string, value: unknown): unknown {
  if (typeof value === 'string' && !value.isWellFormed()) throw new SyntaxError('lone surrogate');
  return value;
}

/** Only an escape can spell half a character, so most bodies are parsed without looking at each text. */
const parseJson = (text: string): unknown =>
  JSON.parse(text, text.includes('\\u') || !text.isWellFormed() ? wholeCharacters : undefined);

/** @returns the body as a JSON object, or the refusal that says why it is none */
export function jsonBody(event: APIGatewayProxyEvent): { body: Record<string, unknown> } | Refusal {
  const text = event.isBase64Encoded ? Buffer.from(event.body ?? '', 'base64').toString() : (event.body ?? '');
  try {
    const body: unknown = parseJson(text);
    if (typeof body === 'object' && body !== null && !Array.isArray(body)) return { body: { ...body } };
  } catch {
    // falls through to the refusal: whatever does not parse is answered in one way
  }
  return refuse('invalid-request', 'Send one JSON object as the body.');
}
