import type { IncomingMessage, ServerResponse } from 'node:http';
import { objectOf } from '../assembly/json.ts';
import { otherError, sendError } from '../dynamodb/errors.ts';
import { type Forward, forwarderTo } from '../dynamodb/forward.ts';
import { operationOf } from '../dynamodb/operations.ts';
import { bodyOf, type Listening, listen } from '../http.ts';
import type { KeyRing } from '../kms/keys.ts';

/**
 * DynamoDB as the roles of clones let it be seen: a request that names any other table, or none, is refused as IAM would refuse it.
 * @param endpoint where the Region's own way to DynamoDB is
 */
export async function fencedTables(endpoint: string, tables: ReadonlySet<string>): Promise<Listening> {
  const { forward, close } = forwarderTo(endpoint);
  const server = await listen(0, (request, response) => carry(request, response, tables, forward));
  return {
    ...server,
    close: async () => {
      close();
      await server.close();
    },
  };
}

async function carry(
  request: IncomingMessage,
  response: ServerResponse,
  allowed: ReadonlySet<string>,
  forward: Forward,
): Promise<void> {
  try {
    const body = (await bodyOf(request)) ?? Buffer.alloc(0);
    const target = String(request.headers['x-amz-target']);
    const { name, tables } = operationOf(target, objectOf(JSON.parse(String(body) || '{}')), new Map());
    const other = tables.find((table) => !allowed.has(table));
    if (tables.length === 0 || other !== undefined)
      return sendError(
        response,
        otherError('AccessDeniedException', `not authorized to perform: dynamodb:${name} on table/${other ?? '*'}`),
      );
    const answer = await forward(request.url ?? '/', request.headers, body);
    response.writeHead(answer.status, answer.headers).end(answer.body);
  } catch {
    response.destroy();
  }
}

/** A key ring that knows one key only, under whatever of its names: that of clones. */
export function fencedRing(ring: KeyRing, alias: string): KeyRing {
  return (name) => {
    const key = ring(name);
    return key !== undefined && key === ring(alias) ? key : undefined;
  };
}
