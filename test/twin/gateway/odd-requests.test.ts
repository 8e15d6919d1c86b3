import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createHealth } from '../../../lambdas/health/health.ts';
import { PROBLEMS } from '../../../lambdas/shared/problems.ts';
import { readContract } from '../../../lib/api/contract.ts';
import { gatewayDocument } from '../../../lib/api/gateway-document.ts';
import type { JsonObject } from '../../../twin/assembly/json.ts';
import { serveApi } from '../../../twin/gateway/gateway.ts';
import type { Listening } from '../../../twin/http.ts';
import type { Outcome } from '../../../twin/lambda/outcome.ts';
import { answerIn, ODD_REQUESTS, sendRaw } from '../support/raw.ts';

const invocation = (name: string) => `arn:aws:lambda:eu-west-3:1:function:${name}/invocations`;
const NAMES = ['acquirer-notifications', 'checkout', 'customs-messages', 'health', 'receipts', 'tax-free'];

/** The document as it is deployed, in front of the function of the open routes. */
const document = gatewayDocument(readContract(), {
  integrations: Object.fromEntries(NAMES.map((name) => [name, { uri: invocation(name), timeoutMs: 5500 }])),
  authorizerUri: invocation('authorizer'),
  authorizerTtlSeconds: 20,
}) as JsonObject;

const health = createHealth({
  region: 'eu-west-3',
  regions: ['eu-west-3'],
  probe: async () => undefined,
  traffic: { serves: async () => 'all' },
  log: () => undefined,
});

const lambda = {
  invoke: async (_: string, event: string): Promise<Outcome> => ({
    kind: 'answered',
    payload: JSON.stringify(await health(JSON.parse(event))),
  }),
  warm: async () => undefined,
  killSandbox: () => false,
};

const REFUSED = [
  'GET /v1/receipts/\u00e9',
  'GET /v1/receipts/%C3%A9',
  'GET /v1/receipts/%E9',
  'GET /v1/receipts/%zz',
  'GET /v1/receipts/%00',
  'GET /v1/receipts/%2e%2e%2f',
  'GET /v1/receipts/\u0001',
  'GET /v1/receipts/a b',
  'GET /v1/receipts/',
  'GET /v1//receipts/x',
  'GET //[',
  'GET //[::1',
  'GET /',
  'GET *',
  'OPTIONS *',
  'GET /v1/../v1/health',
  'GET /v1/health/',
  'GET /V1/HEALTH',
  'GET /v1/health;x',
  'GET http://[',
  'GET /v1/evacuations/eu-west-3/%5Fproto',
  'GET /v1/evacuations/__proto__/canary',
  `GET /v1/${'a'.repeat(9_000)}`,
  `GET /v1/${'a'.repeat(20_000)}`,
  'OPTIONS /v1/health',
  'DELETE /v1/health',
  'PROPFIND /v1/health',
  'BREW /v1/health',
  'CONNECT a:1',
  'PUT /v1/tax-free/forms/x',
  'POST /v1/tax-free/quotes',
];

describe('every refusal of the API is application/problem+json', () => {
  let server: Listening;
  beforeAll(async () => {
    const api = { id: 'api', name: 'api', stage: 'live', document };
    server = await serveApi({ region: 'eu-west-3', api }, lambda, 0);
  });
  afterAll(() => server.close());

  const isProblem = (text: string): void => {
    const { status, type, body } = answerIn(text);
    expect([type, status]).toEqual(['application/problem+json', expect.any(Number)]);
    const problem = JSON.parse(body);
    const name = String(problem.type).replace('urn:permanence:problem:', '') as keyof typeof PROBLEMS;
    expect(PROBLEMS[name]).toEqual({ status, title: problem.title });
    expect(problem).toMatchObject({ status, detail: expect.stringMatching(/.{10}/), instance: expect.any(String) });
    expect(status).toBeLessThan(500);
  };

  it.each(REFUSED)('for %j', async (line) => {
    isProblem(await sendRaw(server.port, `${line} HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\n\r\n`));
  });

  it('for HEAD too, whose answer has the headers only', async () => {
    const { status, type, body } = answerIn(await sendRaw(server.port, 'HEAD /v1/health HTTP/1.1\r\nHost: x\r\n\r\n'));
    expect([status, type, body]).toEqual([404, 'application/problem+json', '']);
  });

  it('for everything that is hardly HTTP, whenever it is answered at all', async () => {
    for (const odd of ODD_REQUESTS) {
      const got = await sendRaw(server.port, odd);
      if (got !== '' && !odd.startsWith('HEAD')) isProblem(got);
    }
  });

  it('and what is right is answered in whatever form its address is written', async () => {
    for (const target of ['/v1/health', '/v1/health?', '/v1/health?deep=%zz', 'http://any/v1/health', '/v1/%68ealth'])
      expect(answerIn(await sendRaw(server.port, `GET ${target} HTTP/1.1\r\nHost: x\r\n\r\n`)).status, target).toBe(
        200,
      );
  });
});
