import { sha256 } from '../canonical.ts';
import type { Entry } from '../chain/entry.ts';
import { parseEntry, type StandingEntry } from '../chain/standing.ts';
import { type FindKey, isSigned, tokenOf } from '../chain/token.ts';

/** Why an entry is not vouched for. */
export interface Fault {
  sequence: number;
  /**
   * It may be genuine: it is signed with a key that the backup does not have. Only the live registry knows it, or nobody does, as when an
   * attacker took away what was registered after the backup.
   */
  isUnjudged: boolean;
  says: string;
}

interface Held {
  entry: Entry;
  token: string;
}

/** Keys that are trusted, and ids of those that are known without being trusted. */
export interface KnownKeys {
  findKey: FindKey;
  isKnown(kid: string): boolean;
}

/** A signature is checked at least this often; between two checks the links vouch for content and signatures. */
const WINDOW = 256;

/**
 * Tells which entries of one till's chain are vouched for. An entry that fits its signature vouches for all that it is linked to below it,
 * as its text holds the hash of the token before. Unlike a walk that follows the chain from its beginning, this one does not care what is
 * missing or false before an entry: what stands behind a deleted day is still known to be genuine. A hash that an attacker computed anew
 * vouches for nothing, as long as no signature stands above it.
 */
export class LinkedRuns {
  /** Entries that nothing vouches for, in no order. */
  readonly faults: Fault[] = [];
  /** The highest sequence that is vouched for, or may be: 0 for none. */
  last = 0;
  readonly #place: { store: string; till: string };
  readonly #keys: KnownKeys;
  #window: Held[] = [];
  #before: Held | undefined;

  constructor(place: { store: string; till: string }, keys: KnownKeys) {
    this.#place = place;
    this.#keys = keys;
  }

  #blame(sequence: number, says: string, isUnjudged = false): void {
    this.faults.push({ sequence, says, isUnjudged });
    if (isUnjudged) this.last = Math.max(this.last, sequence);
  }

  /** Checks the newest signature, and those below it until one fits. */
  finish(): void {
    for (let held = this.#window.pop(); held !== undefined; held = this.#window.pop()) {
      const { key, sequence } = held.entry;
      if (isSigned(held.token, this.#keys.findKey)) {
        this.last = Math.max(this.last, sequence);
        break;
      }
      if (this.#keys.findKey(key) !== undefined)
        this.#blame(sequence, `its signature by key ${key} does not fit what it says`);
      else if (this.#keys.isKnown(key))
        this.#blame(sequence, `it is signed with key ${key}, which the backup does not have`, true);
      else this.#blame(sequence, `it is signed with key ${key}, which neither the backup nor the registry has`, true);
    }
    this.#window = [];
  }

  #heldOf({ sequence, canonical, signature }: StandingEntry): Held | string {
    const entry = parseEntry(canonical);
    if (entry === undefined || canonical === undefined) return 'its text cannot be read';
    const { store, till } = this.#place;
    if (entry.store !== store || entry.till !== till || entry.sequence !== sequence)
      return 'it names another store, till or sequence than its place';
    try {
      return { entry, token: tokenOf(entry, canonical, signature) };
    } catch {
      return 'it lacks what every entry has';
    }
  }

  /** Takes the next entry, in the order of sequences. @returns it, as far as it could be read */
  accept(standing: StandingEntry): Entry | undefined {
    const held = this.#heldOf(standing);
    if (typeof held === 'string') {
      this.finish();
      this.#before = undefined;
      this.#blame(standing.sequence, held);
      return undefined;
    }
    const { entry } = held;
    const follows =
      this.#before?.entry.sequence === entry.sequence - 1 && entry.previous === sha256(this.#before.token);
    if (!follows || this.#window.length >= WINDOW) this.finish();
    this.#window.push(held);
    this.#before = held;
    return entry;
  }
}
