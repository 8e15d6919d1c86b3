import { randomBytes } from 'node:crypto';
import { type Clock, type Random, systemClock } from '../clock.ts';
import type { DeviceFile } from '../device-file.ts';
import { deviceIdentity } from '../identity.ts';
import type { Region } from '../regions/region.ts';
import { createRegionalClient } from '../regions/regional-client.ts';
import { Kiosk } from './kiosk.ts';

export interface KioskOptions {
  /** The nearest Region first. */
  regions: readonly Region[];
  /** A device whose role is `kiosk`, or a till. */
  device: DeviceFile;
  fetch?: typeof globalThis.fetch;
  clock?: Clock;
  random?: Random;
}

/** The composition root of a kiosk. */
export function openKiosk(options: KioskOptions): Kiosk {
  const { regions, device, fetch = globalThis.fetch, clock = systemClock, random = Math.random } = options;
  const identity = deviceIdentity(device.deviceId, device.privateKey, clock);
  return new Kiosk({ client: createRegionalClient({ regions, identity, fetch, clock, random }), clock, randomBytes });
}
