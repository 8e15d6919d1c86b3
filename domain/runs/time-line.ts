import type { RunRecord, RunStep } from './record.ts';

/** A step on the time line; seconds count from the time line's zero. */
export interface TimedStep {
  readonly name: string;
  readonly from_s: number;
  readonly to_s: number;
  readonly actual_s: number;
  readonly target_s?: number;
  readonly people: boolean;
  /** It took longer than its target, or never ended. */
  readonly late: boolean;
  readonly open: boolean;
}

/** Where the time of a run went. `detect_s + people_s + machine_s = total_s`. */
export interface TimeLine {
  /** The fault, or the start of the run when no fault is told. ISO 8601. */
  readonly zero: string;
  readonly total_s: number;
  /** From the fault to the start of the run. */
  readonly detect_s: number;
  /** While people were waited for and no step of the machine ran. */
  readonly people_s: number;
  /** All the rest. */
  readonly machine_s: number;
  readonly budget_s?: number;
  readonly within_budget?: boolean;
  readonly steps: readonly TimedStep[];
}

type Interval = readonly [from: number, to: number];

/** Time that at least one of the intervals covers. */
function covered(intervals: readonly Interval[]): number {
  let total = 0;
  let reached = Number.NEGATIVE_INFINITY;
  for (const [from, to] of [...intervals].sort(([a], [b]) => a - b)) {
    total += Math.max(0, to - Math.max(from, reached));
    reached = Math.max(reached, to);
  }
  return total;
}

const inSeconds = (ms: number): number => Math.round(ms) / 1000;

/** A step that never ended lasts as long as the run. */
const spanOf = ({ started_at, ended_at }: RunStep, end: number): Interval => {
  const from = Date.parse(started_at);
  return [from, Math.max(from, ended_at === undefined ? end : Date.parse(ended_at))];
};

function timed(step: RunStep, zero: number, end: number): TimedStep {
  const [from, to] = spanOf(step, end);
  const open = step.ended_at === undefined;
  const actual_s = inSeconds(to - from);
  return {
    name: step.name,
    from_s: inSeconds(from - zero),
    to_s: inSeconds(to - zero),
    actual_s,
    ...(step.target_s === undefined ? {} : { target_s: step.target_s }),
    people: step.people,
    late: open || (step.target_s !== undefined && actual_s > step.target_s),
    open,
  };
}

/** Where the time of a run went: from the fault, not from the first step. */
export function timeLine(record: RunRecord): TimeLine {
  const start = Date.parse(record.started_at);
  const zero = record.fault_at === undefined ? start : Math.min(Date.parse(record.fault_at), start);
  const end = Math.max(start, Date.parse(record.stable_at ?? record.ended_at));
  const within = ([from, to]: Interval): Interval => [Math.max(from, start), Math.min(to, end)];
  const spans = (steps: readonly RunStep[]): Interval[] =>
    steps.map((step) => within(spanOf(step, end))).filter(([from, to]) => to > from);
  const machine = spans(record.steps.filter(({ people }) => !people));
  const people_s = inSeconds(covered(spans(record.steps)) - covered(machine));
  const total_s = inSeconds(end - zero);
  const detect_s = inSeconds(start - zero);
  return {
    zero: new Date(zero).toISOString(),
    total_s,
    detect_s,
    people_s,
    machine_s: inSeconds((total_s - detect_s - people_s) * 1000),
    ...(record.budget_s === undefined ? {} : { budget_s: record.budget_s, within_budget: total_s <= record.budget_s }),
    steps: record.steps.map((step) => timed(step, zero, end)),
  };
}

/** What a report says as JSON. */
export type RunReport = RunRecord & { readonly time_line: TimeLine };

export const reportOf = (record: RunRecord): RunReport => ({ ...record, time_line: timeLine(record) });
