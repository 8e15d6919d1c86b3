import { createHmac } from 'node:crypto';

/** Crockford's base 32, without letters that people misread. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** HMAC-SHA-256 of a text for one purpose: whoever has not the key learns nothing from it, and two purposes have nothing in common. */
export type Digest = (purpose: string, text: string) => Buffer;

export const keyedDigest =
  (key: Uint8Array): Digest =>
  (purpose, text) =>
    createHmac('sha256', key).update(`${purpose}\0${text}`).digest();

/** The first characters of a digest in base 32, five bits each. */
export function base32(digest: Uint8Array, length: number): string {
  let bits = 0n;
  for (const byte of digest) bits = (bits << 8n) | BigInt(byte);
  let text = '';
  for (let i = 0; i < length; i++) {
    text += ALPHABET.charAt(Number(bits & 31n));
    bits >>= 5n;
  }
  return text;
}
