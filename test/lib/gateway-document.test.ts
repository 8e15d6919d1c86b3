import { describe, expect, it } from 'vitest';
import { PROBLEMS } from '../../lambdas/shared/problems.ts';
import { asObject, type JsonObject, readContract } from '../../lib/api/contract.ts';
import { gatewayDocument } from '../../lib/api/gateway-document.ts';
import { GATEWAY_PROBLEMS, gatewayResponses } from '../../lib/api/gateway-responses.ts';
import { importable } from '../../lib/api/importable.ts';
import { webhookPaths } from '../../lib/api/webhooks.ts';
import type { ServingName } from '../../lib/capabilities.ts';

const integration = { uri: 'arn:function', timeoutMs: 5500 };
const serving: readonly ServingName[] = [
  'acquirer-notifications',
  'checkout',
  'customs-messages',
  'health',
  'receipts',
  'tax-free',
];
const parts = {
  integrations: Object.fromEntries(serving.map((name) => [name, integration])),
  authorizerUri: 'arn:authorizer',
  authorizerTtlSeconds: 20,
};
const contract = readContract();
const document = gatewayDocument(contract, parts);
const operations = Object.entries(asObject(document.paths)).flatMap(([path, item]) =>
  Object.entries(asObject(item)).map(([method, operation]) => ({ route: `${method} ${path}`, ...asObject(operation) })),
) as (JsonObject & { route: string })[];

describe('every operation of the contract', () => {
  it('is deployed', () => {
    const written = Object.values(asObject(contract.paths)).flatMap((item) =>
      Object.values(asObject(item)).filter((operation) => 'operationId' in Object(operation)),
    );
    expect(written.length).toBeGreaterThan(0);
    expect(operations).toHaveLength(written.length);
    for (const operation of operations)
      expect(operation['x-amazon-apigateway-integration']).toMatchObject({
        type: 'aws_proxy',
        httpMethod: 'POST',
        uri: 'arn:function',
        timeoutInMillis: 5500,
      });
  });

  it('demands a device, except health, what health checks ask, and webhooks: API Gateway ignores what the whole document demands', () => {
    expect(document.security).toBeUndefined();
    const checked = ['get /v1/health', 'get /v1/evacuations/{region}/{slice}'];
    const open = [...checked, ...webhookPaths(contract).map((path) => `post ${path}`)];
    expect(open).toHaveLength(4);
    for (const { route, security } of operations)
      expect(security).toEqual(open.includes(route) ? [] : [{ device: [] }]);
  });

  it('has its parameters checked by API Gateway and its body by its function, and names every parameter of its path itself', () => {
    const validators = asObject(document['x-amazon-apigateway-request-validators']);
    expect(validators).toEqual({ parameters: { validateRequestBody: false, validateRequestParameters: true } });
    for (const { route, parameters, ...operation } of operations) {
      expect(operation['x-amazon-apigateway-request-validator']).toBe('parameters');
      const inPath = (parameters as JsonObject[]).filter((one) => one.in === 'path').map(({ name }) => `{${name}}`);
      expect(inPath).toEqual(route.match(/\{\w+\}/g) ?? []);
    }
  });
});

describe('the document', () => {
  const text = JSON.stringify(document);

  it('holds nothing of ours and refers only to schemas that it has', () => {
    expect(text).not.toContain('x-permanence-');
    const references = [...text.matchAll(/"\$ref":"#\/components\/schemas\/(\w+)"/g)].map(([, name]) => name);
    const schemas = Object.keys(asObject(asObject(document.components).schemas));
    expect(new Set(references)).toEqual(new Set(schemas));
    expect([...text.matchAll(/"\$ref"/g)]).toHaveLength(references.length);
  });

  it('names models as API Gateway demands, by letters and digits only', () => {
    for (const name of Object.keys(asObject(asObject(document.components).schemas)))
      expect(name).toMatch(/^[A-Za-z0-9]+$/);
  });

  it('keeps the patterns as the contract has them', () => {
    const patterns = (value: JsonObject) =>
      [...JSON.stringify(value).matchAll(/"pattern":("(?:[^"\\]|\\.)*")/g)].map(([, one]) => one);
    const { schemas } = asObject(document.components);
    const { SaleLine, ReceiptNumber } = asObject(asObject(contract.components).schemas);
    expect(patterns(asObject(schemas))).toEqual(
      expect.arrayContaining(patterns({ SaleLine: SaleLine ?? null, ReceiptNumber: ReceiptNumber ?? null })),
    );
    expect(patterns(asObject(schemas)).length).toBeGreaterThan(5);
  });

  it('keeps the answer of the authorizer as long as the architecture says', () => {
    expect(asObject(document.components).securitySchemes).toMatchObject({
      device: {
        'x-amazon-apigateway-authorizer': {
          type: 'request',
          identitySource: 'method.request.header.Authorization',
          authorizerResultTtlInSeconds: 20,
        },
      },
    });
  });

  it('hands a printed form through as the bytes it is', () => {
    expect(document['x-amazon-apigateway-binary-media-types']).toEqual(['application/pdf']);
  });

  it('is not made for a function that is not deployed', () => {
    const { checkout: _, ...integrations } = parts.integrations;
    expect(() => gatewayDocument(contract, { ...parts, integrations })).toThrow('"checkout", which is not deployed');
  });
});

describe('what API Gateway cannot import', () => {
  it('is left out when it means nothing, unless it is the name of a field', () => {
    const schema = { example: 1, properties: { example: { type: 'string', example: 'a' } } };
    expect(importable(schema)).toEqual({ properties: { example: { type: 'string' } } });
  });

  it.each(['nullable', 'discriminator', 'exclusiveMinimum', 'readOnly'])(
    'is refused when it means something: %s',
    (key) => {
      expect(() => importable({ properties: { amount: { [key]: true } } })).toThrow(`the contract uses "${key}"`);
    },
  );
});

describe('every answer of API Gateway itself', () => {
  const answers = Object.values(gatewayResponses()).map(asObject);

  it('is a problem that the functions know too, word for word', () => {
    for (const { name, status, title } of GATEWAY_PROBLEMS)
      expect({ status, title }).toEqual(PROBLEMS[name as keyof typeof PROBLEMS]);
  });

  it('is JSON once the request id is filled in', () => {
    for (const answer of answers) {
      const template = String(asObject(answer.responseTemplates)['application/json']);
      expect(JSON.parse(template.replace('$context.requestId', 'a1'))).toMatchObject({
        type: expect.stringMatching(/^urn:permanence:problem:[a-z-]+$/),
        status: Number(answer.statusCode),
        instance: 'a1',
      });
      expect(answer.responseParameters).toHaveProperty(
        ['gatewayresponse.header.Content-Type'],
        "'application/problem+json'",
      );
    }
  });

  it('says that the outcome is unknown, and when to come back, whenever API Gateway fails', () => {
    const failures = ['DEFAULT_5XX', 'INTEGRATION_TIMEOUT', 'INTEGRATION_FAILURE', 'AUTHORIZER_FAILURE'];
    for (const failure of failures)
      expect(gatewayResponses()[failure]).toMatchObject({
        statusCode: '503',
        responseParameters: { 'gatewayresponse.header.Retry-After': "'1'" },
      });
  });
});
