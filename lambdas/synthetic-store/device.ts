import { createPrivateKey, type JsonWebKey, type KeyObject, sign } from 'node:crypto';

/** A till of the synthetic store, as the secret `synthetic-store` holds it. */
interface DeviceFile {
  deviceId: string;
  store: string;
  till: string;
  privateKey: JsonWebKey;
}

/** A till that can say who it is. */
export interface TillDevice {
  store: string;
  till: string;
  /** A device's own JWT (ES256), fresh for every request. */
  bearer(): string;
}

const LIFE_S = 60;

const base64url = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');

function token(deviceId: string, key: KeyObject, now_s: number): string {
  const header = base64url({ alg: 'ES256', kid: deviceId });
  const claims = base64url({ sub: deviceId, aud: 'permanence', iat: now_s, exp: now_s + LIFE_S });
  const signature = sign('sha256', Buffer.from(`${header}.${claims}`), { key, dsaEncoding: 'ieee-p1363' });
  return `${header}.${claims}.${signature.toString('base64url')}`;
}

/**
 * The tills of the synthetic store by their codes: JSON, a list of device files as `npm run device -- enrol` writes them.
 * @throws Error naming the till that the secret lacks; the secret is never part of the message
 */
export function tillOf(secret: string, code: string, now: () => Date): TillDevice {
  const device = (JSON.parse(secret) as DeviceFile[]).find(({ till }) => till === code);
  if (device === undefined)
    throw new Error(`the secret synthetic-store has no till ${code}: enrol it and set the secret`);
  const { deviceId, store, till, privateKey } = device;
  const key = createPrivateKey({ key: privateKey, format: 'jwk' });
  return { store, till, bearer: () => token(deviceId, key, Math.floor(now().getTime() / 1000)) };
}
