import type { OutgoingHttpHeaders } from 'node:http';
import { type JsonObject, objectOf } from '../assembly/json.ts';

/** Answers of the gateway itself, with the status and message they have when nothing is declared (API Gateway Developer Guide, "Gateway response types"). */
const DEFAULTS = {
  ACCESS_DENIED: [403, 'User is not authorized to access this resource'],
  API_CONFIGURATION_ERROR: [500, 'Internal server error'],
  AUTHORIZER_CONFIGURATION_ERROR: [500, 'Internal server error'],
  AUTHORIZER_FAILURE: [500, 'Internal server error'],
  BAD_REQUEST_BODY: [400, 'Invalid request body'],
  BAD_REQUEST_PARAMETERS: [400, 'Missing required request parameters'],
  DEFAULT_5XX: [502, 'Internal server error'],
  INTEGRATION_FAILURE: [504, 'Internal server error'],
  INTEGRATION_TIMEOUT: [504, 'Endpoint request timed out'],
  MISSING_AUTHENTICATION_TOKEN: [403, 'Missing Authentication Token'],
  REQUEST_TOO_LARGE: [413, 'Request Too Long'],
  THROTTLED: [429, 'Too Many Requests'],
  UNAUTHORIZED: [401, 'Unauthorized'],
} as const satisfies Record<string, readonly [number, string]>;

/** A type of gateway response. */
export type ResponseType = keyof typeof DEFAULTS;

/** Why the gateway answers by itself. */
export interface Refusal {
  readonly type: ResponseType;
  /** In place of the type's usual message. */
  readonly message?: string;
  readonly validationError?: string;
  /** In place of the type's usual status. */
  readonly status?: number;
}

/** An answer ready to be sent. */
export interface Rendered {
  readonly status: number;
  readonly headers: OutgoingHttpHeaders;
  readonly body: string;
}

const PLAIN = { 'application/json': '{"message":$context.error.messageString}' };

/**
 * Renders a gateway response as the document declares it, else as its DEFAULT_4XX or DEFAULT_5XX does, else as API
 * Gateway does by itself.
 * @param context the `$context` variables by their path, for instance `requestId` or `identity.sourceIp`
 */
export function render(
  document: JsonObject,
  { type, message, validationError, status }: Refusal,
  context: Readonly<Record<string, string>>,
): Rendered {
  const [usualStatus, usualMessage] = DEFAULTS[type];
  const text = message ?? usualMessage;
  const declared = objectOf(document['x-amazon-apigateway-gateway-responses']);
  const response = objectOf(declared[type] ?? declared[usualStatus < 500 ? 'DEFAULT_4XX' : 'DEFAULT_5XX']);
  const variables: Record<string, string> = {
    ...context,
    'error.message': text,
    'error.messageString': JSON.stringify(text),
    'error.validationErrorString': validationError ?? '',
    'error.responseType': type,
  };
  const [contentType, template] = templateOf(response);
  return {
    status: Number(response.statusCode ?? status ?? usualStatus),
    headers: { 'content-type': contentType, ...headersOf(response, variables) },
    body: fill(template, variables),
  };
}

function templateOf(response: JsonObject): [string, string] {
  const templates = Object.entries(objectOf(response.responseTemplates ?? PLAIN));
  const [type, template] = templates.find(([name]) => name === 'application/json') ?? templates[0] ?? [];
  return [type ?? 'application/json', String(template ?? '')];
}

function headersOf(response: JsonObject, variables: Readonly<Record<string, string>>): OutgoingHttpHeaders {
  const headers = Object.entries(objectOf(response.responseParameters)).flatMap(([name, value]) => {
    const header = /^gatewayresponse\.header\.(.+)$/.exec(name)?.[1];
    return header ? [[header.toLowerCase(), headerValue(String(value), variables)] as const] : [];
  });
  return Object.fromEntries(headers);
}

/** A literal in quotes, or a context variable. */
function headerValue(value: string, variables: Readonly<Record<string, string>>): string {
  const literal = /^'(.*)'$/.exec(value)?.[1];
  return literal ?? fill(value.startsWith('$') ? value : `$${value}`, variables);
}

function fill(template: string, variables: Readonly<Record<string, string>>): string {
  return template.replace(/\$context\.(\w+(?:\.\w+)*)/g, (_, name: string) => variables[name] ?? '');
}
