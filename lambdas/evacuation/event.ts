import type { Asked } from '../../domain/evacuation/asked.ts';
import type { RunStep } from '../../domain/runs/record.ts';
import { isServes, type Serves } from '../../domain/traffic/slices.ts';
import { InvalidEvacuationEvent } from './errors.ts';
import type { Head } from './tills.ts';

/** Can this Region take everything? */
export interface Gather extends Asked {
  readonly step: 'gather';
  /** AWS name of the Region to leave. */
  readonly region: string;
  /** Hash over the definition, its functions and settings, in this Region. */
  readonly version: string;
  /** What the machine was started with, as it is: what cannot be read of it says nothing. */
  readonly told?: { readonly fault_at?: string; readonly detected_at?: string; readonly lost_for_s?: number };
}

/** Puts a question to people, whose answer ends the task. */
export interface Ask {
  readonly step: 'ask';
  readonly run: string;
  readonly region: string;
  readonly token: string;
  readonly seconds: number;
  readonly evidence: unknown;
}

/** Has the switch taken effect, as one sees it from outside? */
export interface Watch {
  readonly step: 'watch';
  readonly region: string;
  readonly serves: Serves;
  /** How long it looks at most. */
  readonly seconds: number;
}

/** Is the Region that was left well? */
export interface Healthy {
  readonly step: 'healthy';
  readonly region: string;
}

/** Is a Region that is back well enough to be given traffic? */
export interface Returned {
  readonly step: 'returned';
  readonly region: string;
}

/** Are the receipts there that were known before? */
export interface Compare {
  readonly step: 'compare';
  readonly heads: readonly Head[];
}

/** What a run took, and what it cost. */
export interface Record {
  readonly step: 'record';
  readonly runbook: string;
  readonly run: string;
  readonly mode: string;
  readonly version: string;
  readonly started_at: string;
  readonly fault_at?: string;
  readonly stable_at?: string;
  readonly budget_s?: number;
  readonly steps: readonly RunStep[];
  /** Absent when the receipts were not compared. */
  readonly missing?: readonly string[];
  readonly ending?: string;
}

/** What whoever kept every acknowledgement found missing afterwards. */
export interface Counted {
  readonly step: 'counted';
  readonly runbook: string;
  readonly run: string;
  readonly acknowledged: number;
  readonly missing: readonly string[];
}

/** Says which version of the failover this Region has, and whether it was ever tried. */
export interface Present {
  readonly step: 'present';
  readonly version: string;
}

export type EvacuationEvent = Gather | Ask | Watch | Healthy | Returned | Compare | Record | Counted | Present;
export type EventOf<Step extends EvacuationEvent['step']> = Extract<EvacuationEvent, { step: Step }>;

type Check = (value: unknown) => boolean;

const LONGEST_LOOK_S = 25;

const text: Check = (value) => typeof value === 'string' && value !== '' && value.length <= 4096;
const region: Check = (value) => typeof value === 'string' && /^[a-z]{2}(-[a-z]+)+-\d$/.test(value);
const list: Check = (value) => Array.isArray(value);
const instant: Check = (value) => typeof value === 'string' && !Number.isNaN(Date.parse(value));
const positive: Check = (value) => typeof value === 'number' && value > 0;
const whole: Check = (value) => Number.isInteger(value) && Number(value) >= 0;
const oneOf =
  (...words: readonly unknown[]): Check =>
  (value) =>
    words.includes(value);
const optional =
  (check: Check): Check =>
  (value) =>
    value === undefined || check(value);

/** What each step must be told. */
const MEMBERS: { readonly [Step in EvacuationEvent['step']]: Readonly<{ [name: string]: Check }> } = {
  gather: {
    region,
    version: text,
    mode: oneOf('drill', 'real'),
    manner: oneOf('graceful', 'ungraceful'),
    game_day: oneOf(true, false),
    force: list,
    told: optional((value) => typeof value === 'object' && value !== null),
  },
  ask: { run: text, region, token: text, seconds: positive },
  watch: {
    region,
    serves: (value) => isServes(String(value)),
    seconds: (value) => positive(value) && Number(value) <= LONGEST_LOOK_S,
  },
  healthy: { region },
  returned: { region },
  compare: { heads: list },
  record: {
    runbook: text,
    run: text,
    mode: text,
    version: text,
    started_at: instant,
    fault_at: optional(instant),
    stable_at: optional(instant),
    budget_s: optional(positive),
    steps: list,
    missing: optional(list),
    ending: optional(text),
  },
  counted: { runbook: text, run: text, acknowledged: whole, missing: list },
  present: { version: text },
};

/**
 * Reads an event.
 *
 * @throws InvalidEvacuationEvent naming every member that is missing or wrong
 */
export function parseEvent(event: unknown): EvacuationEvent {
  const members = Object(event) as { [name: string]: unknown };
  const step = String(members.step);
  if (!Object.hasOwn(MEMBERS, step))
    throw new InvalidEvacuationEvent(`step is none of ${Object.keys(MEMBERS).join(', ')}`);
  const wrong = Object.entries(MEMBERS[step as EvacuationEvent['step']]).filter(
    ([name, check]) => !check(members[name]),
  );
  if (wrong.length > 0)
    throw new InvalidEvacuationEvent(`${step}: wrong or missing ${wrong.map(([name]) => name).join(', ')}`);
  return members as unknown as EvacuationEvent;
}
