import { beforeAll, beforeEach, describe, expect, inject, it } from 'vitest';
import { createAuthorizer } from '../../../lambdas/authorizer/authorizer.ts';
import { untilAnswered } from '../../../lambdas/shared/deadline.ts';
import type { RequestLine } from '../../../lambdas/shared/log.ts';
import { readDevice } from '../../../lambdas/shared/registry.ts';
import { authorizerEvent, type Claims, deviceToken, forgedToken, newDevice, register } from '../../support/device.ts';
import { createLink } from '../../support/link.ts';
import { createTable, outsideClient } from '../../support/tables.ts';

const NOW = new Date('2026-11-24T09:30:00Z');
const seconds = (s: number): number => NOW.getTime() / 1000 + s;

describe('the authorizer', () => {
  const link = createLink();
  const outside = outsideClient(inject('dynamodb'));
  const till = newDevice('till-haussmann-012');
  const stolen = newDevice('till-stolen');
  const stranger = newDevice('till-stranger');
  let table: string;
  let now: Date;
  let lines: RequestLine[];
  let authorize: ReturnType<typeof createAuthorizer>;

  beforeAll(async () => {
    table = await createTable(outside, 'devices');
    await register(outside, table, till);
    await register(outside, table, stolen, 'revoked');
  });

  beforeEach(() => {
    now = NOW;
    lines = [];
    link.heal();
    link.requests.length = 0;
    authorize = createAuthorizer({
      readDevice: (id) => untilAnswered((signal) => readDevice(link.client, table, id, signal)),
      now: () => now,
      log: (line) => lines.push(line),
    });
  });

  const present = (token: string) => authorize(authorizerEvent({ Authorization: `Bearer ${token}` }));
  const refused = async (token: string | Promise<string>) => {
    await expect(present(await token)).rejects.toThrow(/^Unauthorized$/);
    expect(lines).toEqual([expect.objectContaining({ status: 401, error: expect.any(String) })]);
  };

  it('gives the handler the device’s id, store, till and role, for every route of the API', async () => {
    const answer = await present(await deviceToken(till, NOW));
    expect(answer.principalId).toBe(till.deviceId);
    expect(answer.context).toEqual({ deviceId: till.deviceId, role: 'till', store: 'HAUSSMANN', till: '012' });
    expect(answer.policyDocument.Statement).toEqual([
      {
        Action: 'execute-api:Invoke',
        Effect: 'Allow',
        Resource: 'arn:aws:execute-api:eu-west-3:000000000000:api/v1/*',
      },
    ]);
  });

  it('takes the header in any case', async () => {
    const token = await deviceToken(till, NOW);
    await expect(authorize(authorizerEvent({ authorization: `Bearer ${token}` }))).resolves.toBeDefined();
  });

  it.each<[string, Record<string, string>]>([
    ['without a header', {}],
    ['with an empty header', { Authorization: '' }],
    ['with another scheme', { Authorization: 'Basic dGlsbDoxMjM0' }],
    ['with a token of two parts', { Authorization: 'Bearer a.b' }],
  ])('refuses a request %s', async (_, headers) => {
    await expect(authorize(authorizerEvent(headers))).rejects.toThrow(/^Unauthorized$/);
  });

  const good = { sub: till.deviceId, aud: 'permanence', iat: seconds(0), exp: seconds(120) };

  it.each([
    ['whose header is no JSON', 'AAAA.AAAA.AAAA'],
    ['whose header is a list', forgedToken([], good)],
    ['with alg none', forgedToken({ alg: 'none', kid: till.deviceId }, good, '-')],
    ['with alg HS256', forgedToken({ alg: 'HS256', kid: till.deviceId }, good)],
    ['without a key id', forgedToken({ alg: 'ES256' }, good)],
    ['whose key id is no text', forgedToken({ alg: 'ES256', kid: 7 }, good)],
    ['whose key id holds anything', forgedToken({ alg: 'ES256', kid: 'a#b/../c' }, good)],
    ['whose key id is too long', forgedToken({ alg: 'ES256', kid: 'x'.repeat(65) }, good)],
  ])('refuses a token %s, without asking the registry', async (_, token) => {
    await refused(token);
    expect(link.requests).toEqual([]);
  });

  it('refuses a device it does not know', () => refused(deviceToken(stranger, NOW)));

  it('refuses a revoked device', () => refused(deviceToken(stolen, NOW)));

  it('refuses a token that another device’s key signed', () => refused(deviceToken(till, NOW, { signer: stranger })));

  it('refuses a token whose signature is no signature', () =>
    refused(forgedToken({ alg: 'ES256', kid: till.deviceId }, good)));

  it('refuses a token with a header it must understand and does not', () =>
    refused(forgedToken({ alg: 'ES256', kid: till.deviceId, crit: ['x'], x: 1 }, good)));

  it.each<[string, Claims]>([
    ['that has expired', { iat: seconds(-200), exp: seconds(-31) }],
    ['from the future', { iat: seconds(31), exp: seconds(60) }],
    ['that lives too long', { exp: seconds(301) }],
    ['that never ends', { exp: Number.MAX_SAFE_INTEGER }],
    ['for somebody else', { aud: 'other-service' }],
    ['about another device', { sub: stranger.deviceId }],
  ])('refuses a token %s', (_, claims) => refused(deviceToken(till, NOW, { claims })));

  it.each(['sub', 'aud', 'iat', 'exp'])('refuses a token without %s', (claim) =>
    refused(deviceToken(till, NOW, { claims: { [claim]: undefined } })),
  );

  it.each<[string, Claims]>([
    ['half a minute late', { iat: seconds(-149), exp: seconds(-29) }],
    ['half a minute early', { iat: seconds(29), exp: seconds(149) }],
    ['five minutes long', { exp: seconds(300) }],
  ])('takes a token %s', async (_, claims) => {
    await expect(present(await deviceToken(till, NOW, { claims }))).resolves.toBeDefined();
  });

  it('asks the registry once in 20 s, so a revocation counts after that', async () => {
    const device = newDevice('till-soon-revoked');
    await register(outside, table, device);
    await present(await deviceToken(device, NOW));
    await register(outside, table, device, 'revoked');
    now = new Date(NOW.getTime() + 19_999);
    await expect(present(await deviceToken(device, now))).resolves.toBeDefined();
    expect(link.requests).toEqual(['GetItemCommand']);
    now = new Date(NOW.getTime() + 20_000);
    await refused(deviceToken(device, now));
  });

  it('does not let a device in with another one’s name that it has seen before', async () => {
    await present(await deviceToken(till, NOW));
    await refused(deviceToken(till, NOW, { signer: stolen }));
  });

  it('says that it does not know, and not that the device is refused, when the registry cannot be asked', async () => {
    link.fail(() => ({ refuse: 'InternalServerError' }));
    const token = await deviceToken(till, NOW);
    await expect(present(token)).rejects.toMatchObject({ name: 'OutcomeUnknown' });
    expect(lines).toEqual([expect.objectContaining({ status: 503 })]);
    link.heal();
    await expect(present(token)).resolves.toBeDefined();
  });
});
