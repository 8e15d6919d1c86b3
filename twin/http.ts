import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import { PROBLEMS, type ProblemName, problemType } from '../lambdas/shared/problems.ts';

/** A server on the loopback interface. */
export interface Listening {
  readonly port: number;
  readonly url: string;
  /** Stops at once, connections in use included. */
  readonly close: () => Promise<void>;
}

/** Answers one request. Whatever it throws ends that request and nothing else. */
export type Answer = (request: IncomingMessage, response: ServerResponse) => void | Promise<void>;

/** Longer than any pause between two requests of a client here: a connection closed just before use looks like a fault. */
const KEEP_ALIVE_MS = 120_000;

/**
 * Serves on an address of the loopback interface. No input ends the server: what cannot be read as HTTP is answered by a problem, and what
 * the handler throws by 500, or by breaking the connection once the answer has begun.
 * @param port 0 for any free one
 * @throws when the port is taken, or the machine does not have the address, naming them.
 */
export function listen(port: number, handle: Answer, address = '127.0.0.1'): Promise<Listening> {
  const carry = (request: IncomingMessage, response: ServerResponse): void => void answered(handle, request, response);
  // A missing Host is the handler's to judge: Node would answer it without a body.
  const options = { keepAliveTimeout: KEEP_ALIVE_MS, requestTimeout: 0, requireHostHeader: false };
  const server = createServer(options, carry);
  // Of an Expect header that Node does not know nothing is made, as of any other unknown header.
  server.on('checkExpectation', carry);
  server.on('clientError', (error: NodeJS.ErrnoException, socket) => refuseUnreadable(error.code, socket));
  server.on('connect', (_, socket) => refuseRaw(socket, 'not-found', 'Nothing is reached through here by CONNECT.'));
  return new Promise((resolve, reject) => {
    server.once('error', (cause) => reject(new Error(`Port ${port} of ${address} cannot be used`, { cause })));
    server.listen(port, address, () => {
      const used = portOf(server);
      resolve({ port: used, url: `http://${address}:${used}`, close: () => close(server) });
    });
  });
}

async function answered(handle: Answer, request: IncomingMessage, response: ServerResponse): Promise<void> {
  // Node itself dates answers by the machine's clock, and tills go by the date of an answer.
  response.setHeader('date', new Date().toUTCString());
  try {
    await handle(request, response);
  } catch (error) {
    console.error(`${request.method} ${request.url}`, error);
    if (response.headersSent) response.destroy();
    else response.writeHead(500, { 'content-type': 'application/json' }).end('{"message":"Internal failure"}');
  }
}

/** What Node's parser does not take for HTTP never becomes a request: the answer is written on the bare connection. */
function refuseUnreadable(code: string | undefined, socket: Duplex): void {
  if (code === 'ECONNRESET' || !socket.writable) return void socket.destroy();
  if (code === 'HPE_HEADER_OVERFLOW')
    refuseRaw(socket, 'too-large', 'Address and headers together may have 16 KB: send less of them.');
  else
    refuseRaw(
      socket,
      'invalid-request',
      'This is no HTTP request. Send ASCII in the address, the rest of it percent-encoded.',
    );
}

function refuseRaw(socket: Duplex, name: ProblemName, detail: string): void {
  const { status, title } = PROBLEMS[name];
  const body = JSON.stringify({ type: problemType(name), title, status, detail, instance: randomUUID() });
  socket.on('error', () => socket.destroy());
  socket.end(
    `HTTP/1.1 ${status} Refused\r\nContent-Type: application/problem+json\r\n` +
      `Content-Length: ${Buffer.byteLength(body)}\r\nConnection: close\r\n\r\n${body}`,
  );
}

/** Where a request goes: its path as sent, and what follows the question mark. */
export interface Target {
  readonly path: string;
  readonly query: URLSearchParams;
}

/** Reads the target of a request, in whichever form it came, without changing or judging it: `new URL` throws for some of them. */
export function targetOf({ url = '/' }: IncomingMessage): Target {
  const own = url.replace(/^https?:\/\/[^/?]*/i, '');
  const mark = own.indexOf('?');
  if (mark < 0) return { path: own || '/', query: new URLSearchParams() };
  return { path: own.slice(0, mark) || '/', query: new URLSearchParams(own.slice(mark + 1)) };
}

/** The whole body of a message. `undefined` when it is longer than `limitBytes`. */
export async function bodyOf(
  message: IncomingMessage,
  limitBytes = Number.MAX_SAFE_INTEGER,
): Promise<Buffer | undefined> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of message as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes <= limitBytes) chunks.push(chunk);
  }
  return bytes > limitBytes ? undefined : Buffer.concat(chunks);
}

function portOf(server: Server): number {
  const address = server.address();
  return typeof address === 'object' && address !== null ? address.port : 0;
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
