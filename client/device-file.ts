import type { JsonWebKey } from 'node:crypto';
import { readFile } from 'node:fs/promises';

/** A device's key file, written when it was enrolled. */
export interface DeviceFile {
  deviceId: string;
  /** EC P-256, as JWK or PEM. */
  privateKey: JsonWebKey | string;
  store: string;
  till: string;
  role: string;
}

/** @throws Error that says what the file lacks */
export async function readDeviceFile(path: string): Promise<DeviceFile> {
  const device = JSON.parse(await readFile(path, 'utf8')) as Partial<DeviceFile>;
  const { deviceId, privateKey, store, till, role = 'till' } = device;
  if (deviceId === undefined || privateKey === undefined || store === undefined || till === undefined)
    throw new Error(`${path} is no device key file: it needs deviceId, privateKey, store and till`);
  return { deviceId, privateKey, store, till, role };
}
