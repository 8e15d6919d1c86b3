import { setTimeout as sleep } from 'node:timers/promises';
import { DescribeTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { EncryptCommand, KMSClient } from '@aws-sdk/client-kms';
import { readEnvironment } from '../shared/environment.ts';
import { publicKeyObject } from '../shared/keyring.ts';
import { unsealByKms } from '../shared/kms.ts';
import { readSigningKeys } from '../shared/registry.ts';
import { tablesBeginning } from '../shared/restored-tables.ts';
import { functionSecrets } from '../shared/secrets-registry.ts';
import { createClone } from './clone.ts';
import { CLONE_ENVIRONMENT } from './environment.ts';
import { createClones } from './life/clones.ts';
import { runningRestores } from './life/coming.ts';
import type { Seal } from './mask/keys.ts';
import { createRows } from './mask/rows.ts';
import { vaultReader } from './plan/vault.ts';
import { CLONE_PREFIX } from './prefix.ts';

const environment = readEnvironment(CLONE_ENVIRONMENT, process.env);
const { LEDGER_TABLE, DEVICES_TABLE, TAX_FREE_TABLE, OPERATIONS_TABLE, CLONE_KEY_ALIAS } = environment;

/** Nobody stands at a till: whole pages are read and written here, and a slow answer is better than none. */
const client = new DynamoDBClient({
  maxAttempts: 6,
  requestHandler: { connectionTimeout: 2000, requestTimeout: 20_000, throwOnRequestTimeout: true },
});
const kms = new KMSClient({ maxAttempts: 4 });
const now = (): Date => new Date();

const seal: Seal = async (Plaintext, EncryptionContext) => {
  const { CiphertextBlob } = await kms.send(
    new EncryptCommand({ KeyId: CLONE_KEY_ALIAS, Plaintext, EncryptionContext }),
  );
  if (CiphertextBlob === undefined) throw new Error('KMS sealed a key and sent nothing');
  return CiphertextBlob;
};

async function tableExists(table: string): Promise<boolean> {
  try {
    await client.send(new DescribeTableCommand({ TableName: table }));
    return true;
  } catch (error) {
    if ((error as Error).name === 'ResourceNotFoundException') return false;
    throw error;
  }
}

async function findKey() {
  const keys = await readSigningKeys(client, DEVICES_TABLE, AbortSignal.timeout(20_000));
  const known = new Map(keys.map(({ kid, publicKey }) => [kid, publicKeyObject(publicKey)]));
  return (kid: string) => known.get(kid);
}

export const handler = createClone({
  region: process.env.AWS_REGION ?? '',
  live: { ledger: LEDGER_TABLE, devices: DEVICES_TABLE, 'tax-free': TAX_FREE_TABLE, operations: OPERATIONS_TABLE },
  vaults: { backup: environment.BACKUP_VAULT, tape: environment.TAPE_VAULT },
  clones: createClones(client, OPERATIONS_TABLE, now),
  rows: createRows(client, sleep),
  listRecoveryPoints: vaultReader(),
  listRunningRestores: runningRestores(),
  tableExists,
  listCloneTables: () => tablesBeginning(client, CLONE_PREFIX),
  seal,
  unseal: unsealByKms,
  original: { findKey, fieldKeys: functionSecrets(client, DEVICES_TABLE) },
  now,
});
