import { type KeyObject, sign, verify } from 'node:crypto';
import { canonicalJson, sha256 } from '../canonical.ts';
import { type Carried, carriedBy } from './carried.ts';
import type { Entry, Perpetual } from './entry.ts';

/** What a chain token vouches for: the entry it came with, and all that the next entry needs to know of the past. */
export interface ChainState extends Carried {
  store: string;
  till: string;
  sequence: number;
  /** SHA-256 of the entry's canonical JSON, base64url. */
  hash: string;
}

export interface SigningKey {
  kid: string;
  privateKey: KeyObject;
}

/** Finds a public key by its id; undefined for an id nobody knows. */
export type FindKey = (kid: string) => KeyObject | undefined;

const base64url = (text: string): string => Buffer.from(text).toString('base64url');

let lastHeader = { kid: '', header: '' };

/** The header of all tokens that one key signs: the last one is kept, as entries in a row have the same. */
function headerBy(kid: string): string {
  if (lastHeader.kid !== kid) lastHeader = { kid, header: base64url(canonicalJson({ alg: 'EdDSA', kid })) };
  return lastHeader.header;
}

const inOrder = ({ returns, sales }: Partial<Perpetual> = {}): Perpetual => ({ returns, sales }) as Perpetual;

/**
 * The part of a token that is signed: it follows from the entry alone, so a token need not be stored. Its members stand in the order that RFC
 * 8785 gives them, and JSON.stringify writes numbers and such texts as it asks: a canonicaliser would take most of a token's time.
 */
function signedPart(entry: Entry, hash: string) {
  const { store, till, sequence, key } = entry;
  const { closing, dayClosing, lastSoldAt, latestTime, perpetual, unclosed } = carriedBy(entry);
  const before = { closing, dayClosing, hash, lastSoldAt, latestTime, perpetual: inOrder(perpetual) };
  const payload: ChainState = { ...before, sequence, store, till, unclosed };
  return `${headerBy(key)}.${base64url(JSON.stringify(payload))}`;
}

/** Signs an entry (JWS, EdDSA over Ed25519, RFC 8037). The same entry and key always give the same signature. */
export function signEntry(entry: Entry, canonical: string, key: SigningKey): { token: string; signature: Buffer } {
  const part = signedPart(entry, sha256(canonical));
  const signature = sign(null, Buffer.from(part), key.privateKey);
  return { token: `${part}.${signature.toString('base64url')}`, signature };
}

/** The token of an entry that was signed before. */
export function tokenOf(entry: Entry, canonical: string, signature: Uint8Array): string {
  return `${signedPart(entry, sha256(canonical))}.${Buffer.from(signature).toString('base64url')}`;
}

function decode(part: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(Buffer.from(part, 'base64url').toString());
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}

/** @returns the id of the key that a token says it was signed with, not yet believed */
export function keyIdOf(token: string): string | undefined {
  const header = decode(token.split('.')[0] ?? '');
  return header?.alg === 'EdDSA' && typeof header.kid === 'string' ? header.kid : undefined;
}

/** @returns what the token says, without checking its signature: only for tokens that were checked before */
export function readToken(token: string): ChainState | undefined {
  return decode(token.split('.')[1] ?? '') as ChainState | undefined;
}

/** @returns the bytes that a text spells, if it is the one way to spell them: the next entry's link covers the token's very text */
function strictBytes(text: string): Buffer | undefined {
  const bytes = Buffer.from(text, 'base64url');
  return bytes.toString('base64url') === text ? bytes : undefined;
}

/** @returns whether the token carries a right signature by a known key, and is spelled as it was when it was signed */
export function isSigned(token: string, findKey: FindKey): boolean {
  const kid = keyIdOf(token);
  const key = kid === undefined ? undefined : findKey(kid);
  const end = token.lastIndexOf('.');
  const signature = strictBytes(token.slice(end + 1));
  if (key === undefined || signature === undefined || token.split('.').length !== 3) return false;
  return verify(null, Buffer.from(token.slice(0, end)), key, signature);
}
