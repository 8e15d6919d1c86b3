import { canonicalJson, sha256 } from '../canonical.ts';
import { type EvidenceEntry, evidenceGenesis, type Head } from './entry.ts';

/** One entry as it was read: the text and the hash that stands beside it. */
export interface KeptEntry {
  readonly canonical: string;
  readonly hash: string;
}

/** The first entry that is not as it was written. */
export interface EvidenceFault {
  readonly runbook: string;
  readonly sequence: number;
  readonly fault: 'altered' | 'out-of-sequence' | 'not-linked' | 'not-as-anchored' | 'missing';
}

/** What each fault means to who reads it. */
export const FAULT_SAYS: Readonly<Record<EvidenceFault['fault'], string>> = {
  altered: 'its text is not what its hash was taken of',
  'out-of-sequence': 'another entry stands in its place',
  'not-linked': 'it does not follow from the entry before: one of the two was rewritten',
  'not-as-anchored': 'it is not the entry whose hash was written down elsewhere: the chain was rewritten up to here',
  missing: 'it was written down elsewhere and is gone: the end of the chain was cut off',
};

/** Hashes by sequence that were noted outside of this chain: in other chains, in logs, on paper. */
export type Anchors = ReadonlyMap<number, string>;

/**
 * Verifies the chain of one runbook as it streams by; memory does not grow with its length.
 *
 * A chain that is right by itself proves only that nobody changed it without computing every later hash anew. Who may write the whole
 * table can do that. Anchors are what he cannot reach; without any, `head` is what to compare by hand.
 */
export function createEvidenceVerifier(runbook: string, anchors: Anchors = new Map()) {
  let head: Head = evidenceGenesis(runbook);
  const wrong = (fault: EvidenceFault['fault'], sequence = head.sequence + 1): EvidenceFault => ({
    runbook,
    sequence,
    fault,
  });

  return {
    /** Takes the next entry. @returns the first fault, after which the rest says nothing */
    accept({ canonical, hash }: KeptEntry): EvidenceFault | undefined {
      const entry = parseEvidence(canonical);
      if (entry === undefined || sha256(canonical) !== hash) return wrong('altered');
      if (entry.runbook !== runbook || entry.sequence !== head.sequence + 1) return wrong('out-of-sequence');
      if (entry.previous !== head.hash) return wrong('not-linked');
      const anchor = anchors.get(entry.sequence);
      if (anchor !== undefined && anchor !== hash) return wrong('not-as-anchored');
      head = { sequence: entry.sequence, hash };
      return undefined;
    },
    /** After the last entry: whether one is missing that somebody wrote down. */
    finish(): EvidenceFault | undefined {
      const cut = [...anchors.keys()].filter((sequence) => sequence > head.sequence);
      return cut.length === 0 ? undefined : wrong('missing', Math.min(...cut));
    },
    /** How far the chain was followed. */
    head: (): Head => head,
  };
}

/** @returns the entry that a text spells, if it is the one way to spell it */
export function parseEvidence(canonical: string): EvidenceEntry | undefined {
  try {
    const entry: unknown = JSON.parse(canonical);
    if (typeof entry !== 'object' || entry === null || canonicalJson(entry) !== canonical) return undefined;
    return entry as EvidenceEntry;
  } catch {
    return undefined;
  }
}
