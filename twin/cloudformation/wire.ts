import { randomUUID } from 'node:crypto';
import type { ServerResponse } from 'node:http';
import { type Json, objectOf } from '../assembly/json.ts';

/** A refusal of CloudFormation, by its code. */
export class CloudFormationError extends Error {
  constructor(code: string, message: string) {
    super(message);
    this.name = code;
  }
}

/** What CloudFormation says of most things that are wrong with a request. */
export const invalid = (message: string): CloudFormationError => new CloudFormationError('ValidationError', message);

const NAMESPACE = 'http://cloudformation.amazonaws.com/doc/2010-05-15/';

/** A request of the AWS Query protocol: a form, with lists as `Tags.member.1.Key`. */
export class Query {
  readonly action: string;
  readonly #form: URLSearchParams;

  constructor(body: string) {
    this.#form = new URLSearchParams(body);
    this.action = this.#form.get('Action') ?? '';
  }

  text(name: string): string | undefined {
    return this.#form.get(name) ?? undefined;
  }

  /** @throws CloudFormationError when it is not there */
  needed(name: string): string {
    const value = this.text(name);
    if (!value) throw invalid(`1 validation error detected: Value null at '${name}' failed to satisfy constraint`);
    return value;
  }

  /** The members of a list, in their order. */
  list(name: string): Record<string, string>[] {
    const members = new Map<string, Record<string, string>>();
    for (const [path, value] of this.#form) {
      const [list, , place = '', member = ''] = path.split('.');
      if (list === name && member !== '') members.set(place, { ...members.get(place), [member]: value });
    }
    return [...members].toSorted(([one], [other]) => Number(one) - Number(other)).map(([, member]) => member);
  }
}

const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

const escaped = (text: string): string => text.replaceAll(/[&<>"]/g, (sign) => ESCAPES[sign] ?? sign);

/** JSON as the protocol's XML: lists as `member` elements. */
function xmlOf(value: Json): string {
  if (Array.isArray(value)) return value.map((one) => `<member>${xmlOf(one)}</member>`).join('');
  if (typeof value !== 'object' || value === null) return escaped(String(value));
  return Object.entries(objectOf(value))
    .map(([name, one]) => `<${name}>${xmlOf(one)}</${name}>`)
    .join('');
}

function send(response: ServerResponse, status: number, requestId: string, xml: string): void {
  response.writeHead(status, { 'content-type': 'text/xml', 'x-amzn-requestid': requestId }).end(xml);
}

export function sendResult(response: ServerResponse, action: string, result: Json): void {
  const requestId = randomUUID();
  const body = xmlOf({ [`${action}Result`]: result, ResponseMetadata: { RequestId: requestId } });
  send(response, 200, requestId, `<${action}Response xmlns="${NAMESPACE}">${body}</${action}Response>`);
}

/** Answers 400 for what the caller did wrong, and 500 for the rest. */
export function sendError(response: ServerResponse, error: unknown): void {
  const requestId = randomUUID();
  const isTheirs = error instanceof CloudFormationError;
  const [Type, Code] = isTheirs ? ['Sender', error.name] : ['Receiver', 'InternalFailure'];
  const Message = error instanceof Error ? error.message : String(error);
  const body = xmlOf({ Error: { Type, Code, Message }, RequestId: requestId });
  send(response, isTheirs ? 400 : 500, requestId, `<ErrorResponse xmlns="${NAMESPACE}">${body}</ErrorResponse>`);
}
