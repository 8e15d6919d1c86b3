import { createPrivateKey, type JsonWebKey } from 'node:crypto';
import { deviceToken } from '../../domain/device-token.ts';

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

/**
 * The till of the synthetic store that has a code.
 *
 * @param secret JSON, a list of device files as `npm run device -- enrol` writes them
 * @throws Error naming the till that the secret lacks; the secret is never part of the message
 */
export function tillOf(secret: string, code: string, now: () => Date): TillDevice {
  const device = (JSON.parse(secret) as DeviceFile[]).find(({ till }) => till === code);
  if (device === undefined)
    throw new Error(`the secret synthetic-store has no till ${code}: enrol it and set the secret`);
  const { deviceId, store, till, privateKey } = device;
  const key = createPrivateKey({ key: privateKey, format: 'jwk' });
  return { store, till, bearer: () => deviceToken(deviceId, key, Math.floor(now().getTime() / 1000), LIFE_S) };
}
