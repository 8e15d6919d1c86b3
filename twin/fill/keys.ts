import { DecryptCommand } from '@aws-sdk/client-kms';
import type { Workplace } from '../../commands/registry/clients.ts';
import type { FieldKeys } from '../../lambdas/shared/form-work/field-cipher.ts';
import { createKeyring, type Keyring, type Unseal } from '../../lambdas/shared/keyring.ts';
import { readSigningKeys } from '../../lambdas/shared/registry.ts';
import { createSecrets } from '../../lambdas/shared/sealed.ts';
import { readSecrets } from '../../lambdas/shared/secrets-registry.ts';

const PATIENCE_MS = 10_000;

/** The keys of a stocked world, opened as a function of its first Region opens them. */
export interface WorldKeys {
  signing: Keyring;
  fields: FieldKeys;
}

/** What signs entries and what encrypts travellers' data in a world, read from its registry and opened by its KMS. */
export function keysOf({ dynamodb, devicesTable, kms, regions }: Workplace): WorldKeys {
  const [region = ''] = regions;
  const client = kms(region);
  const unseal: Unseal = async (sealed, context) => {
    const { Plaintext } = await client.send(new DecryptCommand({ CiphertextBlob: sealed, EncryptionContext: context }));
    if (Plaintext === undefined) throw new Error('KMS opened a secret and sent nothing');
    return Plaintext;
  };
  const signal = () => AbortSignal.timeout(PATIENCE_MS);
  const at = { unseal, region, now: () => Date.now() };
  return {
    signing: createKeyring({ ...at, loadKeys: () => readSigningKeys(dynamodb, devicesTable, signal()) }),
    fields: createSecrets({ ...at, loadSecrets: () => readSecrets(dynamodb, devicesTable, signal()) }),
  };
}
