import type { Clock } from '../clock/clock.ts';
import type { Flow, Machine } from '../definition/machine.ts';
import type { History, Trail } from '../history/history.ts';
import type { Perform } from '../integrations/call.ts';
import type { Journal } from '../journal/journal.ts';
import type { Json, JsonObject } from '../json.ts';
import type { Bell } from './task/bell.ts';
import type { Variables } from './variables.ts';

/** A machine that can be run. */
export interface MachineFacts {
  readonly arn: string;
  readonly name: string;
  readonly definition: Machine;
}

/** What is fixed about an execution. */
export interface ExecutionFacts {
  readonly arn: string;
  readonly name: string;
  readonly input: Json;
  readonly roleArn: string;
  readonly startMs: number;
  /** When it was redriven, if it was; ascending. */
  readonly redrivesMs: readonly number[];
}

/** Told of every state that is entered for the first time. */
export type Observe = (state: string, path: string) => void;

/** Runs the states of a branch; handed to the states themselves, so that states can hold states. */
export type RunFlow = (flow: Flow, branch: Branch, input: Json) => Promise<Json>;

/** One execution being run, from its start or its last redrive to its end. */
export interface Run {
  readonly machine: MachineFacts;
  readonly execution: ExecutionFacts;
  readonly journal: Journal;
  readonly history: History;
  readonly clock: Clock;
  /** From 0 up to, not including, 1. */
  readonly random: () => number;
  readonly perform: Perform;
  /** Rings when an answer came with a task token. */
  readonly answers: Bell;
  readonly observe: Observe;
}

/** A place in a run where states follow each other, with what is local to it. */
export interface Branch {
  readonly run: Run;
  readonly runFlow: RunFlow;
  /** Prefix of the keys of all facts below. */
  readonly path: string;
  readonly variables: Variables;
  readonly trail: Trail;
  /** Aborted when the branch is not to go on. */
  readonly signal: AbortSignal;
  /** `$states.context` below it. */
  readonly context: JsonObject;
}
