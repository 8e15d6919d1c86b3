import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { type JsonObject, objectOf } from '../assembly/json.ts';
import { bodyOf, type Listening, listen } from '../http.ts';
import type { KeyRing } from './keys.ts';
import { KmsError, OPERATIONS } from './operations.ts';

/** Serves a Region's keys in the JSON protocol of AWS KMS, as far as `OPERATIONS` goes. */
export function serveKms(ring: KeyRing, port = 0): Promise<Listening> {
  return listen(port, (request, response) => void answer(ring, request, response));
}

async function answer(ring: KeyRing, request: IncomingMessage, response: ServerResponse): Promise<void> {
  try {
    const input = objectOf(JSON.parse(String(await bodyOf(request)) || '{}'));
    const name = String(request.headers['x-amz-target']).replace(/^TrentService\./, '');
    const operation = OPERATIONS[name];
    if (!operation) throw new KmsError('UnknownOperationException', `The twin's KMS does not know ${name}`);
    send(response, 200, operation(ring, input));
  } catch (error) {
    if (error instanceof KmsError) send(response, 400, { __type: error.name, message: error.message });
    else send(response, 500, { __type: 'KMSInternalException', message: String(error) });
  }
}

function send(response: ServerResponse, status: number, body: JsonObject): void {
  response.writeHead(status, { 'content-type': 'application/x-amz-json-1.1', 'x-amzn-requestid': randomUUID() });
  response.end(JSON.stringify(body));
}
