import { generateKeyPairSync } from 'node:crypto';
import type { Keyring } from '../../lambdas/shared/keyring.ts';

/** A keyring whose key is open already, as that of a warm sandbox is. */
export function openKeyring(): Keyring {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  const key = { kid: '2026-11', privateKey };
  return {
    findKey: (kid) => (kid === key.kid ? publicKey : undefined),
    signingKey: async () => key,
    refresh: async () => {},
  };
}
