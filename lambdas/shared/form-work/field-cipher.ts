import { createCipheriv, createDecipheriv, createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { canonicalJson } from '../../../domain/canonical.ts';
import type { FieldKey, Secrets } from '../sealed.ts';
import type { Personal } from './form.ts';
import type { SealedPersonal } from './form-record.ts';

/** The field keys of this sandbox. */
export type FieldKeys = Pick<Secrets, 'fieldKey' | 'fieldKeyOf'>;

const IV_BYTES = 12;
const TAG_BYTES = 16;

const associated = (formId: string, field: string, keyId: string): Buffer => Buffer.from(`${formId}/${field}/${keyId}`);

/** AES-256-GCM, bound to its form, field and key: a field moved to another place does not open. IV, tag, text. */
function seal(key: FieldKey, formId: string, field: string, text: string): Uint8Array {
  const iv = randomBytes(IV_BYTES);
  const cipher = createCipheriv('aes-256-gcm', key.key, iv).setAAD(associated(formId, field, key.id));
  const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
  return Buffer.concat([iv, cipher.getAuthTag(), sealed]);
}

function open(key: FieldKey, formId: string, field: string, sealed: Uint8Array): string {
  const decipher = createDecipheriv('aes-256-gcm', key.key, sealed.subarray(0, IV_BYTES))
    .setAAD(associated(formId, field, key.id))
    .setAuthTag(sealed.subarray(IV_BYTES, IV_BYTES + TAG_BYTES));
  return decipher.update(sealed.subarray(IV_BYTES + TAG_BYTES), undefined, 'utf8') + decipher.final('utf8');
}

export function sealPersonal(key: FieldKey, formId: string, personal: Personal): SealedPersonal {
  const fields = Object.entries(personal).map(([field, text]) => [field, seal(key, formId, field, text)]);
  return { keyId: key.id, fields: Object.fromEntries(fields) };
}

/** @throws Error when a field was changed, moved or encrypted by another key */
export async function openPersonal(keys: FieldKeys, formId: string, sealed: SealedPersonal): Promise<Personal> {
  const key = await keys.fieldKeyOf(sealed.keyId);
  const fields = Object.entries(sealed.fields).map(([field, bytes]) => [field, open(key, formId, field, bytes)]);
  return Object.fromEntries(fields) as Personal;
}

/** What a request asks for, as a digest that says nothing to whoever has no key: a replay is known by it. */
export const fingerprintOf = (key: FieldKey, request: object): string =>
  createHmac('sha256', key.key)
    .update(`fingerprint ${canonicalJson(request)}`)
    .digest('base64url');

export async function isSameRequest(
  keys: FieldKeys,
  stored: { keyId: string; digest: string },
  request: object,
): Promise<boolean> {
  const own = Buffer.from(fingerprintOf(await keys.fieldKeyOf(stored.keyId), request));
  const theirs = Buffer.from(stored.digest);
  return own.length === theirs.length && timingSafeEqual(own, theirs);
}
