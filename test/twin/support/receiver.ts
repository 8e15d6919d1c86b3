import type { IncomingHttpHeaders } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { bodyOf, listen } from '../../../twin/http.ts';

export interface Received {
  path: string;
  headers: IncomingHttpHeaders;
  text: string;
  body: Record<string, unknown>;
}

/** What stands for our webhook: keeps what it gets, and answers as told. */
export interface Receiver {
  url: string;
  received: Received[];
  /** Waits until so many messages came. @throws when they do not come within fifteen seconds */
  until(count: number): Promise<Received[]>;
  close(): Promise<void>;
}

const PATIENCE_MS = 15_000;

/** @param answer what is answered to a message, the first having number 1 */
export async function openReceiver(
  answer: (received: Received, number: number) => { status: number; body: string },
): Promise<Receiver> {
  const received: Received[] = [];
  const server = await listen(0, async (request, response) => {
    const text = String(await bodyOf(request));
    const one = { path: request.url ?? '', headers: request.headers, text, body: JSON.parse(text) };
    received.push(one);
    const { status, body } = answer(one, received.length);
    response.writeHead(status).end(body);
  });
  return {
    url: server.url,
    received,
    async until(count) {
      const end = Date.now() + PATIENCE_MS;
      while (received.length < count) {
        if (Date.now() > end) throw new Error(`${received.length} of ${count} messages came`);
        await sleep(10);
      }
      return received;
    },
    close: server.close,
  };
}

/** Waits until something is so. @throws when it is not within fifteen seconds */
export async function eventually(holds: () => boolean | Promise<boolean>): Promise<void> {
  const end = Date.now() + PATIENCE_MS;
  while (!(await holds())) {
    if (Date.now() > end) throw new Error('it did not come true in time');
    await sleep(10);
  }
}
