import { IMPATIENT } from './dynamodb.ts';
import type { Unseal } from './keyring.ts';

/** The KMS client is needed once a cold start, so it is loaded then and stays out of what every start must read. */
export const unsealByKms: Unseal = async (sealed, context) => {
  const { KMSClient, DecryptCommand } = await import('@aws-sdk/client-kms');
  const { Plaintext } = await new KMSClient({ maxAttempts: 2, requestHandler: IMPATIENT }).send(
    new DecryptCommand({ CiphertextBlob: sealed, EncryptionContext: context }),
  );
  if (Plaintext === undefined) throw new Error('KMS opened a secret and sent nothing');
  return Plaintext;
};
