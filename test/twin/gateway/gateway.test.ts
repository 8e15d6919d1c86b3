import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { failed } from '../../../twin/lambda/outcome.ts';
import { type Api, api, ended, sell } from '../support/api.ts';

const open = ({ url }: Api, query = '?since=1'): Promise<Response> => fetch(`${url}/open${query}`);

describe('what the gateway refuses by itself', () => {
  test('a body that does not fit the model, as the document says it should be put', async () => {
    const shop = await api();
    const response = await sell(shop, '{"amount":"much"}');
    expect(response.status).toBe(422);
    expect(response.headers.get('content-type')).toBe('application/problem+json');
    const problem = (await response.json()) as Record<string, string>;
    expect(problem).toEqual({ why: '[/amount must be integer]', instance: response.headers.get('x-amzn-requestid') });
    expect(shop.events('shop-sell')).toHaveLength(0);
  });

  test.each(['', 'no json', '{}'])('the body %j', async (body) => {
    expect((await sell(await api(), body)).status).toBe(422);
  });

  test('a required parameter that is missing', async () => {
    const response = await open(await api(), '');
    expect(response.status).toBe(400);
    expect(await response.json()).toEqual({ message: 'Missing required request parameters: [since]' });
  });

  test('a path or a method that the document does not have', async () => {
    const { url } = await api();
    expect((await fetch(`${url}/elsewhere`)).status).toBe(403);
    const response = await fetch(`${url}/sales/42`);
    expect(await response.json()).toEqual({ message: 'Missing Authentication Token' });
  });

  test('a body over 10 MB', async () => {
    expect((await sell(await api(), `{"amount":1,"more":"${'x'.repeat(11_000_000)}"}`)).status).toBe(413);
  });

  test('more requests than the stage allows', async () => {
    const shop = await api({}, { ratePerSecond: 0.001, burst: 2 });
    const statuses = [(await open(shop)).status, (await open(shop)).status, (await open(shop)).status];
    expect(statuses).toEqual([201, 201, 429]);
  });
});

describe('what the gateway lets pass, as API Gateway does', () => {
  test('a parameter of the wrong type', async () => {
    const { url } = await api();
    const response = await fetch(`${url}/sales/not-a-number`, {
      method: 'PUT',
      headers: { authorization: 'Bearer a', 'content-type': 'application/json' },
      body: '{"amount":1}',
    });
    expect(response.status).toBe(201);
  });

  test('a body of a content type without a model, unseen', async () => {
    expect((await sell(await api(), 'whatever', { 'content-type': 'text/plain' })).status).toBe(201);
  });
});

test('a function gets the event of a REST API', async () => {
  const shop = await api();
  await fetch(`${shop.url}/sales/a%20b?x=1&x=2`, {
    method: 'PUT',
    headers: { Authorization: 'Bearer a', 'X-Till': '7' },
    body: '{"amount":1}',
  });
  expect(shop.events('shop-sell')[0]).toMatchObject({
    resource: '/sales/{sale}',
    path: '/sales/a%20b',
    httpMethod: 'PUT',
    headers: { 'X-Till': '7' },
    multiValueHeaders: { 'X-Till': ['7'] },
    queryStringParameters: { x: '2' },
    multiValueQueryStringParameters: { x: ['1', '2'] },
    pathParameters: { sale: 'a b' },
    requestContext: { stage: 'live', resourcePath: '/sales/{sale}', requestId: expect.any(String) },
    body: '{"amount":1}',
    isBase64Encoded: false,
  });
});

test("a function's status, headers and body reach the client", async () => {
  const answer = {
    statusCode: 409,
    headers: { 'Content-Type': 'application/problem+json' },
    multiValueHeaders: { 'Set-Cookie': ['a=1', 'b=2'] },
    body: Buffer.from('é').toString('base64'),
    isBase64Encoded: true,
  };
  const response = await open(await api({ 'shop-sell': () => answer }));
  expect(response.status).toBe(409);
  expect(response.headers.get('content-type')).toBe('application/problem+json');
  expect(response.headers.getSetCookie()).toEqual(['a=1', 'b=2']);
  expect(await response.text()).toBe('é');
});

const ENDINGS = [
  ['one that fails', () => ended(failed('TypeError', 'oops')), 502],
  ['one that answers something else', () => 'hello', 502],
  ['one that has no sandbox free', () => ended({ kind: 'throttled' }), 500],
  ['one that takes longer than the integration may', () => sleep(1_000, { statusCode: 200 }, { ref: false }), 504],
] as const;

test.each(ENDINGS)('of a function, %s does not reach the client as it is', async (_, behave, status) => {
  const response = await open(await api({ 'shop-sell': behave }));
  expect(response.status).toBe(status);
  expect(Object.keys((await response.json()) as object)).toEqual(['message']);
});
