import { createPrivateKey, type JsonWebKey, type KeyObject, sign } from 'node:crypto';
import type { Clock } from './clock.ts';

const LIFE_S = 300;
const RENEW_BEFORE_S = 60;
const FRESH_S = 5;

/** How a device proves who it is. */
export interface Identity {
  /** The current JWT; the same for many requests, so that the gateway's authorizer cache serves them. */
  bearer(): string;
  /** After a 401: makes a new JWT unless the current one is fresh. @returns whether there is a new one to try */
  renew(): boolean;
}

const base64url = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');

/** A device's own JWT (ES256), valid for five minutes, the longest the authorizer takes. */
function signDeviceToken(deviceId: string, key: KeyObject, now_s: number): string {
  const header = base64url({ alg: 'ES256', kid: deviceId });
  const claims = base64url({ sub: deviceId, aud: 'permanence', iat: now_s, exp: now_s + LIFE_S });
  const signature = sign('sha256', Buffer.from(`${header}.${claims}`), { key, dsaEncoding: 'ieee-p1363' });
  return `${header}.${claims}.${signature.toString('base64url')}`;
}

/** @param privateKey an EC P-256 key, as JWK or PEM */
export function deviceIdentity(deviceId: string, privateKey: JsonWebKey | string, clock: Clock): Identity {
  const key = createPrivateKey(typeof privateKey === 'string' ? privateKey : { key: privateKey, format: 'jwk' });
  const now_s = () => Math.floor(clock.wall_ms() / 1000);
  let current = { token: '', madeAt_s: -Infinity };
  const make = () => {
    current = { token: signDeviceToken(deviceId, key, now_s()), madeAt_s: now_s() };
  };
  return {
    bearer: () => {
      const age_s = now_s() - current.madeAt_s;
      // a negative age: the clock was set back, and the token now seems to come from the future
      if (age_s < 0 || age_s > LIFE_S - RENEW_BEFORE_S) make();
      return current.token;
    },
    renew: () => {
      if (now_s() - current.madeAt_s < FRESH_S) return false;
      make();
      return true;
    },
  };
}
