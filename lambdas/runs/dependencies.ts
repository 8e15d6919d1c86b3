import type { Head } from '../../domain/evidence/entry.ts';
import type { EvidenceChain } from './chain.ts';
import type { GoodDrills } from './good-drills.ts';
import type { Locks } from './locks.ts';
import type { Marks } from './marks.ts';
import type { Reports } from './reports.ts';

/** The head of a chain, said aloud after every entry: an anchor outside of the table. */
export interface EvidenceLine extends Head {
  readonly runbook: string;
  readonly run: string;
  readonly at: string;
  readonly verdict?: string;
}

export interface RunsDependencies {
  readonly locks: Locks;
  readonly chain: EvidenceChain;
  readonly marks: Marks;
  readonly drills: GoodDrills;
  readonly reports: Reports;
  readonly region: string;
  now(): Date;
  log(line: EvidenceLine): void;
}
