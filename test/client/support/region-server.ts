import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Answer, ChainLedger } from './chain-ledger.ts';

/** What goes wrong in a Region with the next requests. */
export type Fault =
  | { is: 'none' }
  | { is: 'black hole' }
  | { is: 'reset' }
  | { is: 'commit then drop' }
  | { is: 'slow'; ms: number }
  | { is: 'refuse' | 'commit then refuse'; problem: string }
  | { is: 'answers'; status: number; headers?: Record<string, string> };

export interface RegionServer {
  name: string;
  url: string;
  /** Decides per request, health probes included. */
  fault: (path: string) => Fault;
  /** What arrived, in order, as `method path`. */
  seen: { line: string; body: string; authorization: string; cancelled: boolean }[];
  /** Milliseconds by which its clock is ahead of this machine's. */
  ahead_ms: number;
  close(): Promise<void>;
}

async function textOf(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts).toString();
}

function send(response: ServerResponse, { status, body }: Answer, headers: Record<string, string> = {}): void {
  const type = status < 400 ? 'application/json' : 'application/problem+json';
  response.writeHead(status, { 'content-type': type, ...headers }).end(JSON.stringify(body));
}

function answer(
  ledger: ChainLedger,
  fault: Fault,
  line: [string, string],
  body: string,
  response: ServerResponse,
): void {
  if (fault.is === 'black hole') return;
  if (fault.is === 'answers') {
    send(response, { status: fault.status, body: { type: 'about:blank' } }, fault.headers);
    return;
  }
  const result = fault.is === 'reset' || fault.is === 'refuse' ? undefined : ledger.handle(...line, body);
  if (fault.is === 'refuse' || fault.is === 'commit then refuse') {
    const type = `urn:permanence:problem:${fault.problem}`;
    send(response, { status: 409, body: { type, title: fault.problem, status: 409 } });
  } else if (result === undefined || fault.is === 'commit then drop') response.socket?.destroy();
  else if (fault.is === 'slow') setTimeout(() => send(response, result), fault.ms).unref();
  else send(response, result);
}

const listen = (server: Server, port: number): Promise<void> =>
  new Promise((resolve) => server.listen(port, '127.0.0.1', resolve));

/** One Region on loopback: a real HTTP server in front of the shared ledger. */
export async function startRegion(name: string, ledger: ChainLedger, port = 0): Promise<RegionServer> {
  const seen: RegionServer['seen'] = [];
  const server = createServer(async (request, response) => {
    const { method = '', url = '', headers } = request;
    response.setHeader('date', new Date(Date.now() + region.ahead_ms).toUTCString());
    const body = await textOf(request).catch(() => undefined);
    if (body === undefined) return;
    const arrived = { line: `${method} ${url}`, body, authorization: headers.authorization ?? '', cancelled: false };
    seen.push(arrived);
    response.on('close', () => {
      arrived.cancelled = !response.writableEnded;
    });
    answer(ledger, region.fault(url), [method, url], body, response);
  });
  await listen(server, port);
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const close = async () => {
    server.closeAllConnections();
    await new Promise<void>((resolve) => server.close(() => resolve()));
  };
  const region: RegionServer = { name, url, fault: () => ({ is: 'none' }), seen, ahead_ms: 0, close };
  return region;
}
