import type { JsonObject } from './contract.ts';

/** The problem that API Gateway answers with when it refuses or fails before or after a function. */
interface GatewayProblem {
  readonly responses: readonly string[];
  readonly status: number;
  /** Last part of `urn:permanence:problem:<name>`, explained in docs/problems.md. */
  readonly name: string;
  readonly title: string;
  readonly detail: string;
  readonly retryAfterSeconds?: number;
}

/**
 * Every kind of answer that API Gateway gives by itself. Its failures are 503 and never 500, 502 or 504: a function may
 * have written before its answer was lost, so the outcome is unknown and the same request has to be sent again.
 */
export const GATEWAY_PROBLEMS: readonly GatewayProblem[] = [
  {
    responses: ['BAD_REQUEST_BODY', 'BAD_REQUEST_PARAMETERS', 'DEFAULT_4XX'],
    status: 400,
    name: 'invalid-request',
    title: 'The request does not fit the contract',
    detail: 'Nothing was recorded. Correct the request as api/openapi.yaml describes it.',
  },
  {
    responses: ['UNAUTHORIZED'],
    status: 401,
    name: 'unauthorized',
    title: 'The device did not prove who it is',
    detail: 'Send Authorization: Bearer and a token that the device signed within the last five minutes.',
  },
  {
    responses: ['ACCESS_DENIED', 'EXPIRED_TOKEN', 'INVALID_API_KEY', 'INVALID_SIGNATURE', 'WAF_FILTERED'],
    status: 403,
    name: 'forbidden',
    title: 'The device may not do this',
    detail: 'Nothing was recorded. Check that the device is enrolled for this store and till and was not revoked.',
  },
  {
    responses: ['MISSING_AUTHENTICATION_TOKEN', 'RESOURCE_NOT_FOUND'],
    status: 404,
    name: 'not-found',
    title: 'There is nothing at this address',
    detail: 'Check the path and the method against api/openapi.yaml.',
  },
  {
    responses: ['REQUEST_TOO_LARGE'],
    status: 413,
    name: 'too-large',
    title: 'The request is too large',
    detail: 'Nothing was recorded. A body may have 512 KB; a receipt has at most 200 lines.',
  },
  {
    responses: ['UNSUPPORTED_MEDIA_TYPE'],
    status: 415,
    name: 'unsupported-media-type',
    title: 'Only application/json is understood',
    detail: 'Nothing was recorded. Send application/json.',
  },
  {
    responses: ['THROTTLED', 'QUOTA_EXCEEDED'],
    status: 429,
    name: 'throttled',
    title: 'Too many requests',
    detail: 'Nothing was recorded. Send the same request again after Retry-After, to this or the other Region.',
    retryAfterSeconds: 1,
  },
  {
    responses: [
      'API_CONFIGURATION_ERROR',
      'AUTHORIZER_CONFIGURATION_ERROR',
      'AUTHORIZER_FAILURE',
      'DEFAULT_5XX',
      'INTEGRATION_FAILURE',
      'INTEGRATION_TIMEOUT',
    ],
    status: 503,
    name: 'unavailable',
    title: 'The outcome is not known',
    detail: 'Send the same request again after Retry-After, to this or the other Region. It is always safe.',
    retryAfterSeconds: 1,
  },
];

function headers(problem: GatewayProblem): JsonObject {
  const always = {
    'gatewayresponse.header.Content-Type': "'application/problem+json'",
    'gatewayresponse.header.Cache-Control': "'no-store'",
    'gatewayresponse.header.X-Content-Type-Options': "'nosniff'",
  };
  if (problem.retryAfterSeconds === undefined) return always;
  return { ...always, 'gatewayresponse.header.Retry-After': `'${problem.retryAfterSeconds}'` };
}

/** The body of a problem; `instance` is what API Gateway fills in, the request's id when nothing else is given. */
export function problemBody(
  problem: Pick<GatewayProblem, 'name' | 'title' | 'status' | 'detail'>,
  instance = '$context.requestId',
): string {
  const { name, title, status, detail } = problem;
  return JSON.stringify({ type: `urn:permanence:problem:${name}`, title, status, detail, instance });
}

/** The OpenAPI extension that makes API Gateway's own answers problems (RFC 9457) like those of the functions. */
export function gatewayResponses(): JsonObject {
  const entries = GATEWAY_PROBLEMS.flatMap((problem) =>
    problem.responses.map((response): [string, JsonObject] => [
      response,
      {
        statusCode: String(problem.status),
        responseParameters: headers(problem),
        responseTemplates: { 'application/json': problemBody(problem) },
      },
    ]),
  );
  return Object.fromEntries(entries);
}
