import type { IncomingMessage, ServerResponse } from 'node:http';
import { bodyOf, type Listening, listen } from '../http.ts';

/** One invocation as the runtime gets it. */
export interface Invocation {
  readonly requestId: string;
  readonly event: string;
  readonly deadlineMs: number;
  readonly functionArn: string;
}

/** What a runtime tells. */
export interface RuntimeListener {
  /** It asks for work: it has loaded the function, or finished the last invocation. */
  readonly ready: () => void;
  readonly answered: (requestId: string, payload: string) => void;
  readonly failed: (requestId: string, payload: string) => void;
  readonly initFailed: (payload: string) => void;
}

/** The Runtime API of one sandbox. */
export interface RuntimeApi {
  /** Host and port, for `AWS_LAMBDA_RUNTIME_API`. */
  readonly address: string;
  /** Hands over work. Only after `ready`. */
  readonly give: (invocation: Invocation) => void;
  readonly close: () => Promise<void>;
}

const ROUTE = /^\/2018-06-01\/runtime\/(?:invocation\/(?:(next)|([^/]+)\/(response|error))|init\/(error))$/;

/** Serves the Lambda Runtime API, version 2018-06-01, to one sandbox. */
export async function serveRuntimeApi(listener: RuntimeListener): Promise<RuntimeApi> {
  let waiting: ServerResponse | undefined;
  const next = (response: ServerResponse): void => {
    waiting = response;
    listener.ready();
  };
  const server: Listening = await listen(0, (request, response) => route(listener, next, request, response));
  return {
    address: `127.0.0.1:${server.port}`,
    give: (invocation) => {
      const response = waiting;
      waiting = undefined;
      if (response) send(response, invocation);
    },
    close: server.close,
  };
}

async function route(
  listener: RuntimeListener,
  next: (response: ServerResponse) => void,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const [found, isNext, requestId = '', verdict] = ROUTE.exec(request.url ?? '') ?? [];
  if (!found) return void response.writeHead(404).end();
  if (isNext) return next(response);
  const payload = String(await bodyOf(request));
  if (verdict === 'response') listener.answered(requestId, payload);
  else if (verdict === 'error') listener.failed(requestId, payload);
  else listener.initFailed(payload);
  response.writeHead(202, { 'content-type': 'application/json', 'content-length': 15 }).end('{"status":"OK"}');
}

function send(response: ServerResponse, { requestId, event, deadlineMs, functionArn }: Invocation): void {
  response.writeHead(200, {
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(event),
    'lambda-runtime-aws-request-id': requestId,
    'lambda-runtime-deadline-ms': deadlineMs,
    'lambda-runtime-invoked-function-arn': functionArn,
    'lambda-runtime-trace-id': `Root=1-${requestId};Sampled=0`,
  });
  response.end(event);
}
