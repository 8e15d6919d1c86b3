import type { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { bodyOf, type Listening, listen } from '../http.ts';
import type { Decisions } from './behaviour.ts';

export interface Request {
  /** `POST /path`, without what follows a question mark. */
  route: string;
  headers: IncomingMessage['headers'];
  body: string;
}

export interface Answer {
  status: number;
  body: unknown;
  headers?: Record<string, string>;
}

/** A request that may meet faults: it is taken in first, and only then is it decided whether its answer arrives. */
export interface Exposed {
  /** What faults are decided by: a try of the same request is another one. */
  about: string;
  /** Takes the request in. What it answers may get lost. */
  take(): Answer | Promise<Answer>;
}

export type Handle = (request: Request) => Answer | Exposed | Promise<Answer | Exposed>;

const UNAVAILABLE: Answer = { status: 503, body: { message: 'unavailable' } };

function send(response: ServerResponse, { status, body, headers = {} }: Answer): void {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(text);
}

async function expose({ about, take }: Exposed, decide: Decisions, response: ServerResponse): Promise<void> {
  if (decide.happens('unavailable', about)) return send(response, UNAVAILABLE);
  const answer = await take();
  if (decide.happens('dropAnswer', about)) return void response.socket?.destroy();
  if (decide.happens('hang', about)) return;
  await sleep(decide.time_ms('answer', about));
  send(response, answer);
}

/** Serves a simulator on loopback. What it throws is answered with 400 and its message: only tests and drills read it. */
export function serve(port: number, decide: Decisions, handle: Handle): Promise<Listening> {
  async function answer(message: IncomingMessage, response: ServerResponse): Promise<void> {
    try {
      const [path] = (message.url ?? '/').split('?');
      const body = String(await bodyOf(message));
      const result = await handle({ route: `${message.method} ${path}`, headers: message.headers, body });
      if ('take' in result) await expose(result, decide, response);
      else send(response, result);
    } catch (error) {
      send(response, { status: 400, body: { message: error instanceof Error ? error.message : String(error) } });
    }
  }
  return listen(port, (message, response) => answer(message, response));
}
