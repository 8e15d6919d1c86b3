import { gravestFirst } from '../laws/gravest-first.ts';
import type { Fidelity } from './fidelity.ts';
import type { Point } from './recovery-point.ts';
import type { Finding, MorningRow, Verdict } from './row.ts';

/** Findings and sentences that a row names; the rest is counted. */
const NAMED = 5;

/** What the boot check says of one restored table. */
export interface BootCheck {
  boots: boolean;
  findings: Finding[];
  findings_count: number;
  items: number;
  entries: number;
  /** Whether the live table could be read to compare with. */
  compared: boolean;
}

/** What became of one recovery point. A part is absent when the run did not come to it. */
export interface Outcome extends Point {
  /** From the request to the end of the restore, or to the moment nobody looked any longer. */
  restore?: { status: string; seconds: number; says?: string };
  check?: BootCheck;
  check_s?: number;
  fidelity?: Fidelity;
  validation?: string;
  /** The step that broke, and how. */
  failed?: { step: string; error: string; cause?: string };
}

/** What the restored set as a whole says: its laws across tables, and whether the real handlers served on it. */
export interface SetOutcome {
  findings: Finding[];
  /** How many there are: of many, only the first are named. */
  findings_count: number;
  says: string[];
  /** Checks that were not made. */
  unseen: string[];
}

/**
 * Errors by which the account's quota or the service's load kept a restore from beginning: they say nothing of the recovery point. What the
 * service has no name for comes under the service's own (`Backup.BackupException`), and only its cause tells throttling.
 */
const SAYS_NOTHING =
  /LimitExceededException|ServiceUnavailableException|TooManyRequests|ThrottlingException|Rate exceeded/;

const saysNothing = ({ failed }: Outcome): boolean =>
  failed?.step === 'start' && SAYS_NOTHING.test(`${failed.error} ${failed.cause ?? ''}`);

function troubles({ state, restore, check, fidelity, failed }: Outcome): string[] {
  const { step, error, cause = '' } = failed ?? {};
  return [
    ...(state === undefined ? [] : [`the recovery point is ${state}`]),
    ...(failed ? [`${step} failed: ${error}${cause && `: ${cause.slice(0, 300)}`}`] : []),
    ...(restore && restore.status !== 'COMPLETED'
      ? [`the restore is ${restore.status}. ${restore.says ?? ''}`.trim()]
      : []),
    ...(check && !check.boots ? [`the boot check found ${check.findings_count} faults`] : []),
    ...(fidelity?.wrong ?? []),
  ];
}

/** What nobody looked at, of the recovery point and of its set. */
const unseenOf = ({ check }: Outcome, set: SetOutcome): string[] => [
  ...(check && !check.compared ? ['it was not compared with the live table, which is not there'] : []),
  ...set.unseen,
];

/** Whether all that makes a recovery point good was seen. */
const proven = ({ restore, check, fidelity }: Outcome): boolean =>
  restore?.status === 'COMPLETED' && check?.boots === true && fidelity?.wrong.length === 0;

function verdictOf(outcome: Outcome, set: SetOutcome, ready_s: number | undefined, budget_s: number): Verdict {
  if (saysNothing(outcome)) return 'not-tested';
  if (!proven(outcome) || outcome.failed || set.says.length > 0) return 'bad';
  if (unseenOf(outcome, set).length > 0) return 'not-tested';
  return (ready_s ?? 0) > budget_s ? 'good-but-late' : 'good';
}

export interface Run {
  run: string;
  run_started_at: string;
  date: string;
  region: string;
  budget_s: number;
}

/** Judges a recovery point by what became of it and of its set: the row of the morning's ledger. */
export function judged(outcome: Outcome, set: SetOutcome, run: Run): MorningRow {
  const { restore, check, check_s, fidelity, vault, kind, recovery_point, rule, slot, taken_at, size_bytes } = outcome;
  const restore_s = restore?.seconds;
  const ready_s = restore_s === undefined || check_s === undefined ? undefined : restore_s + check_s;
  const verdict = verdictOf(outcome, set, ready_s, run.budget_s);
  const unseen = verdict === 'not-tested' ? unseenOf(outcome, set) : [];
  const late = verdict === 'good-but-late' ? [`ready after ${ready_s} s, the budget is ${run.budget_s} s`] : [];
  return {
    ...run,
    ...{
      vault,
      kind,
      recovery_point,
      taken_at,
      verdict,
      absent: false,
      restored: restore?.status === 'COMPLETED',
      size_bytes,
    },
    ...(rule === undefined ? {} : { rule }),
    ...(slot === undefined ? {} : { slot }),
    says: [...troubles(outcome), ...set.says, ...unseen, ...late].slice(0, NAMED),
    findings: gravestFirst([...(check?.findings ?? []), ...set.findings], NAMED),
    findings_count: (check?.findings_count ?? 0) + set.findings_count,
    ...(check ? { items: check.items, entries: check.entries } : {}),
    ...(restore_s === undefined ? {} : { restore_s }),
    ...(check_s === undefined ? {} : { check_s }),
    ...(ready_s === undefined ? {} : { ready_s }),
    ...(fidelity
      ? { safe_to_serve: fidelity.safe_to_serve, reapply: fidelity.reapply, impossible: fidelity.impossible }
      : {}),
    ...(outcome.validation === undefined ? {} : { validation: outcome.validation }),
  };
}
