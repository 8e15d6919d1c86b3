import type { Kind } from '../tables.ts';

/** A recovery point that a vault holds. */
export interface Found {
  vault: string;
  kind: Kind;
  /** ARN of the recovery point. */
  recovery_point: string;
  /** The instant it shows the table at, at the latest; ISO 8601 in UTC. */
  taken_at: string;
  size_bytes: number;
  /** The rule of the plan that made it, where the service says so. */
  rule?: string;
  /** What keeps it from being restored: its state, when that is not complete. */
  state?: string;
}

/** A recovery point that the plan promised. */
export interface Promised {
  vault: string;
  kind: Kind;
  rule: string;
  /** When its backup was to begin, ISO 8601 in UTC. */
  slot: string;
  /** By when it must be there. */
  due: string;
}

/** A recovery point to restore: one the plan promised, or one that is there beside the plan (`slot` absent). */
export interface Point extends Found {
  slot?: string;
}
