import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import type { Json } from '../assembly/json.ts';
import type { Key, KeyRing } from './keys.ts';

const ALGORITHM = 'aes-256-gcm';
const IV_BYTES = 12;
const TAG_BYTES = 16;
const ID_BYTES = 36;

/** The encryption context in an order of its own, so that the order in which a client names its pairs does not matter. */
function contextBytes(context: Readonly<Record<string, Json>>): Buffer {
  return Buffer.from(JSON.stringify(Object.entries(context).sort(([a], [b]) => (a < b ? -1 : 1))));
}

/** Seals bytes. The key's id stands in front, so that Decrypt finds the key by itself. */
export function seal({ keyId, material }: Key, plaintext: Buffer, context: Readonly<Record<string, Json>>): Buffer {
  const iv = randomBytes(IV_BYTES);
  const cipher = createCipheriv(ALGORITHM, material, iv).setAAD(contextBytes(context));
  const sealed = Buffer.concat([cipher.update(plaintext), cipher.final()]);
  return Buffer.concat([Buffer.from(keyId, 'latin1'), iv, cipher.getAuthTag(), sealed]);
}

/** Opens what `seal` made; `undefined` when the bytes or the context are not what was sealed, or the key is unknown. */
export function open(
  ring: KeyRing,
  blob: Buffer,
  context: Readonly<Record<string, Json>>,
): { key: Key; plaintext: Buffer } | undefined {
  const key = ring(blob.toString('latin1', 0, ID_BYTES));
  if (!key || blob.length < ID_BYTES + IV_BYTES + TAG_BYTES) return undefined;
  const [iv, tag, sealed] = [
    blob.subarray(ID_BYTES, ID_BYTES + IV_BYTES),
    blob.subarray(ID_BYTES + IV_BYTES, ID_BYTES + IV_BYTES + TAG_BYTES),
    blob.subarray(ID_BYTES + IV_BYTES + TAG_BYTES),
  ];
  const decipher = createDecipheriv(ALGORITHM, key.material, iv).setAAD(contextBytes(context)).setAuthTag(tag);
  try {
    return { key, plaintext: Buffer.concat([decipher.update(sealed), decipher.final()]) };
  } catch {
    return undefined;
  }
}
