import { afterEach, expect, test, vi } from 'vitest';
import { failed } from '../../../twin/lambda/outcome.ts';
import { api, ended, sell } from '../support/api.ts';

const policy = (Effect: string, Resource: string) => ({
  principalId: 'till-7',
  policyDocument: { Statement: [{ Effect, Action: 'execute-api:Invoke', Resource }] },
});

afterEach(() => {
  vi.useRealTimers();
});

test('a call without an Authorization header is refused without asking the authorizer', async () => {
  const shop = await api();
  const response = await sell(shop, undefined, { authorization: '' });
  expect(response.status).toBe(401);
  expect(await response.json()).toEqual({ message: 'Unauthorized' });
  expect(shop.events('shop-authorize')).toHaveLength(0);
});

test('the answer is kept for the header, and for no other', async () => {
  const shop = await api();
  await sell(shop);
  await sell(shop);
  expect(shop.events('shop-authorize')).toHaveLength(1);
  await sell(shop, undefined, { authorization: 'Bearer b' });
  expect(shop.events('shop-authorize')).toHaveLength(2);
});

test('the answer is kept as long as the document says', async () => {
  vi.useFakeTimers({ toFake: ['Date'] });
  const shop = await api();
  await sell(shop);
  vi.advanceTimersByTime(19_900);
  await sell(shop);
  expect(shop.events('shop-authorize')).toHaveLength(1);
  vi.advanceTimersByTime(200);
  await sell(shop);
  expect(shop.events('shop-authorize')).toHaveLength(2);
});

test('the function behind finds the context as text', async () => {
  const shop = await api();
  await sell(shop);
  expect(shop.events('shop-sell')[0]?.requestContext).toMatchObject({
    authorizer: { principalId: 'till-7', store: 'LILLE', till: '7', training: 'false' },
  });
});

const VERDICTS = [
  ['an Allow of this method', 'Allow', 'arn:aws:execute-api:eu-west-3:*:*/live/PUT/sales/*', 201],
  ['an Allow of another method', 'Allow', 'arn:aws:execute-api:eu-west-3:*:*/live/GET/sales/*', 403],
  ['an Allow of one other sale', 'Allow', 'arn:aws:execute-api:eu-west-3:*:*/live/PUT/sales/4?3', 403],
  ['a Deny', 'Deny', '*', 403],
] as const;

test.each(VERDICTS)('%s means what IAM says', async (_, effect, resource, status) => {
  const shop = await api({ 'shop-authorize': () => policy(effect, resource) });
  expect((await sell(shop)).status).toBe(status);
});

test('an authorizer that says Unauthorized means 401, one that fails 500', async () => {
  const refusing = await api({ 'shop-authorize': () => ended(failed('Error', 'Unauthorized')) });
  expect((await sell(refusing)).status).toBe(401);
  const failing = await api({ 'shop-authorize': () => ended(failed('TypeError', 'oops')) });
  expect((await sell(failing)).status).toBe(500);
});

test('a context with more than plain values is a mistake of the authorizer', async () => {
  const shop = await api({ 'shop-authorize': () => ({ ...policy('Allow', '*'), context: { stores: ['LILLE'] } }) });
  expect((await sell(shop)).status).toBe(500);
  expect(shop.events('shop-sell')).toHaveLength(0);
});
