import { isDeepStrictEqual } from 'node:util';
import type { Shelf } from '../journal/shelf.ts';
import type { Json } from '../json.ts';
import { executionOf } from './arns.ts';
import { ServiceError } from './errors.ts';
import { Execution, type Surroundings } from './execution.ts';
import type { StoredMachine } from './machines.ts';

/** All executions, by ARN. */
export class Executions {
  readonly #shelf: Shelf;
  readonly #around: Surroundings;
  readonly #known = new Map<string, Execution>();

  constructor(shelf: Shelf, around: Surroundings) {
    this.#shelf = shelf;
    this.#around = around;
  }

  /** Reads the executions on the shelf and runs on those that had not ended. */
  resume(): void {
    for (const name of this.#shelf.names()) {
      const execution = new Execution(this.#shelf.open(name), this.#around);
      if (!execution.beginning) continue;
      this.#known.set(execution.beginning.arn, execution);
      if (!execution.end) execution.run();
    }
  }

  /**
   * Starts an execution. The same name and input again, while it is running, is the same execution.
   * @throws ServiceError `ExecutionAlreadyExists` when the name was used otherwise
   */
  start(machine: StoredMachine, name: string, input: Json): Execution {
    const arn = executionOf(machine.arn, name);
    const known = this.#known.get(arn);
    if (known) {
      if (!known.end && isDeepStrictEqual(known.facts.input, input)) return known;
      throw new ServiceError('ExecutionAlreadyExists', `Execution Already Exists: '${arn}'`);
    }
    const execution = new Execution(this.#shelf.open(arn), this.#around);
    execution.begin({ arn, name, machine, input, startMs: this.#around.clock.now() });
    this.#known.set(arn, execution);
    execution.run();
    return execution;
  }

  find(arn: string): Execution | undefined {
    return this.#known.get(arn);
  }

  /** @throws ServiceError `ExecutionDoesNotExist` */
  get(arn: string): Execution {
    const execution = this.find(arn);
    if (execution) return execution;
    throw new ServiceError('ExecutionDoesNotExist', `Execution Does Not Exist: '${arn}'`);
  }

  /** The latest first, as ListExecutions has them. */
  all(): Execution[] {
    return [...this.#known.values()].sort((a, b) => b.facts.startMs - a.facts.startMs);
  }

  /** Leaves all as they are. */
  async leave(): Promise<void> {
    await Promise.all(this.all().map((execution) => execution.leave()));
  }
}
