import type { Kind } from '../tables.ts';

/** What a morning says of a recovery point: a store could run on it; so it could, but too late; it could not; nobody knows. */
export type Verdict = 'good' | 'good-but-late' | 'bad' | 'not-tested';

/** One fact that is not as it must be, as the boot check names it. */
export interface Finding {
  law: string;
  item: string;
  says: string;
}

/** What a morning knows of one recovery point. Times are ISO 8601 in UTC, durations seconds. */
export interface MorningRow {
  /** The date of the morning, in Paris. */
  date: string;
  region: string;
  vault: string;
  kind: Kind;
  /** Its ARN, or `absent:<region>:<rule>@<time>`. */
  recovery_point: string;
  rule?: string;
  /** When the plan promised it. */
  slot?: string;
  taken_at?: string;
  verdict: Verdict;
  /** Whether it was promised and is not there. */
  absent: boolean;
  /** Whether its restore completed. */
  restored: boolean;
  /** Why, in sentences; empty when good. */
  says: string[];
  findings: Finding[];
  findings_count: number;
  size_bytes?: number;
  items?: number;
  entries?: number;
  budget_s: number;
  /** From the request to the restored table. */
  restore_s?: number;
  /** What the boot check took. */
  check_s?: number;
  /** Both together: what somebody who needs the table would wait. */
  ready_s?: number;
  /** Whether the restored table could serve as it is, and what must be set again before. */
  safe_to_serve?: boolean;
  reapply?: string[];
  /** What no setting gives a table that holds items. */
  impossible?: string[];
  /** What AWS Backup said to the verdict. */
  validation?: string;
  /** The execution, and when it began. */
  run: string;
  run_started_at: string;
}
