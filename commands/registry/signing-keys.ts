import { generateKeyPairSync } from 'node:crypto';
import { PutItemCommand } from '@aws-sdk/client-dynamodb';
import { EncryptCommand } from '@aws-sdk/client-kms';
import { type SealedKey, sealingContext } from '../../lambdas/shared/keyring.ts';
import { readSigningKeys, SIGNING_KEYS } from '../../lambdas/shared/registry.ts';
import type { Workplace } from './clients.ts';

/** Seals a private key for one Region, with that Region's own KMS key: no Region needs another to open it. */
async function sealFor(
  { kms, signingAlias }: Workplace,
  region: string,
  kid: string,
  privateKey: Buffer,
): Promise<string> {
  const command = new EncryptCommand({
    KeyId: signingAlias,
    Plaintext: privateKey,
    EncryptionContext: sealingContext(kid),
  });
  const { CiphertextBlob } = await kms(region).send(command);
  if (CiphertextBlob === undefined) throw new Error(`KMS in ${region} sealed the key and sent nothing`);
  return Buffer.from(CiphertextBlob).toString('base64');
}

/**
 * Makes a signing key, seals it for every Region and puts it into the registry. The private key leaves this process only sealed.
 *
 * @param activeFrom when entries begin to be signed with it; give running functions some minutes to learn it
 */
export async function createSigningKey(place: Workplace, kid: string, activeFrom: Date): Promise<SealedKey> {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  const pkcs8 = privateKey.export({ format: 'der', type: 'pkcs8' });
  const sealed = Object.fromEntries(
    await Promise.all(place.regions.map(async (region) => [region, await sealFor(place, region, kid, pkcs8)] as const)),
  );
  const key: SealedKey = {
    kid,
    publicKey: publicKey.export({ format: 'jwk' }).x ?? '',
    sealed,
    activeFrom: activeFrom.toISOString(),
  };
  await place.dynamodb.send(
    new PutItemCommand({
      TableName: place.devicesTable,
      Item: {
        pk: { S: SIGNING_KEYS },
        sk: { S: kid },
        kid: { S: kid },
        publicKey: { S: key.publicKey },
        sealed: { M: Object.fromEntries(Object.entries(sealed).map(([region, text]) => [region, { S: text }])) },
        activeFrom: { S: key.activeFrom },
      },
      ConditionExpression: 'attribute_not_exists(pk)',
    }),
  );
  return key;
}

/** All signing keys, sealed. */
export const listSigningKeys = ({ dynamodb, devicesTable }: Workplace): Promise<SealedKey[]> =>
  readSigningKeys(dynamodb, devicesTable, AbortSignal.timeout(10_000));

/** The public keys as a JWK set (RFC 7517, RFC 8037): all that anyone needs to verify a chain. */
export const publicKeySet = (keys: readonly SealedKey[]) => ({
  keys: keys.map(({ kid, publicKey }) => ({ kty: 'OKP', crv: 'Ed25519', alg: 'EdDSA', use: 'sig', kid, x: publicKey })),
});
