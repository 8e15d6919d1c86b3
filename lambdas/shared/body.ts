import type { APIGatewayProxyEvent } from 'aws-lambda';
import { type Refusal, refuse } from './problems.ts';
import { textBody } from './raw-request.ts';

/** Largest body of a device, in bytes: twice what 200 lines with the longest texts need. Lambda takes 6 MB, API Gateway 10 MB. */
export const BODY_LIMIT_BYTES = 512 * 1024;

/** Largest message of customs or the acquirer, in bytes: a night's list has one short entry a form. Just below what Lambda takes. */
export const MESSAGE_LIMIT_BYTES = 5 * 1024 * 1024;

const JSON_TYPE = 'application/json';

/** Every value of a header, however often it was sent. */
function valuesOf({ headers, multiValueHeaders }: APIGatewayProxyEvent, name: string): string[] {
  const several = Object.entries(multiValueHeaders ?? {}).flatMap(([own, values]) =>
    own.toLowerCase() === name ? (values ?? []) : [],
  );
  if (several.length > 0) return several;
  return Object.entries(headers ?? {}).flatMap(([own, value]) =>
    own.toLowerCase() === name && value !== undefined ? [value] : [],
  );
}

/** Whether a Content-Type is JSON in UTF-8, the only encoding that JSON has between systems (RFC 8259, section 8.1). */
function isJsonType(contentType: string): boolean {
  const [type = '', ...parameters] = contentType.split(';').map((part) => part.trim().toLowerCase());
  const charsets = parameters.filter((parameter) => parameter.startsWith('charset='));
  return type === JSON_TYPE && charsets.every((charset) => /^charset="?utf-8"?$/.test(charset));
}

function unsupported(at: string, rule: string, found: string, allowed: string): Refusal {
  const error = { at, rule, detail: `Send ${allowed}.`, found: found.slice(0, 100), allowed };
  return refuse('unsupported-media-type', `Send the body as ${JSON_TYPE} in UTF-8, not compressed.`, {
    errors: [error],
  });
}

/** Refuses a body that says, or leaves open, that it is something else than JSON in plain UTF-8. */
function wrongType(event: APIGatewayProxyEvent): Refusal | undefined {
  const types = valuesOf(event, 'content-type');
  if (types.length !== 1 || !types.every(isJsonType))
    return unsupported(
      'header:content-type',
      'media-type',
      types.join(', ') || 'nothing',
      `Content-Type: ${JSON_TYPE}`,
    );
  const encodings = valuesOf(event, 'content-encoding').filter((encoding) => encoding.toLowerCase() !== 'identity');
  return encodings.length === 0
    ? undefined
    : unsupported('header:content-encoding', 'encoding', encodings.join(', '), 'no Content-Encoding');
}

function tooLarge(bytes: number, limit_bytes: number): Refusal {
  const errors = [
    {
      at: '',
      rule: 'size',
      detail: 'Record less at once: a receipt has at most 200 lines, a return at most 25.',
      found: `${bytes} bytes`,
      allowed: `at most ${limit_bytes} bytes`,
    },
  ];
  return refuse('too-large', 'Send a smaller body.', { errors });
}

/** Half a character (a lone surrogate) has no canonical JSON, so it cannot be recorded. */
function wholeCharacters(_: string, value: unknown): unknown {
  if (typeof value === 'string' && !value.isWellFormed()) throw new SyntaxError('half a character (a lone surrogate)');
  return value;
}

/** Only an escape can spell half a character, so most bodies are parsed without looking at each text. */
const parseJson = (text: string): unknown =>
  JSON.parse(text, text.includes('\\u') || !text.isWellFormed() ? wholeCharacters : undefined);

function noObject(found: string): Refusal {
  const errors = [
    { at: '', rule: 'json', detail: 'Send one JSON object as the body.', found, allowed: 'a JSON object' },
  ];
  return refuse('invalid-request', 'Send one JSON object as the body.', { errors });
}

/** Why a text is no JSON, without the text itself. */
function whyNot(text: string, error: unknown): string {
  if (text.trim() === '') return 'nothing';
  const message = error instanceof Error ? error.message : '';
  const place = /position (\d+)/.exec(message)?.[1];
  if (message.includes('surrogate')) return message;
  return place === undefined ? 'no JSON' : `no JSON from character ${Number(place) + 1} on`;
}

/** A body, parsed, with the text it was parsed from. */
export interface ParsedBody {
  body: Record<string, unknown>;
  text: string;
}

/**
 * Reads the body of a request. Of a name that stands twice in one object the last counts, as JSON.parse has it.
 *
 * @param limit_bytes what the body may have at most
 * @returns the body as a JSON object, or the refusal that says why it is none
 */
export function jsonBody(event: APIGatewayProxyEvent, limit_bytes = BODY_LIMIT_BYTES): ParsedBody | Refusal {
  const wrong = wrongType(event);
  if (wrong !== undefined) return wrong;
  const text = textBody(event);
  const bytes = Buffer.byteLength(text);
  if (bytes > limit_bytes) return tooLarge(bytes, limit_bytes);
  try {
    const body: unknown = parseJson(text);
    if (typeof body === 'object' && body !== null && !Array.isArray(body)) return { body: { ...body }, text };
    return noObject(Array.isArray(body) ? 'a list' : `${body === null ? 'null' : `a ${typeof body}`}`);
  } catch (error) {
    return noObject(whyNot(text, error));
  }
}
