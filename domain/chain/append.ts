import { canonicalJson, sha256 } from '../canonical.ts';
import { carriedAfter, carriedBy, NOTHING_CARRIED, written } from './carried.ts';
import type { Content, Entry } from './entry.ts';
import { type ChainState, readToken, type SigningKey, signEntry } from './token.ts';

/** What the next entry of a till is built on. */
export interface ChainEnd extends Omit<ChainState, 'hash'> {
  /** SHA-256 of the last token, or of the till's name before its first entry. */
  link: string;
}

/** Where the chain of a till begins, before its first entry. */
export function genesis(store: string, till: string): ChainEnd {
  return { store, till, sequence: 0, ...NOTHING_CARRIED, link: sha256(`permanence till ${store}/${till}`) };
}

/** The chain end that a token stands for, once its signature was checked. */
export function endOf(token: string): ChainEnd | undefined {
  const state = readToken(token);
  if (state === undefined) return undefined;
  const { hash: _, ...end } = state;
  return { ...end, link: sha256(token) };
}

/** The chain end behind an entry and its token. */
export const endBehind = (entry: Entry, token: string): ChainEnd => ({
  store: entry.store,
  till: entry.till,
  sequence: entry.sequence,
  ...carriedBy(entry),
  link: sha256(token),
});

/** What the sender and the moment add to an entry's content. */
export interface Circumstances {
  time: string;
  operator: string;
  recordedAt: string;
  key: string;
  /** Present when the Region could not believe the time. */
  timeNotProven?: true;
}

/** The entry that follows a chain end: a pure function of both, so a replay builds the same entry again. */
export function nextEntry(end: ChainEnd, content: Content, at: Circumstances): Entry {
  const told = { ...content, ...at, store: end.store, till: end.till, sequence: end.sequence + 1, previous: end.link };
  return { ...told, ...written(carriedAfter(end, told), told) };
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
