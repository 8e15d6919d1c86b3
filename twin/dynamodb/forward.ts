import { Agent, type IncomingHttpHeaders, type IncomingMessage, type OutgoingHttpHeaders, request } from 'node:http';
import type { Readable } from 'node:stream';
import { bodyOf } from '../http.ts';

/** An answer of the database, as it came: whole, or while it still comes. */
export interface Answer<Body extends Buffer | Readable = Buffer> {
  readonly status: number;
  readonly headers: OutgoingHttpHeaders;
  readonly body: Body;
}

/** Sends one request to the database. */
export type Forward<Body extends Buffer | Readable = Buffer> = (
  path: string,
  headers: IncomingHttpHeaders,
  body: Buffer,
) => Promise<Answer<Body>>;

/** A way to the database. */
export interface Forwarder {
  readonly forward: Forward;
  /** Its body is to be read or destroyed by whoever gets the answer. */
  readonly pass: Forward<Readable>;
  readonly close: () => void;
}

/** Less than the 30 s after which DynamoDB Local itself closes an idle connection. */
const IDLE_MS = 15_000;

/** A way to the database that keeps its connections open. */
export function forwarderTo(endpoint: string): Forwarder {
  const { hostname, port } = new URL(endpoint);
  const agent = new Agent({ keepAlive: true, timeout: IDLE_MS, scheduling: 'lifo' });
  const send = (path: string, headers: IncomingHttpHeaders, body: Buffer): Promise<IncomingMessage> =>
    new Promise((resolve, reject) => {
      const { host: _, connection: __, ...own } = headers;
      request({ hostname, port, path, method: 'POST', headers: own, agent }, resolve).on('error', reject).end(body);
    });
  return {
    forward: async (path, headers, body) => {
      const message = await send(path, headers, body);
      return { ...headOf(message), body: (await bodyOf(message)) ?? Buffer.alloc(0) };
    },
    pass: async (path, headers, body) => {
      const message = await send(path, headers, body);
      return { ...headOf(message), body: message };
    },
    close: () => agent.destroy(),
  };
}

function headOf({ statusCode = 500, headers }: IncomingMessage): Omit<Answer, 'body'> {
  const { connection: _, 'transfer-encoding': __, ...own } = headers;
  return { status: statusCode, headers: own };
}
