import type { Kind } from '../tables.ts';
import type { Promised } from './recovery-point.ts';
import { type BackupRule, timesBetween } from './schedule.ts';

/** A vault, and whether it gets copies (the tape) or backups of its own Region. */
export interface Vault {
  name: string;
  tape: boolean;
  /** ISO 8601: nothing is expected of it before. */
  created_at: string;
}

export interface LiveTable {
  kind: Kind;
  /** ISO 8601: nothing is expected of it before. */
  created_at: string;
}

export interface Plan {
  rules: readonly BackupRule[];
  vaults: readonly Vault[];
  tables: readonly LiveTable[];
  /** The instant the run began, ISO 8601. */
  now: string;
  since_hours: number;
}

const iso = (at: number): string => new Date(at).toISOString();

/** Minutes after its time by which a rule's recovery point must be in a vault; undefined when it never comes there. */
const dueMinutes = (rule: BackupRule, vault: Vault): number | undefined =>
  vault.tape ? rule.copy_due_minutes : rule.due_minutes;

function promisedBy(rule: BackupRule, vault: Vault, { tables, now, since_hours }: Plan): Promised[] {
  const due = dueMinutes(rule, vault);
  if (due === undefined) return [];
  // The last day is the one that ended when the newest point became due: every point falls due in one morning and no other.
  const to = Date.parse(now) - due * 60_000;
  const slots = timesBetween(rule.cron, to - since_hours * 3_600_000, to);
  return slots.flatMap((slot) =>
    tables
      .filter(({ created_at }) => slot > Math.max(Date.parse(created_at), Date.parse(vault.created_at)))
      .map(({ kind }) => ({
        vault: vault.name,
        kind,
        rule: rule.rule,
        slot: iso(slot),
        due: iso(slot + due * 60_000),
      })),
  );
}

/**
 * Every recovery point that must be there: each table in each vault, for every run of the plan that fell due in the last hours. An hour
 * without one is expected all the same, so that its absence shows.
 */
export function promised(plan: Plan): Promised[] {
  return plan.rules.flatMap((rule) => plan.vaults.flatMap((vault) => promisedBy(rule, vault, plan)));
}
