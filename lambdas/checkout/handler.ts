import { createChainReader } from '../shared/chain-reader.ts';
import { untilAnswered } from '../shared/deadline.ts';
import { dynamoDBClient } from '../shared/dynamodb.ts';
import { readEnvironment } from '../shared/environment.ts';
import { createKeyring, type Unseal } from '../shared/keyring.ts';
import { readSigningKeys } from '../shared/registry.ts';
import { createCheckout } from './checkout.ts';
import { CHECKOUT_ENVIRONMENT } from './environment.ts';
import { createLedger } from './ledger.ts';
import { trustedTokens } from './trusted-tokens.ts';

const environment = readEnvironment(CHECKOUT_ENVIRONMENT, process.env);
const client = dynamoDBClient();

/** The KMS client is needed once a cold start, so it is loaded then and stays out of what every start must read. */
const unseal: Unseal = async (sealed, context) => {
  const { KMSClient, DecryptCommand } = await import('@aws-sdk/client-kms');
  const { Plaintext } = await new KMSClient({}).send(
    new DecryptCommand({ CiphertextBlob: sealed, EncryptionContext: context }),
  );
  if (Plaintext === undefined) throw new Error('KMS opened the signing key and sent nothing');
  return Plaintext;
};

const keys = createKeyring({
  loadKeys: () => untilAnswered((signal) => readSigningKeys(client, environment.DEVICES_TABLE, signal)),
  unseal,
  region: process.env.AWS_REGION ?? '',
  now: () => Date.now(),
});

export const handler = createCheckout({
  ledger: createLedger(client, environment.LEDGER_TABLE),
  chains: createChainReader(client, environment.LEDGER_TABLE),
  keys,
  trusted: trustedTokens(),
  now: () => new Date(),
});
