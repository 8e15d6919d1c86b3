import type { Finding } from '../../domain/laws/finding.ts';
import type { Kind, Tables } from '../../domain/tables.ts';

/** One restored table, as of the instant its backup was taken (ISO 8601). */
export interface Restored {
  kind: Kind;
  table: string;
  taken_at: string;
  /** Whether it is compared with the live table, as it is unless this is false: a masked clone differs. */
  compare?: boolean;
}

/** Restored tables of the same set. What is absent is taken from the live tables: public keys are the same there. */
export type Companions = Partial<Record<Kind, string>>;

/** A restored set: one table of each kind, from one backup run. */
export type RestoredSet = Tables;

/** A stretch of the table, for `part` alone to understand. At most 40 of them, each a few kilobytes. */
export type Part = Readonly<Record<string, unknown>>;

/** What one part found; small, and merged by `conclude` in any order. */
export interface Tally {
  items: number;
  /** Entries of chains among them: of tills, or of evidence. */
  entries: number;
  /** Sum modulo 2^256, in hexadecimal, of what cannot have changed since the backup; order does not matter. */
  digest: string;
  /** The same of the live table. */
  live_digest: string;
  /** Whether the live table was there to compare with. */
  compared: boolean;
  /** {@link MOST_FINDINGS} at most, the gravest first; the count is of all. */
  findings: Finding[];
  findings_count: number;
  /** CPU and waiting time of this part. */
  seconds: number;
}

/** How many findings are named; beyond, they are counted. */
export const MOST_FINDINGS = 20;

export type BootCheckEvent =
  | ({ step: 'plan' } & Restored)
  | ({ step: 'part'; part: Part; companions?: Companions } & Restored)
  | ({ step: 'conclude'; tallies: Tally[] } & Restored)
  | { step: 'serve'; tables: RestoredSet; taken_at: string }
  | { step: 'cross'; tables: RestoredSet; taken_at: string };

export interface PlanAnswer {
  parts: Part[];
}

export interface PartAnswer {
  tally: Tally;
}

export interface ConcludeAnswer {
  /** Whether a store could run on this table: nothing was found. */
  boots: boolean;
  findings: Finding[];
  findings_count: number;
  items: number;
  entries: number;
  digest: string;
  live_digest: string;
  /** Whether the live table could be read to compare with. */
  compared: boolean;
  /** Sum over the parts, which run beside each other. */
  seconds: number;
}

export interface ServeAnswer {
  serves: boolean;
  findings: Finding[];
  findings_count: number;
  /** Calls to customs and the acquirer that were refused: none ever left. */
  outbound_refused: number;
}

export interface CrossAnswer {
  holds: boolean;
  findings: Finding[];
  findings_count: number;
  /** Facts too close to the instant of the backup to be judged. */
  edges: number;
}
