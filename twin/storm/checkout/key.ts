import { createPrivateKey, createPublicKey } from 'node:crypto';
import type { Keyring } from '../../../lambdas/shared/keyring.ts';

/** The head of a PKCS#8 Ed25519 private key; 32 bytes follow. Source: RFC 8410. */
const PKCS8_HEAD = Buffer.from('302e020100300506032b657004220420', 'hex');

/** The same key in every storm, so that a schedule repeats byte by byte. It guards nothing. */
const privateKey = createPrivateKey({
  key: Buffer.concat([PKCS8_HEAD, Buffer.alloc(32, 7)]),
  format: 'der',
  type: 'pkcs8',
});

const KID = 'storm';

export const stormPublicKey = createPublicKey(privateKey);

/** The keys of every sandbox, which no storm touches. */
export const stormKeys: Keyring = {
  findKey: (kid) => (kid === KID ? stormPublicKey : undefined),
  signingKey: async () => ({ kid: KID, privateKey }),
  refresh: async () => {},
};
