import { randomBytes } from 'node:crypto';
import { type JsonObject, objectOf } from '../assembly/json.ts';
import { open, seal } from './ciphertext.ts';
import type { Key, KeyRing } from './keys.ts';

/** A refusal of KMS, by the name of its exception. */
export class KmsError extends Error {
  constructor(name: string, message: string) {
    super(message);
    this.name = name;
  }
}

/** Encrypt takes at most this much (AWS KMS API Reference, Encrypt). */
const PLAINTEXT_LIMIT_BYTES = 4096;
const ALGORITHM = 'SYMMETRIC_DEFAULT';

/** What the server answers to, by operation. Each throws `KmsError`. */
export const OPERATIONS: Readonly<Record<string, (ring: KeyRing, input: JsonObject) => JsonObject>> = {
  Encrypt: (ring, input) => {
    const key = keyOf(ring, input);
    const plaintext = bytesOf(input.Plaintext);
    if (plaintext.length > PLAINTEXT_LIMIT_BYTES || plaintext.length === 0)
      throw new KmsError('ValidationException', `Plaintext must have 1 to ${PLAINTEXT_LIMIT_BYTES} bytes`);
    return { ...sealed(key, plaintext, input), EncryptionAlgorithm: ALGORITHM };
  },
  Decrypt: (ring, input) => {
    const opened = open(ring, bytesOf(input.CiphertextBlob), objectOf(input.EncryptionContext));
    if (!opened) throw new KmsError('InvalidCiphertextException', '');
    if (input.KeyId !== undefined && keyOf(ring, input) !== opened.key)
      throw new KmsError(
        'IncorrectKeyException',
        'The key ID in the request does not identify a CMK that can perform this operation.',
      );
    return { KeyId: opened.key.arn, Plaintext: opened.plaintext.toString('base64'), EncryptionAlgorithm: ALGORITHM };
  },
  GenerateDataKey: (ring, input) => {
    const bytes = input.KeySpec === 'AES_128' ? 16 : Number(input.NumberOfBytes ?? 32);
    const plaintext = randomBytes(bytes);
    return { ...sealed(keyOf(ring, input), plaintext, input), Plaintext: plaintext.toString('base64') };
  },
  DescribeKey: (ring, input) => ({ KeyMetadata: metadata(keyOf(ring, input)) }),
};

function keyOf(ring: KeyRing, { KeyId }: JsonObject): Key {
  const key = ring(String(KeyId));
  if (key) return key;
  const what = String(KeyId).includes('alias/') ? 'Alias' : 'Key';
  throw new KmsError('NotFoundException', `${what} ${String(KeyId)} is not found.`);
}

function sealed(key: Key, plaintext: Buffer, input: JsonObject): JsonObject {
  const blob = seal(key, plaintext, objectOf(input.EncryptionContext));
  return { KeyId: key.arn, CiphertextBlob: blob.toString('base64') };
}

function bytesOf(base64: unknown): Buffer {
  return Buffer.from(String(base64 ?? ''), 'base64');
}

function metadata({ keyId, arn }: Key): JsonObject {
  return {
    KeyId: keyId,
    Arn: arn,
    Enabled: true,
    KeyState: 'Enabled',
    KeyUsage: 'ENCRYPT_DECRYPT',
    KeySpec: ALGORITHM,
    KeyManager: 'CUSTOMER',
    Origin: 'AWS_KMS',
    EncryptionAlgorithms: [ALGORITHM],
    MultiRegion: false,
  };
}
