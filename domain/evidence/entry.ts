import { canonicalJson, sha256 } from '../canonical.ts';

/** What a runbook says: a JSON object, kept as it is. */
export type Statement = Readonly<Record<string, unknown>>;

/** The end of a chain of evidence: what the next entry is built on, and what somebody may write down elsewhere. */
export interface Head {
  /** 0 before the first entry. */
  readonly sequence: number;
  /** SHA-256 of the entry's canonical JSON, base64url. */
  readonly hash: string;
}

/** One entry in the chain of a runbook: who said what, when, and after which entry. */
export interface EvidenceEntry {
  readonly runbook: string;
  /** The execution of the state machine that says it. */
  readonly run: string;
  /** The step that says it: `begin`, `end`, or a name the runbook gives. */
  readonly at: string;
  /** By the clock of the function that wrote it, ISO 8601 in UTC. */
  readonly time: string;
  readonly region: string;
  readonly content: Statement;
  /** The heads of the other runbooks' chains when this was written: who rewrites one chain must rewrite them all. */
  readonly heads?: Readonly<Record<string, Head>>;
  readonly sequence: number;
  /** The hash of the entry before. */
  readonly previous: string;
}

/** An entry as it is kept. */
export interface SealedEvidence extends Head {
  readonly entry: EvidenceEntry;
  /** The text that was hashed. */
  readonly canonical: string;
}

/** Where the chain of a runbook begins, before its first entry. */
export const evidenceGenesis = (runbook: string): Head => ({
  sequence: 0,
  hash: sha256(`permanence evidence ${runbook}`),
});

/** What an entry says before it has its place in the chain. */
export type Draft = Omit<EvidenceEntry, 'sequence' | 'previous'>;

/** Builds the entry that follows a head. */
export function sealEvidence(head: Head, draft: Draft): SealedEvidence {
  const entry: EvidenceEntry = { ...draft, sequence: head.sequence + 1, previous: head.hash };
  const canonical = canonicalJson(entry);
  return { entry, canonical, sequence: entry.sequence, hash: sha256(canonical) };
}

/** What makes two calls the same call: a run begins once, and says the same thing at the same step once. */
export const callOf = ({ run, at, content }: Pick<Draft, 'run' | 'at' | 'content'>): string =>
  at === 'begin' ? `${run}#begin` : `${run}#${at}#${sha256(canonicalJson(content))}`;
