import type { Counts } from '../../domain/repair/damage.ts';

/** The restored tables that a run compares with, and the instant the ledger's backup shows. */
export interface Beside {
  ledger: string;
  devices: string;
  taken_at: string;
}

/** Chains that are looked at together: partition keys. */
export type Part = readonly string[];

interface OfRun {
  /** `$states.context.Execution.Id`. */
  run: string;
}

interface OfPart extends OfRun {
  /** Which part this is, from 0. */
  n: number;
  part: Part;
  beside: Beside;
  /** Ids of keys that were registered after the backup and are known to be ours. */
  trust_keys: readonly string[];
}

/** Chooses what to restore. */
export interface Choose extends OfRun {
  step: 'choose';
  /** ISO 8601: an instant before the damage. */
  before: string;
}

/** Lists the chains of both tables in parts. */
export interface Parts extends OfRun {
  step: 'parts';
  beside: Beside;
}

/** Compares a part, and writes down what is to be done about it. */
export interface Compare extends OfPart {
  step: 'compare';
}

/** Adds the parts up to a plan. */
export interface Plan extends OfRun {
  step: 'plan';
  parts: number;
  beside: Beside;
}

/** Leaves the token of a waiting task where an operator's command finds it. */
export interface Ask extends OfRun {
  step: 'ask';
  runbook: string;
  token: string;
  says: string;
  /** Until when an answer is waited for, ISO 8601. */
  until: string;
}

/** Puts back what the plan of a part says. */
export interface PutBack extends OfPart {
  step: 'put-back';
}

/** Compares a part again, and writes nothing. */
export interface Verify extends OfPart {
  step: 'verify';
}

/** Says how it ended. */
export interface Conclude extends OfRun {
  step: 'conclude';
  put_back: readonly Outcome[];
  verified: readonly Compared[];
}

export type RepairEvent = Choose | Parts | Compare | Plan | Ask | PutBack | Verify | Conclude;

/** What a comparison of a part counted. */
export interface Compared {
  n: number;
  counts: Counts;
  /** Live entries that were found as they must be. */
  sound: number;
  /** There was more than can be kept of one part: repair, then run again. */
  truncated: boolean;
}

/** What putting a part back came to. */
export interface Outcome {
  n: number;
  repaired: number;
  /** Found as they should be: an earlier attempt did it. */
  already: number;
  /** Changed since they were seen: left alone. */
  moved: number;
  /** The first of those, by receipt number. */
  names: string[];
}
