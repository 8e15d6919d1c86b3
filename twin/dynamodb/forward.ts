import { Agent, type IncomingHttpHeaders, type OutgoingHttpHeaders, request } from 'node:http';
import { bodyOf } from '../http.ts';

/** An answer of the database, as it came. */
export interface Answer {
  readonly status: number;
  readonly headers: OutgoingHttpHeaders;
  readonly body: Buffer;
}

/** Sends one request to the database. */
export type Forward = (path: string, headers: IncomingHttpHeaders, body: Buffer) => Promise<Answer>;

/** Less than the 30 s after which DynamoDB Local itself closes an idle connection. */
const IDLE_MS = 15_000;

/** A way to the database that keeps its connections open. */
export function forwarderTo(endpoint: string): { forward: Forward; close: () => void } {
  const { hostname, port } = new URL(endpoint);
  const agent = new Agent({ keepAlive: true, timeout: IDLE_MS, scheduling: 'lifo' });
  const forward: Forward = (path, { host: _, connection: __, ...headers }, body) =>
    new Promise((resolve, reject) => {
      const sent = request({ hostname, port, path, method: 'POST', headers, agent }, async (message) => {
        const { connection: ___, 'transfer-encoding': ____, ...own } = message.headers;
        const answer = (await bodyOf(message)) ?? Buffer.alloc(0);
        resolve({ status: message.statusCode ?? 500, headers: own, body: answer });
      });
      sent.once('error', reject);
      sent.end(body);
    });
  return { forward, close: () => agent.destroy() };
}
