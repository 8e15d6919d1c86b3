import { afterEach } from 'vitest';
import type { JsonObject } from '../../../twin/assembly/json.ts';
import type { ThrottlePlan } from '../../../twin/assembly/plan.ts';
import { readWorld } from '../../../twin/assembly/world.ts';
import { serveApi } from '../../../twin/gateway/gateway.ts';
import type { Listening } from '../../../twin/http.ts';
import type { Outcome } from '../../../twin/lambda/outcome.ts';
import { writeAssembly } from './assembly.ts';

/** What the functions behind a gateway do in a test, by name. */
export type Functions = Readonly<Record<string, (event: JsonObject) => unknown>>;

/** A gateway under test, and every event its functions got. */
export interface Api {
  readonly url: string;
  readonly events: (functionName: string) => JsonObject[];
}

const ALLOW_ALL = {
  principalId: 'till-7',
  policyDocument: { Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }] },
  context: { store: 'LILLE', till: 7, training: false },
};

/** Marks what a function gives as how the invocation ended, in place of its answer. */
export function ended(outcome: Outcome): { outcome: Outcome } {
  return { outcome };
}

const servers: Listening[] = [];

/** Serves the fixtures' API in front of functions that are plain functions here. Closed after each test. */
export async function api(functions: Functions = {}, throttle?: ThrottlePlan): Promise<Api> {
  const [paris] = readWorld(writeAssembly(), 'production').regions;
  const [plan] = paris?.apis ?? [];
  if (!plan) throw new Error('The fixture has no API');
  const all: Functions = { 'shop-authorize': () => ALLOW_ALL, 'shop-sell': () => ({ statusCode: 201 }), ...functions };
  const got: [string, JsonObject][] = [];
  const invoke = async (name: string, event: string): Promise<Outcome> => {
    const parsed = JSON.parse(event) as JsonObject;
    got.push([name, parsed]);
    const answer = await all[name]?.(parsed);
    if (answer && typeof answer === 'object' && 'outcome' in answer) return answer.outcome as Outcome;
    return { kind: 'answered', payload: JSON.stringify(answer ?? null) };
  };
  const lambda = { invoke, warm: async () => undefined, killSandbox: () => false };
  const server = await serveApi(
    { region: 'eu-west-3', api: { ...plan, ...(throttle ? { throttle } : {}) } },
    lambda,
    0,
  );
  servers.push(server);
  return { url: server.url, events: (name) => got.filter(([one]) => one === name).map(([, event]) => event) };
}

/** Sends a sale. */
export function sell(
  { url }: Api,
  body: string = '{"amount":1}',
  headers: Record<string, string> = {},
): Promise<Response> {
  return fetch(`${url}/sales/42`, {
    method: 'PUT',
    headers: { authorization: 'Bearer a', 'content-type': 'application/json', ...headers },
    body,
  });
}

afterEach(async () => {
  for (const server of servers.splice(0)) await server.close();
});
