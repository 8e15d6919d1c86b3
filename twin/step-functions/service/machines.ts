import { randomUUID } from 'node:crypto';
import { machineOf } from '../definition/check.ts';
import type { Machine } from '../definition/machine.ts';
import type { Journal } from '../journal/journal.ts';
import type { JsonObject } from '../json.ts';
import { ServiceError } from './errors.ts';

/** A machine as it is kept. */
export interface StoredMachine extends JsonObject {
  readonly arn: string;
  readonly name: string;
  /** In the Amazon States Language, as it was given. */
  readonly definition: string;
  readonly roleArn: string;
  readonly createdMs: number;
  readonly updatedMs: number;
  /** Another one for every definition. */
  readonly revisionId: string;
  readonly tags: Readonly<Record<string, string>>;
}

/** What a machine is made from. */
export interface MachineInput {
  readonly arn: string;
  readonly name: string;
  readonly definition: string;
  readonly roleArn?: string;
  readonly tags?: Readonly<Record<string, string>>;
}

const NO_ROLE = 'arn:aws:iam::000000000000:role/none';

/** The machines that there are. Their definitions are checked before they are kept. */
export class Machines {
  readonly #journal: Journal;
  readonly #nowMs: () => number;
  readonly #parsed = new Map<string, Machine>();

  constructor(journal: Journal, nowMs: () => number) {
    this.#journal = journal;
    this.#nowMs = nowMs;
  }

  /** Keeps a machine; a new definition or role makes a new revision. @throws InvalidDefinition */
  put({ arn, name, definition, roleArn, tags }: MachineInput): StoredMachine {
    this.parsed(definition);
    const before = this.find(arn);
    const now = this.#nowMs();
    const machine = {
      arn,
      name,
      definition,
      roleArn: roleArn ?? before?.roleArn ?? NO_ROLE,
      createdMs: before?.createdMs ?? now,
      tags: tags ?? before?.tags ?? {},
    };
    const same = before?.definition === definition && before.roleArn === machine.roleArn;
    const stored = {
      ...machine,
      updatedMs: same ? before.updatedMs : now,
      revisionId: same ? before.revisionId : randomUUID(),
    };
    this.#journal.put(arn, stored);
    return stored;
  }

  remove(arn: string): void {
    this.#journal.put(arn, null);
  }

  find(arn: string): StoredMachine | undefined {
    return (this.#journal.get(arn) ?? undefined) as StoredMachine | undefined;
  }

  /** @throws ServiceError `StateMachineDoesNotExist` */
  get(arn: string): StoredMachine {
    const machine = this.find(arn);
    if (machine) return machine;
    throw new ServiceError('StateMachineDoesNotExist', `State Machine Does Not Exist: '${arn}'`);
  }

  all(): StoredMachine[] {
    return this.#journal.all('').flatMap(([, machine]) => (machine === null ? [] : [machine as StoredMachine]));
  }

  /** The machine of a definition, checked once. @throws InvalidDefinition */
  parsed(definition: string): Machine {
    const machine = this.#parsed.get(definition) ?? machineOf(definition);
    this.#parsed.set(definition, machine);
    return machine;
  }
}
