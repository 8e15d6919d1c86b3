import { createPrivateKey, createPublicKey, type KeyObject } from 'node:crypto';
import type { FindKey, SigningKey } from '../../domain/chain/token.ts';

/** A signing key as the device registry holds it; the private part is sealed by each Region's KMS key. */
export interface SealedKey {
  kid: string;
  /** Raw Ed25519 public key, base64url. */
  publicKey: string;
  /** Region → base64 of the sealed PKCS#8 private key. */
  sealed: Record<string, string>;
  /** From when on entries are signed with it, ISO 8601. */
  activeFrom: string;
}

/** Opens a sealed private key: one call to KMS. */
export type Unseal = (sealed: Uint8Array, context: Record<string, string>) => Promise<Uint8Array>;

export interface Keyring {
  findKey: FindKey;
  signingKey(): Promise<SigningKey>;
  /** Learns keys that were added since; at most one look every ten seconds, which all who ask meanwhile wait for. */
  refresh(): Promise<void>;
}

/** What KMS is told a sealed key is for; it opens nothing under another context. */
export const sealingContext = (kid: string): Record<string, string> => ({ purpose: 'chain-signing', kid });

const REFRESH_INTERVAL_MS = 10_000;

export const publicKeyObject = (raw: string): KeyObject =>
  createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x: raw }, format: 'jwk' });

export interface KeyringDependencies {
  /** All keys of the registry: one request. */
  loadKeys(): Promise<SealedKey[]>;
  unseal: Unseal;
  region: string;
  now(): number;
}

/** The newest key that is active at an instant. */
function activeKey(keys: readonly SealedKey[], now: number): SealedKey {
  const active = keys.filter(({ activeFrom }) => Date.parse(activeFrom) <= now);
  const newest = active.toSorted((a, b) => Date.parse(b.activeFrom) - Date.parse(a.activeFrom))[0];
  if (newest === undefined)
    throw new Error('the registry holds no active signing key: run the command signing-key create');
  return newest;
}

/** The keys of this sandbox: read once at its start, the signing key opened once, public keys kept as objects. */
export function createKeyring({ loadKeys, unseal, region, now }: KeyringDependencies): Keyring {
  let known = new Map<string, KeyObject>();
  let loading: Promise<SealedKey[]> | undefined;
  let signing: Promise<SigningKey> | undefined;
  let refreshing: Promise<SealedKey[]> | undefined;
  let refreshedAt = Number.NEGATIVE_INFINITY;

  async function load(): Promise<SealedKey[]> {
    const keys = await loadKeys();
    known = new Map(keys.map(({ kid, publicKey }) => [kid, publicKeyObject(publicKey)]));
    return keys;
  }

  async function open(): Promise<SigningKey> {
    loading ??= load();
    const { kid, sealed } = activeKey(await loading, now());
    const opened = await unseal(Buffer.from(sealed[region] ?? '', 'base64'), sealingContext(kid));
    return { kid, privateKey: createPrivateKey({ key: Buffer.from(opened), format: 'der', type: 'pkcs8' }) };
  }

  return {
    findKey: (kid) => known.get(kid),
    signingKey() {
      signing ??= open().catch((error) => {
        signing = undefined;
        loading = undefined;
        throw error;
      });
      return signing;
    },
    async refresh() {
      if (now() - refreshedAt >= REFRESH_INTERVAL_MS) {
        refreshedAt = now();
        refreshing = load();
      }
      await refreshing?.catch((error) => {
        refreshedAt = Number.NEGATIVE_INFINITY;
        throw error;
      });
    },
  };
}
