import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import type { SealedKey } from '../../lambdas/shared/keyring.ts';

export interface TestKey {
  kid: string;
  publicKey: KeyObject;
  privateKey: KeyObject;
  /** As the registry holds it, sealed for both Regions by a lock that opens to anybody. */
  sealed: SealedKey;
}

/** A fresh Ed25519 key that entries are signed with. */
export function newSigningKey(kid = 'key-1', activeFrom = '2026-01-01T00:00:00Z'): TestKey {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  const text = privateKey.export({ format: 'der', type: 'pkcs8' }).toString('base64');
  const { x = '' } = publicKey.export({ format: 'jwk' });
  const sealed = { 'eu-west-3': text, 'eu-central-1': text };
  return { kid, publicKey, privateKey, sealed: { kid, publicKey: x, sealed, activeFrom } };
}
