import { historyIn } from '../history/history.ts';
import { type End, Stopped } from '../interpreter/end.ts';
import { END, execute } from '../interpreter/execute.ts';
import type { Run } from '../interpreter/run.ts';
import { type Bell, newBell } from '../interpreter/task/bell.ts';
import type { Journal } from '../journal/journal.ts';
import type { Json, JsonObject } from '../json.ts';
import { ServiceError } from './errors.ts';
import type { StoredMachine } from './machines.ts';

/** What is fixed when an execution starts; the machine is kept as it was then. */
export interface Beginning extends JsonObject {
  readonly arn: string;
  readonly name: string;
  readonly machine: StoredMachine;
  readonly input: Json;
  readonly startMs: number;
}

/** What an execution is run with. */
export type Surroundings = Pick<Run, 'clock' | 'random' | 'perform' | 'observe'> & {
  readonly definitionOf: (text: string) => Run['machine']['definition'];
};

const BEGINNING = 'execution';
const REDRIVES = 'redrives';

/** One execution, running or ended, with everything that is known of it in its journal. */
export class Execution {
  readonly journal: Journal;
  readonly answers: Bell = newBell();
  readonly #around: Surroundings;
  #stop = new AbortController();
  #running: Promise<End | undefined> = Promise.resolve(undefined);

  constructor(journal: Journal, around: Surroundings) {
    this.journal = journal;
    this.#around = around;
  }

  /** Keeps how it begins. */
  begin(beginning: Beginning): void {
    this.journal.put(BEGINNING, beginning);
  }

  /** `undefined` when the process ended while it was being kept: it never began then. */
  get beginning(): Beginning | undefined {
    return this.journal.get(BEGINNING) as Beginning | undefined;
  }

  /** Of an execution that has begun. */
  get facts(): Beginning {
    return this.beginning as Beginning;
  }

  /** `undefined` while it is running. */
  get end(): End | undefined {
    return (this.journal.get(END) ?? undefined) as End | undefined;
  }

  get redrivesMs(): readonly number[] {
    return (this.journal.get(REDRIVES) ?? []) as readonly number[];
  }

  /** Runs it, from its start or from where it was. */
  run(): void {
    this.#stop = new AbortController();
    this.#running = execute(this.#runOf(this.facts), this.#stop.signal).catch((error: unknown) => {
      if (!this.#stop.signal.aborted) throw error;
      return undefined;
    });
  }

  /** Resolves with its end; with nothing when the process ends before. */
  async ended(): Promise<End | undefined> {
    return this.end ?? this.#running;
  }

  /** Ends it as ABORTED, unless it has ended. */
  async stop(error: string | undefined, cause: string | undefined): Promise<End | undefined> {
    if (!this.end) this.#stop.abort(new Stopped(error, cause));
    return this.ended();
  }

  /** Runs it again from where it failed. @throws ServiceError `ExecutionNotRedrivable` */
  redrive(): number {
    const { end } = this;
    if (!end || end.status === 'SUCCEEDED') {
      const why = end ? 'SUCCEEDED and' : 'RUNNING and';
      throw new ServiceError('ExecutionNotRedrivable', `Execution is ${why} cannot be redriven`);
    }
    const nowMs = this.#around.clock.now();
    this.journal.put(REDRIVES, [...this.redrivesMs, nowMs]);
    this.journal.put(END, null);
    this.run();
    return nowMs;
  }

  /** Leaves it as it is, to be run on by another process. */
  async leave(): Promise<void> {
    this.#stop.abort(new Error('The process ends'));
    await this.#running;
  }

  #runOf({ arn, name, input, startMs, machine }: Beginning): Run {
    const { definitionOf, ...around } = this.#around;
    const definition = definitionOf(machine.definition);
    return {
      ...around,
      machine: { arn: machine.arn, name: machine.name, definition },
      execution: { arn, name, input, startMs, roleArn: machine.roleArn, redrivesMs: this.redrivesMs },
      journal: this.journal,
      history: historyIn(this.journal, around.clock.now),
      answers: this.answers,
    };
  }
}
