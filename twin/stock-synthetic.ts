import type { Workplace } from '../commands/registry/clients.ts';
import { enrolDevice } from '../commands/registry/devices.ts';
import { listSecrets, setSecret } from '../commands/registry/secrets.ts';
import { tillCode, type Way } from '../lambdas/synthetic-store/synthetic-store.ts';

const STORE = 'SYNTHETIC';
const SECRET = 'synthetic-store';
const WAYS: readonly Way[] = ['public', 'own', 'other'];

/** Gives the synthetic store its tills, as an operator does (docs/runbooks.md, synthetic-tills). A kept world has them already. */
export async function stockSyntheticStore(place: Workplace): Promise<void> {
  if ((await listSecrets(place)).some(({ name }) => name === SECRET)) return;
  const tills = place.regions.flatMap((region) =>
    (['watch', 'verify'] as const).flatMap((as) => WAYS.map((way) => tillCode(as, way, region))),
  );
  const devices = await Promise.all(
    tills.map((till) =>
      enrolDevice(place, { deviceId: `${STORE}-${till}`, role: 'till', store: STORE, till }, new Date()),
    ),
  );
  await setSecret(place, SECRET, JSON.stringify(devices), new Date());
}
