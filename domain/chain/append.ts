import { canonicalJson, sha256 } from '../canonical.ts';
import type { Content, Entry, Perpetual } from './entry.ts';
import { type ChainState, readToken, type SigningKey, signEntry } from './token.ts';

/** What the next entry of a till is built on. */
export interface ChainEnd extends Omit<ChainState, 'hash'> {
  /** SHA-256 of the last token, or of the till's name before its first entry. */
  link: string;
}

/** Where the chain of a till begins, before its first entry. */
export function genesis(store: string, till: string): ChainEnd {
  const link = sha256(`permanence till ${store}/${till}`);
  return { store, till, sequence: 0, perpetual: { sales: 0, returns: 0 }, closing: 0, link };
}

/** The chain end that a token stands for, once its signature was checked. */
export function endOf(token: string): ChainEnd | undefined {
  const state = readToken(token);
  if (state === undefined) return undefined;
  const { store, till, sequence, perpetual, closing } = state;
  return { store, till, sequence, perpetual, closing, link: sha256(token) };
}

function perpetualAfter(before: Perpetual, content: Content): Perpetual {
  if (content.kind === 'sale') return { ...before, sales: before.sales + content.total };
  if (content.kind === 'return') return { ...before, returns: before.returns + content.total };
  return before;
}

/** What the sender and the moment add to an entry's content. */
export interface Circumstances {
  time: string;
  operator: string;
  recordedAt: string;
  key: string;
}

/** The entry that follows a chain end: a pure function of both, so a replay builds the same entry again. */
export function nextEntry(end: ChainEnd, content: Content, at: Circumstances): Entry {
  const sequence = end.sequence + 1;
  return {
    ...content,
    ...at,
    store: end.store,
    till: end.till,
    sequence,
    previous: end.link,
    perpetual: perpetualAfter(end.perpetual, content),
    closing: content.kind === 'closing' ? sequence : end.closing,
  };
}

/** An entry as it is stored and answered. */
export interface SealedEntry {
  entry: Entry;
  /** The signed part, canonical JSON. */
  canonical: string;
  signature: Uint8Array;
  token: string;
}

/** Builds and signs the entry that follows a chain end. */
export function seal(end: ChainEnd, content: Content, at: Omit<Circumstances, 'key'>, key: SigningKey): SealedEntry {
  const entry = nextEntry(end, content, { ...at, key: key.kid });
  const canonical = canonicalJson(entry);
  return { entry, canonical, ...signEntry(entry, canonical, key) };
}
