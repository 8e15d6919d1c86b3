import { join } from 'node:path';
import { type Clock, WALL_CLOCK } from '../clock/clock.ts';
import type { Tasks } from '../integrations/call.ts';
import { performWith } from '../integrations/perform.ts';
import type { Observe } from '../interpreter/run.ts';
import { fileJournal } from '../journal/file-journal.ts';
import { memoryJournal } from '../journal/journal.ts';
import { memoryShelf, shelfIn } from '../journal/shelf.ts';
import { startChild } from './children.ts';
import { Executions } from './executions.ts';
import { type MachineInput, Machines, type StoredMachine } from './machines.ts';
import { type TaskAnswers, taskAnswers } from './task-answers.ts';

/** What state machines are run with. */
export interface RunnerOptions {
  readonly tasks: Tasks;
  /** Where machines and executions are kept; without it they are gone with the process. */
  readonly directory?: string;
  /** The clock on the wall unless told. */
  readonly clock?: Clock;
  /** From 0 up to, not including, 1: for jitter and `$random()`. */
  readonly random?: () => number;
  /** Told of every state that is entered for the first time. */
  readonly observe?: Observe;
}

/** State machines and their executions. What was running in the directory runs on. */
export interface Runner {
  readonly machines: Machines;
  readonly executions: Executions;
  readonly answers: TaskAnswers;
  /** Makes a machine, or gives it a new definition. @throws InvalidDefinition */
  readonly define: (machine: MachineInput) => StoredMachine;
  /** Leaves running executions to the next process on the directory. */
  readonly close: () => Promise<void>;
}

/** Runs state machines, those that were left running in the directory included. */
export function startRunner(options: RunnerOptions): Runner {
  const { tasks, directory, clock = WALL_CLOCK, random = Math.random, observe = () => undefined } = options;
  const shelf = directory === undefined ? memoryShelf() : shelfIn(join(directory, 'executions'));
  const kept = directory === undefined ? memoryJournal() : fileJournal(join(directory, 'machines.jsonl'));
  const machines = new Machines(kept, clock.now);
  const executions: Executions = new Executions(shelf, {
    clock,
    random,
    observe,
    perform: performWith(tasks, (call) => startChild(machines, executions, call)),
    definitionOf: (text) => machines.parsed(text),
  });
  executions.resume();
  return {
    machines,
    executions,
    answers: taskAnswers(executions, clock.now),
    define: (machine) => machines.put(machine),
    close: () => executions.leave(),
  };
}
