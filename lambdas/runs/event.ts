import { canonicalJson } from '../../domain/canonical.ts';
import type { Statement } from '../../domain/evidence/entry.ts';
import type { Told } from '../../domain/runs/record.ts';
import { InvalidRunEvent } from './errors.ts';

interface OfRun {
  readonly runbook: string;
  /** `$states.context.Execution.Id`. */
  readonly run: string;
}

interface Begin extends OfRun {
  readonly step: 'begin';
  /** `drill` or `real`; a runbook without the difference says what it likes. */
  readonly mode: string;
  /** Hash over the definition, its functions and its settings. */
  readonly version: string;
  readonly input: unknown;
  readonly lock_minutes: number;
}

interface Note extends OfRun {
  readonly step: 'note';
  readonly at: string;
  readonly content: Statement;
  /** The lock is prolonged to as long from now; left as it is when absent. */
  readonly lock_minutes?: number;
}

interface Extend extends OfRun {
  readonly step: 'extend';
  readonly lock_minutes: number;
}

interface End extends OfRun {
  readonly step: 'end';
  /** `good` is the one good verdict. */
  readonly verdict: string;
  readonly content: Statement;
}

interface Report extends OfRun, Told {
  readonly step: 'report';
}

interface Status {
  readonly step: 'status';
  readonly runbook: string;
}

interface Verified {
  readonly step: 'verified';
  readonly runbook: string;
  readonly version: string;
}

export type RunEvent = Begin | Note | Extend | End | Report | Status | Verified;

/** The event of one step. */
export type EventOf<Step extends RunEvent['step']> = Extract<RunEvent, { step: Step }>;

/** A Step Functions payload is no larger, so nothing that a runbook can say is refused. */
const LONGEST_STATEMENT = 262_144;

/** Longer than any runbook is allowed to run. */
const LONGEST_LOCK_MINUTES = 24 * 60;

type Check = (value: unknown) => boolean;

const matches =
  (pattern: RegExp): Check =>
  (value) =>
    typeof value === 'string' && pattern.test(value);

const isStatement: Check = (value) =>
  typeof value === 'object' &&
  value !== null &&
  !Array.isArray(value) &&
  canonicalJson(value).length <= LONGEST_STATEMENT;

const isInstant: Check = (value) =>
  typeof value === 'string' && value.includes('T') && !Number.isNaN(Date.parse(value));

const optional =
  (check: Check): Check =>
  (value) =>
    value === undefined || check(value);

const runbook = matches(/^[a-z][a-z0-9-]{0,63}$/);
const run = matches(/^[\x21-\x7e]{1,400}$/);
const word = matches(/^[\x20-\x7e]{1,100}$/);
const minutes: Check = (value) =>
  Number.isInteger(value) && Number(value) >= 1 && Number(value) <= LONGEST_LOCK_MINUTES;
const inputCheck: Check = (value) => value === undefined || isStatement({ input: value });

/** `begin`, `end` and `report` are said by the steps of that name only. */
const stepName: Check = (value) => word(value) && !['begin', 'end', 'report'].includes(String(value));

/** What each step must be told. */
const MEMBERS: Readonly<Record<RunEvent['step'], Readonly<Record<string, Check>>>> = {
  begin: { runbook, run, mode: word, version: word, input: inputCheck, lock_minutes: minutes },
  note: { runbook, run, at: stepName, content: isStatement, lock_minutes: optional(minutes) },
  extend: { runbook, run, lock_minutes: minutes },
  end: { runbook, run, verdict: word, content: isStatement },
  report: {
    runbook,
    run,
    fault_at: optional(isInstant),
    stable_at: optional(isInstant),
    budget_s: optional((value) => typeof value === 'number' && value > 0),
  },
  status: { runbook },
  verified: { runbook, version: word },
};

/**
 * Reads an event.
 *
 * @throws InvalidRunEvent naming every member that is missing or wrong
 */
export function parseEvent(event: unknown): RunEvent {
  const members = (typeof event === 'object' && event !== null ? event : {}) as Record<string, unknown>;
  const checks = Object.hasOwn(MEMBERS, String(members.step)) ? MEMBERS[members.step as RunEvent['step']] : undefined;
  if (checks === undefined) throw new InvalidRunEvent(`step is none of ${Object.keys(MEMBERS).join(', ')}`);
  const given = members.step === 'end' ? { content: {}, ...members } : members;
  const wrong = Object.entries(checks).filter(([name, check]) => !check((given as Record<string, unknown>)[name]));
  if (wrong.length > 0)
    throw new InvalidRunEvent(`${members.step}: wrong or missing ${wrong.map(([name]) => name).join(', ')}`);
  return given as unknown as RunEvent;
}
