import { createPrivateKey, type JsonWebKey } from 'node:crypto';
import { deviceToken } from '../domain/device-token.ts';
import type { Clock } from './clock.ts';

/** The longest the authorizer takes. */
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

/** @param privateKey an EC P-256 key, as JWK or PEM */
export function deviceIdentity(deviceId: string, privateKey: JsonWebKey | string, clock: Clock): Identity {
  const key = createPrivateKey(typeof privateKey === 'string' ? privateKey : { key: privateKey, format: 'jwk' });
  const now_s = () => Math.floor(clock.wall_ms() / 1000);
  let current = { token: '', madeAt_s: -Infinity };
  const make = () => {
    current = { token: deviceToken(deviceId, key, now_s(), LIFE_S), madeAt_s: now_s() };
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
