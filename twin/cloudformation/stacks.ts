import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { ACCOUNT } from '../assembly/identity.ts';
import type { Parameters } from './parameters.ts';
import { addressOf, type StackPlan } from './stack-plan.ts';
import { CloudFormationError, invalid } from './wire.ts';

/** A stack that runs. */
export interface RunningStack {
  /** Where its API answers. */
  readonly url: string;
  readonly stop: () => Promise<void>;
}

/** Makes a stack run. @throws Error saying why it cannot */
export type Launch = (plan: StackPlan) => Promise<RunningStack>;

type Status = 'CREATE_IN_PROGRESS' | 'CREATE_COMPLETE' | 'CREATE_FAILED' | 'DELETE_IN_PROGRESS' | 'DELETE_COMPLETE';

/** What becomes of a stack that cannot be built. */
export type OnFailure = 'DELETE' | 'DO_NOTHING';

/** What a stack is asked for with. */
export interface Order {
  readonly plan: StackPlan;
  readonly parameters: Parameters;
  readonly tags: readonly Record<string, string>[];
  readonly token: string | undefined;
  readonly onFailure: OnFailure;
}

/** A stack as it is known; a deleted one is known by its id only. */
export interface StackRecord extends Order {
  readonly id: string;
  readonly created: Date;
  status: Status;
  reason?: string;
  /** Settles when it runs, or cannot. */
  launching?: Promise<RunningStack | undefined>;
  running?: RunningStack;
  deleted?: Date;
}

/** Building and deleting take a moment, so that whoever does not wait is found out. */
const SLOWLY_MS = 1_000;

/** The stacks of one Region. */
export class Stacks {
  readonly #launch: Launch;
  readonly #slowlyMs: number;
  readonly #stacks = new Map<string, StackRecord>();
  readonly #work = new Set<Promise<void>>();

  constructor(launch: Launch, slowlyMs = SLOWLY_MS) {
    this.#launch = launch;
    this.#slowlyMs = slowlyMs;
  }

  /**
   * Begins to build a stack. The same token gets the same stack however often it asks.
   * @throws CloudFormationError AlreadyExistsException
   */
  create(order: Order): StackRecord {
    const { name, region } = order.plan;
    const known = this.#named(name);
    if (known !== undefined && known.token === order.token && order.token !== undefined) return known;
    if (known !== undefined) throw new CloudFormationError('AlreadyExistsException', `Stack [${name}] already exists`);
    const id = `arn:aws:cloudformation:${region}:${ACCOUNT}:stack/${name}/${randomUUID()}`;
    const stack: StackRecord = { ...order, id, created: new Date(), status: 'CREATE_IN_PROGRESS' };
    this.#stacks.set(id, stack);
    this.#do(this.#build(stack));
    return stack;
  }

  /** @throws CloudFormationError ValidationError when there is none */
  describe(nameOrId: string): StackRecord {
    const found = this.#stacks.get(nameOrId) ?? this.#named(nameOrId);
    if (found === undefined) throw invalid(`Stack with id ${nameOrId} does not exist`);
    return found;
  }

  /** All but those that were deleted. */
  all(): StackRecord[] {
    return [...this.#stacks.values()].filter(({ status }) => status !== 'DELETE_COMPLETE');
  }

  /** Begins to delete a stack; one that is not there is nothing to complain of. */
  delete(nameOrId: string): void {
    const found = this.#stacks.get(nameOrId) ?? this.#named(nameOrId);
    if (found === undefined || found.status.startsWith('DELETE')) return;
    found.status = 'DELETE_IN_PROGRESS';
    this.#do(this.#takeDown(found));
  }

  /** Stops whatever runs; resolves when it is gone. */
  async close(): Promise<void> {
    await Promise.all(this.#work);
    await Promise.all([...this.#stacks.values()].map(({ running }) => running?.stop()));
  }

  #named(name: string): StackRecord | undefined {
    return this.all().find(({ plan }) => plan.name === name);
  }

  #do(work: Promise<void>): void {
    this.#work.add(work);
    void work.finally(() => this.#work.delete(work));
  }

  async #build(stack: StackRecord): Promise<void> {
    const launching = this.#launch(stack.plan);
    stack.launching = launching.catch(() => undefined);
    try {
      const [running] = await Promise.all([launching, sleep(this.#slowlyMs)]);
      // It may be being deleted by now: whoever deletes it stops what runs of it.
      if (stack.status !== 'CREATE_IN_PROGRESS') return;
      stack.running = running;
      stack.status = 'CREATE_COMPLETE';
    } catch (error) {
      stack.reason = error instanceof Error ? error.message : String(error);
      if (stack.status !== 'CREATE_IN_PROGRESS') return;
      stack.status = stack.onFailure === 'DELETE' ? 'DELETE_IN_PROGRESS' : 'CREATE_FAILED';
      if (stack.onFailure === 'DELETE') await this.#takeDown(stack);
    }
  }

  async #takeDown(stack: StackRecord): Promise<void> {
    const stop = async (): Promise<void> => (await stack.launching)?.stop();
    await Promise.all([stop(), sleep(this.#slowlyMs)]);
    delete stack.running;
    stack.deleted = new Date();
    stack.status = 'DELETE_COMPLETE';
  }
}

/** The outputs of a stack that runs, with the address at which its API really answers. */
export function outputsOf({ plan, running }: StackRecord): { OutputKey: string; OutputValue: string }[] {
  if (running === undefined) return [];
  return Object.entries(plan.outputs).map(([OutputKey, value]) => ({
    OutputKey,
    OutputValue: value.replace(addressOf(plan), running.url),
  }));
}
