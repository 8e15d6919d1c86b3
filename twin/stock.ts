import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { KMSClient } from '@aws-sdk/client-kms';
import type { Workplace } from '../commands/registry/clients.ts';
import { type DeviceFile, enrolDevice } from '../commands/registry/devices.ts';
import { createFieldKey, listSecrets, setSecret } from '../commands/registry/secrets.ts';
import { createSigningKey, listSigningKeys } from '../commands/registry/signing-keys.ts';
import { enrolSyntheticTills } from '../commands/registry/synthetic-tills.ts';
import { createSlipQuota } from '../lambdas/shared/form-work/slip-quota.ts';
import { fieldKeyName, type SecretName } from '../lambdas/shared/sealed.ts';
import { CREDENTIALS } from './dynamodb/tables.ts';
import type { Outside } from './supervisor/outside.ts';

/** The operator's workplace in the world outside the Regions of a twin. */
export function workplaceOf({ plan, dynamodbEndpoint, kmsEndpoint }: Outside): Workplace {
  const prefix = `permanence-${plan.environment}`;
  return {
    environment: plan.environment,
    regions: plan.regions.map(({ region }) => region),
    dynamodb: new DynamoDBClient({ region: 'eu-west-3', endpoint: dynamodbEndpoint, credentials: CREDENTIALS }),
    kms: (region) => new KMSClient({ region, endpoint: kmsEndpoint, credentials: CREDENTIALS }),
    ledgerTable: `${prefix}-ledger`,
    devicesTable: `${prefix}-devices`,
    taxFreeTable: `${prefix}-tax-free`,
    operationsTable: `${prefix}-operations`,
    signingAlias: `alias/${prefix}-signing`,
  };
}

/**
 * Puts in what the functions must know of the outside worlds: a field key for personal data, and the secrets that the twin's customs and
 * acquirer were started with (`customsSecrets`, `acquirerSecrets`).
 */
async function stockSecrets(outside: Outside, secrets: Partial<Record<SecretName, string>>): Promise<void> {
  const place = workplaceOf(outside);
  const known = new Set((await listSecrets(place)).map(({ name }) => name));
  if (!known.has(fieldKeyName('twin-1'))) await createFieldKey(place, 'twin-1', new Date(0));
  for (const [name, secret] of Object.entries(secrets)) await setSecret(place, name, secret, new Date());
}

/** Emergency slip numbers that customs gave the operator. */
const LAST_SLIP = 100_000;

/** Where forms are worked on: what customs and the acquirer share with us, and slip numbers. A kept quota stays as it is. */
async function stockTaxFree(outside: Outside): Promise<void> {
  const { plan, remote } = outside;
  const functions = plan.regions.flatMap((region) => region.functions);
  const worker = functions.find(({ environment }) => environment.TAX_FREE_TABLE && environment.OPERATOR);
  if (worker === undefined) return;
  const { OPERATOR = '' } = worker.environment;
  const { dynamodb, taxFreeTable } = workplaceOf(outside);
  await stockSecrets(outside, { ...remote.customs?.secrets, ...remote.acquirer?.secrets });
  await createSlipQuota(dynamodb, taxFreeTable, OPERATOR).stock(1, LAST_SLIP);
}

export type DeviceName = Omit<DeviceFile, 'privateKey'>;

/**
 * Puts into a world what it needs before it sells: a signing key, devices with their key files, what tax-free needs, and the tills of the
 * synthetic store. What a kept world has already is taken as it is.
 */
export async function stock(outside: Outside, devices: readonly DeviceName[], folder: string): Promise<DeviceFile[]> {
  const place = workplaceOf(outside);
  if ((await listSigningKeys(place)).length === 0) await createSigningKey(place, 'twin-1', new Date(0));
  await stockTaxFree(outside);
  const secrets = await listSecrets(place);
  if (!secrets.some(({ name }) => name === 'synthetic-store')) await enrolSyntheticTills(place, new Date());
  mkdirSync(folder, { recursive: true });
  return Promise.all(devices.map((device) => enrolled(place, device, `${folder}/${device.deviceId}.json`)));
}

async function enrolled(place: Workplace, device: DeviceName, file: string): Promise<DeviceFile> {
  if (existsSync(file)) return JSON.parse(readFileSync(file, 'utf8')) as DeviceFile;
  const made = await enrolDevice(place, device, new Date());
  writeFileSync(file, `${JSON.stringify(made, null, 2)}\n`, { mode: 0o600 });
  return made;
}
