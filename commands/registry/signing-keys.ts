import { generateKeyPairSync } from 'node:crypto';
import { PutItemCommand } from '@aws-sdk/client-dynamodb';
import { type SealedKey, sealingContext } from '../../lambdas/shared/keyring.ts';
import { readSigningKeys, SIGNING_KEYS } from '../../lambdas/shared/registry.ts';
import type { Workplace } from './clients.ts';
import { sealForAll } from './seal.ts';

/**
 * Makes a signing key, seals it for every Region and puts it into the registry. The private key leaves this process only sealed.
 *
 * @param activeFrom when entries begin to be signed with it; give running functions some minutes to learn it
 */
export async function createSigningKey(place: Workplace, kid: string, activeFrom: Date): Promise<SealedKey> {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  const pkcs8 = privateKey.export({ format: 'der', type: 'pkcs8' });
  const sealed = await sealForAll(place, { alias: place.signingAlias, content: pkcs8, context: sealingContext(kid) });
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
