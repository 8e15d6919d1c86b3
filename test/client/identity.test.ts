import { createPublicKey, generateKeyPairSync } from 'node:crypto';
import { decodeProtectedHeader, jwtVerify } from 'jose';
import { expect, test } from 'vitest';
import { deviceIdentity, localTime } from '../../client/index.ts';
import { HandClock } from './support/hand-clock.ts';

const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const jwk = privateKey.export({ format: 'jwk' });
const pem = privateKey.export({ format: 'pem', type: 'pkcs8' }).toString();

test('a device proves who it is with a JWT of at most five minutes, from a JWK or a PEM', async () => {
  const clock = new HandClock();
  for (const key of [jwk, pem]) {
    const token = deviceIdentity('till-7', key, clock).bearer();
    const { payload } = await jwtVerify(token, createPublicKey(privateKey), {
      audience: 'permanence',
      currentDate: new Date(clock.wall_ms()),
    });
    expect(decodeProtectedHeader(token)).toEqual({ alg: 'ES256', kid: 'till-7' });
    expect(payload.sub).toBe('till-7');
    expect((payload.exp ?? 0) - (payload.iat ?? 0)).toBe(300);
  }
});

test('a token is shared while it lives and renewed before it ends', () => {
  const clock = new HandClock();
  const identity = deviceIdentity('till-7', jwk, clock);
  const first = identity.bearer();
  clock.forward(239_000);
  expect(identity.bearer()).toBe(first);
  clock.forward(2_000);
  expect(identity.bearer()).not.toBe(first);
});

test('after a 401 a token is renewed unless it is fresh', () => {
  const clock = new HandClock();
  const identity = deviceIdentity('till-7', jwk, clock);
  const first = identity.bearer();
  expect(identity.renew()).toBe(false);
  clock.forward(6_000);
  expect(identity.renew()).toBe(true);
  expect(identity.bearer()).not.toBe(first);
});

test('a till whose clock was set back does not go on with a token from the future', () => {
  const clock = new HandClock();
  const identity = deviceIdentity('till-7', jwk, clock);
  const first = identity.bearer();
  clock.forward(-3_600_000);
  expect(identity.bearer()).not.toBe(first);
});

test("a till's time names the moment and carries an offset", () => {
  const wall_ms = Date.parse('2026-11-24T22:59:59.123Z');
  expect(Date.parse(localTime(wall_ms))).toBe(wall_ms);
  expect(localTime(wall_ms)).toMatch(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.123[+-]\d{2}:\d{2}$/);
});
