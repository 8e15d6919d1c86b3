import type { TimedStep } from '../../../domain/runs/time-line.ts';
import type { FailoverRun } from './run.ts';

/** From the fault to the first of the good verifications that then stayed good, in seconds. [issue] */
export const BUDGET_S = 300;

/** One step on the way, with what it should take at most. */
export interface StepFigures {
  step: string;
  target_s?: number;
  actual_s: number;
  people?: true;
  late?: true;
}

const tenths = (ms: number): number => Math.round(ms / 100) / 10;

const between = (from: Date, to: Date): number => tenths(to.getTime() - from.getTime());

const stepOf = ({ name, target_s, actual_s, people, late }: TimedStep): StepFigures => ({
  step: name,
  ...(target_s === undefined ? {} : { target_s }),
  actual_s,
  ...(people ? { people } : {}),
  ...(late ? { late } : {}),
});

/** Waits of customers whose till knows both Regions, from the fault until all was well. */
function waitsDuring({ records, faultAt, closedAt }: FailoverRun): number[] {
  const [from, to] = [faultAt, closedAt].map((at) => at.getTime() - performance.timeOrigin) as [number, number];
  return records
    .flatMap(({ waits }) => waits)
    .filter(({ at_ms, waited_ms }) => at_ms + waited_ms >= from && at_ms <= to)
    .map(({ waited_ms }) => waited_ms);
}

/** The instant from which everything stayed good, as the machine verified it; undefined when it never did. */
function stableAt({ end }: FailoverRun): Date | undefined {
  const stable = end.report?.stable_at;
  return stable === undefined ? undefined : new Date(stable);
}

function times(run: FailoverRun) {
  const { faultAt, alarmed, end } = run;
  const stable = stableAt(run);
  const decide_s = end.report?.time_line.people_s ?? 0;
  return {
    rto_s: stable === undefined ? null : between(faultAt, stable),
    detect_s: between(faultAt, alarmed.at),
    decide_s,
    machine_s: stable === undefined ? null : Math.round((between(alarmed.startedAt, stable) - decide_s) * 10) / 10,
  };
}

/** As long as it would take at real intervals, if everything had shrunk alike; null for what never came. */
const stretched = (figures: Readonly<Record<string, number | null>>, scale: number) =>
  Object.fromEntries(
    Object.entries(figures).map(([name, value]) => [name, value === null ? null : Math.round(value * scale)]),
  );

/** Who decided, as the run wrote it down; null when nobody did. */
function approvedBy({ end }: FailoverRun): string | null {
  const { by } = (end.output.approval ?? {}) as { by?: unknown };
  return typeof by === 'string' ? by : null;
}

/** What a person was told and did; nothing where nobody was asked. */
function decided(run: FailoverRun) {
  const { decision, faultAt } = run;
  if (decision === undefined) return { mode: 'drill' as const };
  const { told, toldAt, way } = decision;
  return {
    mode: 'real' as const,
    told: told.split('\n')[0] ?? '',
    told_s: between(faultAt, toldAt),
    answered_with: way,
    approved_by: approvedBy(run),
  };
}

/** What was measured, without a judgement. */
export function measuredIn(run: FailoverRun) {
  const { findings, forms, outage, timeScale, end, follower, records } = run;
  const taken = times(run);
  const dns_outage_s = tenths(outage.outage_ms);
  return {
    ...decided(run),
    fault: run.fault,
    ...taken,
    budget_s: BUDGET_S,
    client_outage_ms_max: Math.round(Math.max(0, ...waitsDuring(run))),
    dns_outage_s,
    dns_over: outage.over,
    dns_failures_later: outage.later,
    rpo_receipts: findings.lost.length,
    rpo_list: findings.lost,
    doubled: findings.doubled.length,
    chains_broken: findings.chainsBroken.length,
    unexplained: findings.unexplained.length,
    over_returned: findings.overReturned.length,
    still_queued: run.queued.length,
    acknowledged: findings.acknowledged,
    sold_offline: records.reduce((sum, { queuedOnce }) => sum + queuedOnce, 0),
    follower_sold_offline: follower.queuedOnce,
    forms: forms.issued,
    forms_lost: forms.findings.lost.length,
    forms_doubled: forms.findings.doubled.length,
    forms_stuck: forms.findings.stuck.length,
    steps: (end.report?.time_line.steps ?? []).map(stepOf),
    alarm: run.alarmed.name,
    machine: end.status,
    machine_verdict: end.report?.verdict ?? end.error ?? 'none',
    time_scale: timeScale,
    ...(timeScale === 1 ? {} : { at_real_intervals: stretched({ ...taken, dns_outage_s }, timeScale) }),
    seed: run.seed,
  };
}

export type Measured = ReturnType<typeof measuredIn>;
