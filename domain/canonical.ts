import { hash } from 'node:crypto';
import serialize from 'canonicalize';

/** The one way to write a value as JSON (RFC 8785), so that equal content has equal bytes and one hash. */
export function canonicalJson(value: object): string {
  const text = serialize(value);
  if (text === undefined) throw new TypeError('a value without JSON form cannot be recorded');
  return text;
}

/** SHA-256 of a text's UTF-8 bytes, base64url without padding. */
export const sha256 = (text: string): string => hash('sha256', text, 'base64url');
