import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { bodyOf, listen } from '../http.ts';
import { act } from './actions.ts';
import { removeControlFile, writeControlFile } from './control-file.ts';
import type { Status } from './status.ts';
import { statusOf } from './status.ts';
import type { Twin } from './twin.ts';

/** Serves commands to the twin on loopback, and says in the control file where. Gives what stops it. */
export async function serveControl(twin: Twin, file: string): Promise<() => Promise<void>> {
  const token = randomUUID();
  const server = await listen(0, (request, response) => answer(twin, token, request, response));
  writeControlFile(file, { port: server.port, token });
  return async () => {
    removeControlFile(file);
    await server.close();
  };
}

async function answer(twin: Twin, token: string, request: IncomingMessage, response: ServerResponse): Promise<void> {
  if (request.headers.authorization !== `Bearer ${token}`) return void response.writeHead(401).end();
  try {
    const [, region = '', action = ''] = (request.url ?? '/').split('/').map(decodeURIComponent);
    if (region) await act(twin, region, action, JSON.parse(String(await bodyOf(request)) || '{}'));
    send(response, 200, statusOf(twin));
  } catch (error) {
    send(response, 400, { error: error instanceof Error ? error.message : String(error) });
  }
}

function send(response: ServerResponse, status: number, body: Status | { error: string }): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}
