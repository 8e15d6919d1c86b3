import type { RunStep } from '../runs/record.ts';
import { timeLine } from '../runs/time-line.ts';

/** What a run that changes traffic says of itself at its end. Times are ISO 8601. */
export interface Course {
  readonly runbook: string;
  readonly run: string;
  readonly region: string;
  readonly started_at: string;
  readonly fault_at?: string;
  /** The first of the good verifications that then stayed good; absent when it never came so far. */
  readonly stable_at?: string;
  readonly ended_at: string;
  readonly budget_s?: number;
  readonly steps: readonly RunStep[];
  /** Receipts that were acknowledged and are gone; absent when nobody could count them. */
  readonly missing?: readonly string[];
  /** How it ended, when it did not end well. */
  readonly ending?: string;
}

/** RTO and RPO of a run as facts. Seconds. */
export interface Figures {
  /** `good`, `late`, `receipts-missing`, `receipts-not-compared`, or how it ended otherwise. */
  readonly verdict: string;
  /** From the fault to stable; `null` when it never was. */
  readonly rto_s: number | null;
  /** From the fault to the start of the run. */
  readonly detect_s: number;
  /** While a person was waited for. */
  readonly decide_s: number;
  readonly machine_s: number;
  readonly budget_s: number | null;
  /** `null` when nobody could count them: that is not none. */
  readonly rpo_receipts: number | null;
  readonly missing: readonly string[] | null;
}

/** The budget is the machine's and detection's: nobody is hurried by it into a decision. */
function verdictOf({ ending, missing, budget_s, stable_at }: Course, without_people_s: number): string {
  if (ending !== undefined) return ending;
  if (stable_at === undefined) return 'not-stable';
  if (missing === undefined) return 'receipts-not-compared';
  if (missing.length > 0) return 'receipts-missing';
  return budget_s !== undefined && without_people_s > budget_s ? 'late' : 'good';
}

export function figuresOf(course: Course): Figures {
  const { total_s, detect_s, people_s, machine_s } = timeLine({ ...course, notes: [] });
  const { missing, stable_at, budget_s = null } = course;
  return {
    verdict: verdictOf(course, detect_s + machine_s),
    rto_s: stable_at === undefined ? null : total_s,
    detect_s,
    decide_s: people_s,
    machine_s,
    budget_s,
    rpo_receipts: missing?.length ?? null,
    missing: missing ?? null,
  };
}
