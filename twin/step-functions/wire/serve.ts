import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { InvalidDefinition } from '../definition/invalid.ts';
import type { JsonObject } from '../json.ts';
import { ServiceError } from '../service/errors.ts';
import { type Runner, type RunnerOptions, startRunner } from '../service/runner.ts';
import type { Action, Place } from './action.ts';
import { EXECUTION_ACTIONS } from './execution-actions.ts';
import { MACHINE_ACTIONS } from './machine-actions.ts';
import { TASK_ACTIONS } from './task-actions.ts';

/** Everything of the Step Functions API that is answered. */
export const ACTIONS: Readonly<Record<string, Action>> = { ...MACHINE_ACTIONS, ...EXECUTION_ACTIONS, ...TASK_ACTIONS };

/** What is served, and where. */
export interface ServeOptions extends RunnerOptions, Partial<Place> {
  /** Of 127.0.0.1; any free one unless told. */
  readonly port?: number;
}

/** State machines that are served. */
export interface Served {
  readonly url: string;
  readonly runner: Runner;
  /** Stops serving; running executions are left to the next process on the directory. */
  readonly close: () => Promise<void>;
}

/** Serves state machines in the protocol of AWS Step Functions, for `@aws-sdk/client-sfn` and the AWS CLI. */
export async function serveStepFunctions(options: ServeOptions): Promise<Served> {
  const { port = 0, region = 'eu-west-3', account = '000000000000' } = options;
  const runner = startRunner(options);
  const server = createServer({ keepAliveTimeout: 120_000 }, (request, response) => {
    answer(runner, { region, account }, request, response).catch(() => response.destroy());
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(port, '127.0.0.1', resolve);
  });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    runner,
    close: async () => {
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await Promise.all([closed, runner.close()]);
    },
  };
}

async function answer(runner: Runner, place: Place, request: IncomingMessage, response: ServerResponse): Promise<void> {
  try {
    const name = String(request.headers['x-amz-target']).replace(/^AWSStepFunctions\./, '');
    const action = ACTIONS[name];
    if (!action) throw new ServiceError('UnknownOperationException', `The action ${name} is not run here`);
    const chunks = await request.toArray();
    const input = JSON.parse(Buffer.concat(chunks as Buffer[]).toString() || '{}') as JsonObject;
    send(response, 200, await action(runner, input, place));
  } catch (error) {
    const known = error instanceof ServiceError || error instanceof InvalidDefinition;
    const { name, message } = error as Error;
    send(response, known ? 400 : 500, { __type: known ? name : 'InternalFailure', message });
  }
}

function send(response: ServerResponse, status: number, body: JsonObject): void {
  response.writeHead(status, { 'content-type': 'application/x-amz-json-1.0', 'x-amzn-requestid': randomUUID() });
  response.end(JSON.stringify(body));
}
