import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { targetOf } from '../http.ts';

/** A header as it was written. */
export interface Header {
  readonly name: string;
  readonly value: string;
}

/** One request of a client. */
export interface Call {
  readonly requestId: string;
  readonly at: Date;
  readonly method: string;
  /** As sent, without the query. */
  readonly rawPath: string;
  /** Path parameters, decoded. */
  readonly path: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  /** By name in lower case. */
  readonly headers: ReadonlyMap<string, readonly Header[]>;
  readonly body: string;
  readonly sourceIp: string;
}

/** The request without what only routing and reading its body tell. */
export function callOf(request: IncomingMessage): Call {
  const { path, query } = targetOf(request);
  return {
    requestId: randomUUID(),
    at: new Date(),
    method: request.method ?? 'GET',
    rawPath: path,
    path: {},
    query,
    headers: headersOf(request.rawHeaders),
    body: '',
    sourceIp: request.socket.remoteAddress ?? '',
  };
}

function headersOf(raw: readonly string[]): Map<string, Header[]> {
  const headers = new Map<string, Header[]>();
  for (let at = 0; at < raw.length; at += 2) {
    const header = { name: raw[at] ?? '', value: raw[at + 1] ?? '' };
    const same = headers.get(header.name.toLowerCase());
    if (same) same.push(header);
    else headers.set(header.name.toLowerCase(), [header]);
  }
  return headers;
}
