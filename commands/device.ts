/** `npm run device -- enrol|enrol-synthetic|revoke|list`: the devices that may call the API. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { parseArgs } from 'node:util';
import { deviceIdentity, readDeviceFile, systemClock } from '../client/index.ts';
import { type Workplace, workplace } from './registry/clients.ts';
import { enrolDevice, listDevices, revokeDevice } from './registry/devices.ts';
import { enrolSyntheticTills } from './registry/synthetic-tills.ts';
import { runCommand, UsageError } from './usage.ts';

const USAGE = `npm run device -- enrol --store HAUSSMANN --till 012 [--role till|kiosk] [--id NAME] [--out FILE]
npm run device -- revoke --id NAME
npm run device -- enrol-synthetic       the tills of the synthetic store, under new keys that go into its secret
npm run device -- list
npm run device -- token --key FILE      a token of five minutes, for trying the API by hand
  [--environment production]   the environment whose registry is meant
  [--registry TABLE]           the registry of a clone of it: devices under the clone's tables`;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    store: { type: 'string' },
    till: { type: 'string' },
    role: { type: 'string', default: 'till' },
    id: { type: 'string' },
    out: { type: 'string' },
    key: { type: 'string' },
    environment: { type: 'string' },
    registry: { type: 'string' },
  },
});

/** Where the registry is: an environment's own, or that of a clone. */
function registry(): Workplace {
  const place = workplace(values.environment);
  return values.registry === undefined ? place : { ...place, devicesTable: values.registry };
}

async function enrol(): Promise<void> {
  const { store, till, role } = values;
  if (!store || !till || !/^[A-Z0-9]{2,12}$/.test(store) || !/^[A-Z0-9]{1,6}$/.test(till)) throw new UsageError(USAGE);
  if (role !== 'till' && role !== 'kiosk') throw new UsageError(USAGE);
  const deviceId = values.id ?? `${store}-${till}`;
  const device = await enrolDevice(registry(), { deviceId, role, store, till }, new Date());
  const file = values.out ?? `.devices/${deviceId}.json`;
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, `${JSON.stringify(device, null, 2)}\n`, { mode: 0o600, flag: 'wx' });
  console.log(`enrolled ${deviceId}; its private key is in ${file}: move it to the device, it is kept nowhere else`);
}

async function enrolSynthetic(): Promise<void> {
  const before = await enrolSyntheticTills(workplace(values.environment), new Date());
  console.log('the synthetic store sells by new keys from the next start of its function on');
  if (before.length > 0) console.log(`revoke tomorrow what did it before: ${before.join(' ')}`);
}

async function revoke(): Promise<void> {
  if (!values.id) throw new UsageError(USAGE);
  await revokeDevice(registry(), values.id, new Date());
  console.log(`revoked ${values.id}; no Region lets it in a minute from now`);
}

async function list(): Promise<void> {
  console.table(await listDevices(registry()));
}

async function token(): Promise<void> {
  if (!values.key) throw new UsageError(USAGE);
  const { deviceId, privateKey } = await readDeviceFile(values.key);
  console.log(deviceIdentity(deviceId, privateKey, systemClock).bearer());
}

await runCommand({ enrol, 'enrol-synthetic': enrolSynthetic, revoke, list, token }, positionals[0], USAGE);
