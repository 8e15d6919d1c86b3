/** `npm run device -- enrol|enrol-synthetic|revoke|list|token`: the devices that may call the API. */
import { randomBytes } from 'node:crypto';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { InvalidArgumentError } from 'commander';
import { systemClock } from '../client/clock.ts';
import { readDeviceFile } from '../client/device-file.ts';
import { deviceIdentity } from '../client/identity.ts';
import { FORM_ID_BYTES, formId } from '../domain/tax-free/form-id.ts';
import { deviceFileOf } from './device-files.ts';
import { withPlace } from './place/options.ts';
import { followTwinClock } from './place/twin-clock.ts';
import type { PlaceAsked } from './place/where.ts';
import { programOf, runProgram } from './program.ts';
import { type Workplace, workplace } from './registry/clients.ts';
import { type DeviceFile, EnrolledAlready, enrolDevice, listDevices, revokeDevice } from './registry/devices.ts';
import { enrolSyntheticTills } from './registry/synthetic-tills.ts';
import { tableOf } from './table.ts';

interface RegistryAsked extends PlaceAsked {
  readonly registry?: string;
}

interface EnrolAsked extends RegistryAsked {
  readonly store: string;
  readonly till: string;
  readonly role: 'till' | 'kiosk';
  readonly id?: string;
  readonly out?: string;
}

/** Where the registry is: an environment's own, or that of a clone. */
async function registryOf(asked: RegistryAsked): Promise<Workplace & { on: 'twin' | 'aws' }> {
  const place = await workplace(asked);
  return asked.registry === undefined ? place : { ...place, devicesTable: asked.registry };
}

const matching = (pattern: RegExp, expected: string) => (text: string) => {
  if (!pattern.test(text)) throw new InvalidArgumentError(`Expected ${expected}.`);
  return text;
};

/** The key file is made before the device is enrolled: a file that is there already never costs a device its only key. */
async function enrol(asked: EnrolAsked): Promise<void> {
  const { store, till, role, id: deviceId = `${store}-${till}` } = asked;
  const place = await registryOf(asked);
  const file = asked.out ?? deviceFileOf(place.on, deviceId);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, '', { mode: 0o600, flag: 'wx' });
  const keep = (made: DeviceFile) => writeFileSync(file, `${JSON.stringify(made, null, 2)}\n`);
  const device = await enrolDevice(place, { deviceId, role, store, till }, new Date(), keep).catch((error: Error) => {
    if (error instanceof EnrolledAlready) rmSync(file);
    throw error;
  });
  console.log(
    `enrolled ${device.deviceId}; its private key is in ${file}: move it to the device, it is kept nowhere else`,
  );
}

async function enrolSynthetic(asked: PlaceAsked): Promise<void> {
  const before = await enrolSyntheticTills(await workplace(asked), new Date());
  console.log('the synthetic store sells by new keys from the next start of its function on');
  if (before.length > 0) console.log(`revoke tomorrow what did it before: ${before.join(' ')}`);
}

async function revoke(asked: RegistryAsked & { id: string }): Promise<void> {
  await revokeDevice(await registryOf(asked), asked.id, new Date());
  console.log(`revoked ${asked.id}; no Region lets it in a minute from now`);
}

async function list(asked: RegistryAsked & { json?: true }): Promise<void> {
  const devices = await listDevices(await registryOf(asked));
  if (asked.json) console.log(JSON.stringify(devices));
  else
    console.log(
      tableOf(devices, 'no device is enrolled. Enrol one: npm run device -- enrol --store STORE --till TILL'),
    );
}

/** The id of a new form, as a kiosk draws it. */
const newFormId = (): void => console.log(formId(randomBytes(FORM_ID_BYTES)));

async function token({ key }: { key: string }): Promise<void> {
  await followTwinClock(process.env);
  const { deviceId, privateKey } = await readDeviceFile(key);
  console.log(deviceIdentity(deviceId, privateKey, systemClock).bearer());
}

const program = programOf('device', 'Enrols, revokes and lists the devices (tills and kiosks) that may call the API.', [
  'npm run device -- enrol --store LILLE --till 007',
  'npm run device -- enrol --store LILLE --till K1 --role kiosk --environment production',
  'npm run device -- revoke --id LILLE-007',
  'npm run --silent device -- token --key .twin/devices/HAUSSMANN-901.json',
]);
const verb = (name: string, summary: string) => withPlace(program.command(name).description(summary));
const REGISTRY = ['--registry <table>', "the registry of a clone: devices under the clone's tables"] as const;

verb('enrol', 'enrol a device under a new key, whose private half goes into a file and nowhere else')
  .requiredOption(
    '--store <code>',
    'its store: 2 to 12 capital letters or digits',
    matching(/^[A-Z0-9]{2,12}$/, '2 to 12 capital letters or digits'),
  )
  .requiredOption(
    '--till <code>',
    'its till: 1 to 6 capital letters or digits',
    matching(/^[A-Z0-9]{1,6}$/, '1 to 6 capital letters or digits'),
  )
  .addOption(program.createOption('--role <role>', 'what it is').choices(['till', 'kiosk']).default('till'))
  .option('--id <name>', 'name of the device (default: <store>-<till>)')
  .option('--out <file>', 'file of its key (default: .twin/devices/<id>.json of a twin, .devices/<id>.json of AWS)')
  .option(...REGISTRY)
  .action(enrol);
verb('enrol-synthetic', 'enrol the tills of the synthetic store under new keys, which go into its secret').action(
  enrolSynthetic,
);
verb('revoke', 'revoke a device; within a minute no Region lets it in')
  .requiredOption('--id <name>', 'name of the device')
  .option(...REGISTRY)
  .action(revoke);
verb('list', 'list all devices')
  .option('--json', 'for programs')
  .option(...REGISTRY)
  .action(list);
program
  .command('token')
  .description('print a bearer token of five minutes, for trying the API by hand')
  .requiredOption('--key <file>', 'key file of the device')
  .action(token);

program
  .command('form-id')
  .description('draw the id of a new tax-free form, as a kiosk does, for trying the API by hand')
  .action(newFormId);

await runProgram(program);
