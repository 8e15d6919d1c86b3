import { type KeyObject, sign } from 'node:crypto';

const base64url = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');

/**
 * The JWT (ES256) by which a device says who it is, signed by itself.
 *
 * @param key private EC P-256 key of the device
 * @param from_s when it begins to hold, seconds since 1970
 * @param life_s how long it holds; the authorizer takes at most five minutes
 */
export function deviceToken(deviceId: string, key: KeyObject, from_s: number, life_s: number): string {
  const header = base64url({ alg: 'ES256', kid: deviceId });
  const claims = base64url({ sub: deviceId, aud: 'permanence', iat: from_s, exp: from_s + life_s });
  const signature = sign('sha256', Buffer.from(`${header}.${claims}`), { key, dsaEncoding: 'ieee-p1363' });
  return `${header}.${claims}.${signature.toString('base64url')}`;
}
