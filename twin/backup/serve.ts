import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { ACCOUNT } from '../assembly/identity.ts';
import { objectOf } from '../assembly/json.ts';
import { bodyOf, type Listening, listen, targetOf } from '../http.ts';
import { BackupError } from './errors.ts';
import type { Workplace } from './jobs/workplace.ts';
import { routeOf } from './operations/route.ts';

/**
 * Serves the REST API of AWS Backup for all Regions. Which Region is meant is read from the request's signature, and who asks from
 * its access key.
 */
export function serveRegions(places: ReadonlyMap<string, Workplace>, port: number): Promise<Listening> {
  return listen(port, (request, response) => respond(places, request, response));
}

async function respond(
  places: ReadonlyMap<string, Workplace>,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  try {
    const { path, query } = targetOf(request);
    const route = routeOf(request.method ?? '', path);
    if (!route)
      throw new BackupError('UnknownOperationException', `The twin does not know ${request.method} ${path}`, 404);
    const { region, key } = signatureOf(request);
    const place = places.get(region);
    if (!place) throw new BackupError('UnrecognizedClientException', `The twin has no Region ${region}`, 403);
    const body = objectOf(JSON.parse(String(await bodyOf(request)) || '{}'));
    const principal = `arn:aws:iam::${ACCOUNT}:user/${key}`;
    send(response, 200, route.operation({ place, path: route.path, query, body, principal }));
  } catch (error) {
    sendError(response, error);
  }
}

/** The credential scope of a signed request: `Credential=<key>/<day>/<region>/backup/aws4_request`. */
function signatureOf({ headers }: IncomingMessage): { region: string; key: string } {
  const found = /Credential=([^/]+)\/\d+\/([\w-]+)\//.exec(headers.authorization ?? '');
  return { key: found?.[1] ?? 'nobody', region: found?.[2] ?? '' };
}

function sendError(response: ServerResponse, error: unknown): void {
  const { name, message, status } =
    error instanceof BackupError ? error : new BackupError('ServiceUnavailableException', String(error), 500);
  response.setHeader('x-amzn-errortype', name);
  send(response, status, { Code: name, Message: message, message });
}

function send(response: ServerResponse, status: number, body: object | undefined): void {
  response.writeHead(body ? status : 204, { 'content-type': 'application/json', 'x-amzn-requestid': randomUUID() });
  response.end(body ? JSON.stringify(body) : undefined);
}
