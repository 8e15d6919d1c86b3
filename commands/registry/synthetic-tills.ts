import { SYNTHETIC_STORE, tillCode, WAYS } from '../../lambdas/shared/synthetic-tills.ts';
import type { Workplace } from './clients.ts';
import { enrolDevice, listDevices } from './devices.ts';
import { setSecret } from './secrets.ts';

const PURPOSES = ['watch', 'verify'] as const;

/**
 * Enrols the tills of the synthetic store under new keys and puts these into the secret `synthetic-store`. The keys leave this process
 * only sealed.
 *
 * @param now names the devices: a key that is replaced keeps its own name, and its device goes on until it is revoked
 * @returns ids of the devices that did it before: to be revoked when no function uses their keys any more
 */
export async function enrolSyntheticTills(place: Workplace, now: Date): Promise<string[]> {
  const before = (await listDevices(place)).filter(
    ({ store, state }) => store === SYNTHETIC_STORE && state === 'enrolled',
  );
  const tills = place.regions.flatMap((region) =>
    PURPOSES.flatMap((as) => WAYS.map((way) => tillCode(as, way, region))),
  );
  const since = now.toISOString().replaceAll(/[-:]|\.\d+Z$/g, '');
  const devices = await Promise.all(
    tills.map((till) =>
      enrolDevice(
        place,
        { deviceId: `${SYNTHETIC_STORE}-${till}-${since}`, role: 'till', store: SYNTHETIC_STORE, till },
        now,
      ),
    ),
  );
  await setSecret(place, 'synthetic-store', JSON.stringify(devices), now);
  return before.map(({ deviceId }) => deviceId);
}
