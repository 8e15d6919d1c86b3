import type { EvidenceEntry, Statement } from '../evidence/entry.ts';

/** One step of a run, as its notes tell it. Times are ISO 8601. */
export interface RunStep {
  readonly name: string;
  readonly started_at: string;
  /** Absent when the run never said that it ended. */
  readonly ended_at?: string;
  /** People were waited for: counted apart from the machine's time. */
  readonly people: boolean;
  /** What the step should take at most. */
  readonly target_s?: number;
}

/** Something that a run said at one instant. */
export interface RunNote {
  readonly at: string;
  readonly time: string;
  readonly content: Statement;
}

/** All that the evidence of one run says. */
export interface RunRecord {
  readonly runbook: string;
  readonly run: string;
  readonly region: string;
  readonly mode?: string;
  readonly version?: string;
  /** The instant of the fault; the budget counts from it. */
  readonly fault_at?: string;
  readonly started_at: string;
  /** From when on all was well; the run's end when it does not say. */
  readonly stable_at?: string;
  readonly ended_at: string;
  readonly budget_s?: number;
  /** Absent while the run has not ended. */
  readonly verdict?: string;
  readonly steps: readonly RunStep[];
  readonly notes: readonly RunNote[];
}

/** What may be said beside the evidence, by who asks for the report. */
export interface Told {
  readonly fault_at?: string;
  readonly stable_at?: string;
  readonly budget_s?: number;
}

const text = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined);
const seconds = (value: unknown): number | undefined =>
  typeof value === 'number' && Number.isFinite(value) && value >= 0 ? value : undefined;
const object = (value: unknown): Statement | undefined =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Statement) : undefined;

/** Keeps the members that have a value: an absent member is not the same as one that is undefined. */
function present<T extends object>(members: { [Name in keyof T]: T[Name] | undefined }): T {
  return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined)) as T;
}

type StepPart = Partial<RunStep> & { readonly name: string };

/** The steps that a note speaks of: `step`, or several as `steps`. A step without a name is named as the note. */
function stepParts({ at, content }: EvidenceEntry): StepPart[] {
  const said = [content.step, ...(Array.isArray(content.steps) ? content.steps : [])];
  return said.flatMap((value) => {
    const step = object(value);
    if (step === undefined) return [];
    const part = present<StepPart>({
      name: text(step.name) ?? at,
      started_at: text(step.started_at),
      ended_at: text(step.ended_at),
      people: step.people === true ? true : undefined,
      target_s: seconds(step.target_s),
    });
    return [part];
  });
}

/** A step's start and end may come in two notes; the first start and the last end count. */
function mergeSteps(entries: readonly EvidenceEntry[]): RunStep[] {
  const steps = new Map<string, StepPart>();
  for (const part of entries.flatMap(stepParts)) {
    const known = steps.get(part.name);
    steps.set(part.name, { ...known, ...part, ...(known?.started_at ? { started_at: known.started_at } : {}) });
  }
  const started = [...steps.values()].filter((step): step is StepPart & { started_at: string } => 'started_at' in step);
  return started
    .map((step) => ({ ...step, people: step.people === true }))
    .sort((a, b) => Date.parse(a.started_at) - Date.parse(b.started_at));
}

/** The last value under a name that any entry's content gives, looking into a `begin`'s input and an `end`'s content too. */
function lastSaid<T>(entries: readonly EvidenceEntry[], name: string, read: (value: unknown) => T | undefined) {
  const said = entries.flatMap(({ content }) => [
    object(content.input)?.[name],
    object(content.content)?.[name],
    content[name],
  ]);
  return said.map(read).findLast((value) => value !== undefined);
}

/** The report itself is not part of what it reports. */
export const REPORT_STEP = 'report';

/**
 * Reads the record of a run from its evidence, in the order of the chain.
 *
 * @returns undefined when the run has left no evidence
 */
export function runRecord(evidence: readonly EvidenceEntry[], told: Told = {}): RunRecord | undefined {
  const entries = evidence.filter(({ at }) => at !== REPORT_STEP);
  const [first] = entries;
  const last = entries.at(-1);
  if (first === undefined || last === undefined) return undefined;
  const flat = entries.map((entry) =>
    entry.at === 'end' ? { ...entry, content: object(entry.content.content) ?? {} } : entry,
  );
  const begun = entries.find(({ at }) => at === 'begin');
  const ended = entries.findLast(({ at }) => at === 'end');
  return present<RunRecord>({
    runbook: first.runbook,
    run: first.run,
    region: first.region,
    mode: text(begun?.content.mode),
    version: text(begun?.content.version),
    fault_at: told.fault_at ?? lastSaid(entries, 'fault_at', text),
    started_at: first.time,
    stable_at: told.stable_at ?? lastSaid(entries, 'stable_at', text),
    ended_at: last.time,
    budget_s: told.budget_s ?? lastSaid(entries, 'budget_s', seconds),
    verdict: text(ended?.content.verdict),
    steps: mergeSteps(flat),
    notes: entries.map(({ at, time, content }) => ({ at, time, content })),
  });
}
