import { createHmac, timingSafeEqual } from 'node:crypto';

/** The headers under which customs sign what they send: base64 HMAC-SHA-256, and the second of signing as Unix time. */
export const SIGNATURE_HEADER = 'x-pablo-signature';
export const TIMESTAMP_HEADER = 'x-pablo-timestamp';

/** How old or how far ahead a signature may be, so that a message overheard once cannot be sent for ever. [ours] */
const WINDOW_MS = 5 * 60_000;

/** The signature of a body, bound to the time it was made. */
export const signatureOf = (secret: string, timestamp: string, body: string): string =>
  createHmac('sha256', secret).update(`${timestamp}.${body}`).digest('base64');

export interface SignedMessage {
  signature: string;
  /** Unix time in seconds, as text. */
  timestamp: string;
  /** The body as it came, byte for byte. */
  body: string;
}

/** Whether a message was signed with the secret within the last five minutes. */
export function isSigned({ signature, timestamp, body }: SignedMessage, secret: string, now_ms: number): boolean {
  const fresh = /^\d{1,12}$/.test(timestamp) && Math.abs(now_ms - Number(timestamp) * 1000) <= WINDOW_MS;
  const given = Buffer.from(signature, 'base64');
  const expected = Buffer.from(signatureOf(secret, timestamp, body), 'base64');
  return fresh && given.length === expected.length && timingSafeEqual(given, expected);
}
