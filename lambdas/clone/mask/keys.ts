import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { sealingContext } from '../../shared/keyring.ts';
import { SIGNING_KEYS } from '../../shared/registry.ts';
import { fieldKeyName, SECRET_NAMES, type SecretName, secretContext } from '../../shared/sealed.ts';
import { SECRETS } from '../../shared/secrets-registry.ts';
import type { Row } from './rows.ts';

/** Encrypts under the KMS key of clones: one call to KMS. */
export type Seal = (plaintext: Uint8Array, context: Record<string, string>) => Promise<Uint8Array>;

const KEY_BYTES = 32;

/** What KMS is told that the key of a clone's pseudonyms is for. */
export const maskingContext = (clone: string): Record<string, string> => ({ purpose: 'clone-masking', clone });

const secret = (): string => randomBytes(KEY_BYTES).toString('hex');

/** Accounts that exist nowhere: a clone has all that its functions look for, and none of it opens anything. */
const dummies = (): Readonly<Record<SecretName, string>> => ({
  'customs-client': JSON.stringify({ id: 'clone', secret: secret() }),
  'customs-webhook': secret(),
  acquirer: JSON.stringify({ apiKey: `clone-${secret()}`, merchantAccount: 'clone', hmacKey: secret() }),
  // No tills: nobody sells in a clone by itself.
  'synthetic-store': '[]',
});

/** How many keys and secrets a clone has. */
export const CLONE_KEYS = 2 + Object.keys(SECRET_NAMES).length;

interface Making {
  seal: Seal;
  region: string;
  activeFrom: string;
}

async function sealedItem(
  key: { pk: string; sk: string },
  plaintext: Uint8Array,
  context: Record<string, string>,
  { seal, region, activeFrom }: Making,
): Promise<Row> {
  const sealed = Buffer.from(await seal(plaintext, context)).toString('base64');
  return {
    pk: { S: key.pk },
    sk: { S: key.sk },
    sealed: { M: { [region]: { S: sealed } } },
    activeFrom: { S: activeFrom },
  };
}

async function signingKeyItem(kid: string, making: Making): Promise<Row> {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  const pkcs8 = privateKey.export({ format: 'der', type: 'pkcs8' });
  const { x = '' } = publicKey.export({ format: 'jwk' });
  return {
    ...(await sealedItem({ pk: SIGNING_KEYS, sk: kid }, pkcs8, sealingContext(kid), making)),
    kid: { S: kid },
    publicKey: { S: x },
  };
}

const secretItem = (name: string, plaintext: Uint8Array, making: Making): Promise<Row> =>
  sealedItem({ pk: SECRETS, sk: name }, plaintext, secretContext(name), making);

/**
 * Everything that a clone's registry holds at first: a signing key, a key for personal data, and accounts that exist nowhere, all made for
 * it alone. No device: each is enrolled anew, and none of the original's gets in.
 */
export async function cloneKeys(clone: string, making: Making): Promise<Row[]> {
  const id = `clone-${clone}-${randomBytes(4).toString('hex')}`;
  const secrets = Object.entries(dummies()).map(([name, text]) => secretItem(name, Buffer.from(text), making));
  return Promise.all([
    signingKeyItem(id, making),
    secretItem(fieldKeyName(id), randomBytes(KEY_BYTES), making),
    ...secrets,
  ]);
}
