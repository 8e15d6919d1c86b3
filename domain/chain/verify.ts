import { canonicalJson } from '../canonical.ts';
import { closingOf } from '../closing/closing.ts';
import { totalsOfLines } from '../laws/sums.ts';
import { formatReceiptNumber } from '../receipt-number.ts';
import { type ChainEnd, endBehind, genesis } from './append.ts';
import { carriedAfter, written } from './carried.ts';
import type { Entry, Running } from './entry.ts';
import { parseEntry } from './standing.ts';
import { type FindKey, isSigned, tokenOf } from './token.ts';

/** What is wrong with a chain, at the first entry that is not as it was signed. */
export interface ChainFault {
  receiptNumber: string;
  fault: 'altered' | 'out-of-sequence' | 'not-linked' | 'not-signed' | 'sums';
}

/** One entry of a chain as exported: the signed part, canonical JSON, and its signature. */
export interface ExportedEntry {
  canonical: string;
  signature: Uint8Array;
}

/** A signature is checked at least this often; between two checks the links vouch for content and signatures. */
const WINDOW = 256;

interface Checked {
  entry: Entry;
  token: string;
}

const CARRIED = ['perpetual', 'closing', 'dayClosing', 'unclosed', 'lastSoldAt', 'latestTime'] as const;

/** What an entry writes down of what it carries, as one text. */
const carriedText = (entry: Partial<Entry>): string =>
  canonicalJson(CARRIED.flatMap((name) => (entry[name] === undefined ? [] : [[name, entry[name]]])));

/** Whether an entry's own sums and everything it carries forward follow from the entries before it. */
function followsFrom(end: ChainEnd, entry: Entry, running: Running | undefined): boolean {
  if (carriedText(written(carriedAfter(end, entry), entry)) !== carriedText(entry)) return false;
  if (entry.kind === 'sale' || entry.kind === 'return') {
    const total = entry.lines.reduce((sum, { gross }) => sum + gross, 0);
    return total === entry.total && canonicalJson(totalsOfLines(entry)) === canonicalJson(entry.totals);
  }
  if (entry.kind !== 'closing') return true;
  const content = closingOf(entry, { end, running });
  return content !== undefined && canonicalJson({ ...entry, ...content }) === canonicalJson(entry);
}

/**
 * Verifies one till's chain as it streams by, with public keys only; memory does not grow with its length.
 *
 * Every entry is checked for its form, its place, its sums and its link, which commits to the whole token of the entry before: content
 * and signature. So a right signature vouches for all that is linked below it, and only one signature a window is computed, besides each
 * closing and the last entry. When anything is wrong, the signatures of the window are checked one by one to name the first bad entry.
 */
export function createChainVerifier(store: string, till: string, findKey: FindKey) {
  let end = genesis(store, till);
  let window: Checked[] = [];
  let running: Running | undefined;

  const firstUnsigned = (): ChainFault | undefined => {
    const bad = window.find(({ token }) => !isSigned(token, findKey));
    return bad && { receiptNumber: formatReceiptNumber(bad.entry), fault: 'not-signed' };
  };

  /** Checks the newest signature, and with it the window below it. */
  function settle(): ChainFault | undefined {
    const newest = window.at(-1);
    if (newest !== undefined && !isSigned(newest.token, findKey)) return firstUnsigned();
    window = [];
    return undefined;
  }

  const wrong = (fault: ChainFault['fault']): ChainFault =>
    firstUnsigned() ?? { receiptNumber: formatReceiptNumber({ ...end, sequence: end.sequence + 1 }), fault };

  function judge(entry: Entry, canonical: string): ChainFault['fault'] | undefined {
    try {
      return judgeFormed(entry, canonical);
    } catch {
      // Only content that was never signed by us lacks a member that the rules read.
      return 'altered';
    }
  }

  function judgeFormed(entry: Entry, canonical: string): ChainFault['fault'] | undefined {
    if (canonicalJson(entry) !== canonical) return 'altered';
    if (entry.store !== store || entry.till !== till || entry.sequence !== end.sequence + 1) return 'out-of-sequence';
    if (entry.previous !== end.link) return 'not-linked';
    return followsFrom(end, entry, running) ? undefined : 'sums';
  }

  function advance(entry: Entry, token: string): void {
    end = endBehind(entry, token);
    window.push({ entry, token });
    if (entry.kind === 'closing') ({ running } = entry);
  }

  return {
    /** Takes the next entry. @returns the first fault found so far, after which the rest says nothing */
    accept({ canonical, signature }: ExportedEntry): ChainFault | undefined {
      const entry = parseEntry(canonical);
      if (entry === undefined) return wrong('altered');
      const fault = judge(entry, canonical);
      if (fault !== undefined) return wrong(fault);
      advance(entry, tokenOf(entry, canonical, signature));
      return entry.kind === 'closing' || window.length === WINDOW ? settle() : undefined;
    },
    /** Checks what is left, after the last entry. */
    finish: settle,
    /** How far the chain was followed. */
    head: (): Pick<ChainEnd, 'sequence' | 'perpetual'> => end,
  };
}
