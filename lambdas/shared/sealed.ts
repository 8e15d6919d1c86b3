import type { Unseal } from './keyring.ts';

/** A secret as the device registry holds it: sealed by each Region's KMS key `alias/<prefix>-secrets`. */
export interface SealedSecret {
  /** One of {@link SECRET_NAMES}, or `field-key:<id>`. */
  name: string;
  /** Region → base64 of the sealed secret. */
  sealed: Record<string, string>;
  /** From when on it is used, ISO 8601. Matters for field keys only: older ones still open what they closed. */
  activeFrom: string;
}

/** The secrets beside the field keys, with what they hold as text. */
export const SECRET_NAMES = {
  'customs-client': 'JSON {"id", "secret"}: our OAuth2 client at the customs gateway',
  'customs-webhook':
    'the secret under which customs sign what they send us; on a second line the one before, while it may still be used',
  'synthetic-store': 'JSON, a list of device files: the tills by which the synthetic store sells, see docs/runbooks.md',
  acquirer: 'JSON {"apiKey", "merchantAccount", "hmacKey"}: our account at the acquirer; the HMAC key in hexadecimal',
} as const;

export type SecretName = keyof typeof SECRET_NAMES;

/** A key that encrypts and authenticates fields: 32 bytes. */
export interface FieldKey {
  id: string;
  key: Uint8Array;
}

/** The secrets of a sandbox: opened once a cold start, each when it is first needed. */
export interface Secrets {
  /** @throws Error naming the command to run when the registry has no such secret */
  text(name: SecretName): Promise<string>;
  /** The newest field key that is active: what is closed now is closed with it. */
  fieldKey(): Promise<FieldKey>;
  /** An older one, to open what it closed. */
  fieldKeyOf(id: string): Promise<FieldKey>;
  /** Learns secrets that were set since; at most one look every ten seconds. */
  refresh(): Promise<void>;
}

/** The secrets of a sandbox that is starting. */
export interface OpenableSecrets extends Secrets {
  /**
   * Opens the newest field key and the secrets that a function needs, while it starts and not while its first customer waits. One that
   * cannot be opened is asked for again when it is needed, and its trouble is told then.
   */
  openEarly(...names: SecretName[]): Promise<void>;
}

/** What KMS is told a secret is for; it opens nothing under another context. */
export const secretContext = (name: string): Record<string, string> => ({ purpose: 'secret', name });

/** How a field key is named in the registry. */
export const fieldKeyName = (id: string): string => `field-key:${id}`;
const FIELD_KEY_PREFIX = fieldKeyName('');

const REFRESH_INTERVAL_MS = 10_000;

export interface SecretsDependencies {
  /** All secrets of the registry: one request. */
  loadSecrets(): Promise<SealedSecret[]>;
  unseal: Unseal;
  region: string;
  now(): number;
}

const missing = (name: string): Error =>
  new Error(
    `the registry holds no secret ${name}: run the command secret ${name.startsWith(FIELD_KEY_PREFIX) ? 'rotate-field-key' : 'set'}`,
  );

function newestFieldKey(secrets: ReadonlyMap<string, SealedSecret>, now: number): SealedSecret {
  const active = [...secrets.values()].filter(
    ({ name, activeFrom }) => name.startsWith(FIELD_KEY_PREFIX) && Date.parse(activeFrom) <= now,
  );
  const newest = active.toSorted((a, b) => Date.parse(b.activeFrom) - Date.parse(a.activeFrom))[0];
  if (newest === undefined) throw missing(fieldKeyName('…'));
  return newest;
}

/** Reads the registry once and again on `refresh`; what KMS opened is kept as long as the sealed text stays the same. */
export function createSecrets({ loadSecrets, unseal, region, now }: SecretsDependencies): OpenableSecrets {
  let loading: Promise<Map<string, SealedSecret>> | undefined;
  const opened = new Map<string, Promise<Uint8Array>>();
  let refreshedAt = Number.NEGATIVE_INFINITY;

  function load(): Promise<Map<string, SealedSecret>> {
    const own = loadSecrets().then((secrets) => new Map(secrets.map((secret) => [secret.name, secret])));
    loading = own;
    own.catch(() => {
      if (loading === own) loading = undefined;
    });
    return own;
  }

  const known = (): Promise<Map<string, SealedSecret>> => loading ?? load();

  function open({ name, sealed }: SealedSecret): Promise<Uint8Array> {
    const text = sealed[region] ?? '';
    const found = opened.get(text);
    if (found !== undefined) return found;
    const opening = unseal(Buffer.from(text, 'base64'), secretContext(name));
    opened.set(text, opening);
    opening.catch(() => opened.delete(text));
    return opening;
  }

  async function find(name: string): Promise<SealedSecret> {
    const secret = (await known()).get(name);
    if (secret === undefined) throw missing(name);
    return secret;
  }

  /** Whoever asks while another is looking waits for that look; one that failed counts as none. */
  async function refresh(): Promise<void> {
    if (now() - refreshedAt >= REFRESH_INTERVAL_MS) {
      refreshedAt = now();
      load().catch(() => {
        refreshedAt = Number.NEGATIVE_INFINITY;
      });
    }
    await known();
  }

  async function fieldKey(): Promise<FieldKey> {
    const secret = newestFieldKey(await known(), now());
    return { id: secret.name.slice(FIELD_KEY_PREFIX.length), key: await open(secret) };
  }

  return {
    refresh,
    fieldKey,
    text: async (name) => Buffer.from(await open(await find(name))).toString(),
    async openEarly(...names) {
      const named = names.map(async (name) => open(await find(name)));
      await Promise.allSettled([fieldKey(), ...named]);
    },
    async fieldKeyOf(id) {
      const name = fieldKeyName(id);
      if (!(await known()).has(name)) await refresh();
      return { id, key: await open(await find(name)) };
    },
  };
}
