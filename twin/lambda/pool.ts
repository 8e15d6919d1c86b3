import { openSync } from 'node:fs';
import { join } from 'node:path';
import type { FunctionPlan } from '../assembly/plan.ts';
import type { Outcome } from './outcome.ts';
import { Sandbox } from './sandbox.ts';
import type { Surroundings } from './surroundings.ts';

/** How long an invocation waits for a sandbox before it is throttled. */
const QUEUE_LIMIT_MS = 5_000;
/** Sandboxes that load at once: more would only take the processor from those that already serve. */
const LOADING_AT_ONCE = 2;
/** A sandbox that nobody needed for so long is given back, as Lambda does after some minutes. */
const IDLE_LIMIT_MS = 300_000;
/** Invocations that may wait at once. */
const QUEUE_LENGTH = 1_000;

type Waiter = (sandbox: Sandbox | Outcome) => void;

/**
 * All sandboxes of one function, as many as are needed at once, up to a bound. A call goes to one that has only just answered, else to the
 * oldest that is idle: few of them do most of the work, and their code is warm.
 */
export class Pool {
  readonly #plan: FunctionPlan;
  readonly #surroundings: Surroundings;
  readonly #limit: number;
  readonly #log: number;
  readonly #all = new Set<Sandbox>();
  /** When each became idle. */
  readonly #idle = new Map<Sandbox, number>();
  readonly #waiting: Waiter[] = [];
  #loading = 0;
  /** Sandboxes that have answered and are about to ask for more. */
  #returning = 0;

  constructor(plan: FunctionPlan, surroundings: Surroundings) {
    this.#plan = plan;
    this.#surroundings = surroundings;
    this.#limit = plan.reservedConcurrency ?? surroundings.sandboxes;
    const idleLimitMs = surroundings.idleLimitMs ?? IDLE_LIMIT_MS;
    setInterval(() => this.#giveBack(idleLimitMs), idleLimitMs / 5).unref();
    this.#log = openSync(join(surroundings.logDir, `${surroundings.region}-${plan.name}.log`), 'a');
  }

  /** Runs the function once. */
  async invoke(event: string): Promise<Outcome> {
    const sandbox = await this.#acquire();
    if (!(sandbox instanceof Sandbox)) return sandbox;
    const outcome = await sandbox.invoke(event);
    this.#returning += 1;
    void sandbox.again.then(() => {
      this.#returning -= 1;
      this.#offer(sandbox);
    });
    return outcome;
  }

  /** Loads one sandbox ahead of the first invocation. */
  async warm(): Promise<void> {
    const sandbox = await this.#acquire();
    if (sandbox instanceof Sandbox) this.#offer(sandbox);
  }

  /** Kills one sandbox, a busy one when there is one. False when there is none at all. */
  killOne(): boolean {
    const sandboxes = [...this.#all];
    const victim = sandboxes.find(({ busy }) => busy) ?? sandboxes[0];
    victim?.kill();
    return victim !== undefined;
  }

  #acquire(): Promise<Sandbox | Outcome> {
    const idle = this.#returning > this.#waiting.length ? undefined : this.#popIdle();
    if (idle) return Promise.resolve(idle);
    if (this.#waiting.length >= QUEUE_LENGTH) return Promise.resolve({ kind: 'throttled' });
    const got = new Promise<Sandbox | Outcome>((resolve) => {
      const waiter: Waiter = (sandbox) => {
        clearTimeout(timer);
        resolve(sandbox);
      };
      const timer = setTimeout(() => {
        this.#waiting.splice(this.#waiting.indexOf(waiter), 1);
        resolve({ kind: 'throttled' });
      }, QUEUE_LIMIT_MS);
      this.#waiting.push(waiter);
    });
    this.#grow();
    return got;
  }

  #popIdle(): Sandbox | undefined {
    for (const sandbox of this.#all) if (this.#idle.delete(sandbox) && !sandbox.ended) return sandbox;
    return undefined;
  }

  /** Ends the sandboxes that a past rush has left over. The oldest stays, so that the next call finds one that is warm. */
  #giveBack(idleLimitMs: number): void {
    const [oldest] = this.#all;
    const since = performance.now() - idleLimitMs;
    for (const [sandbox, idleSince] of this.#idle) {
      if (sandbox === oldest || idleSince > since) continue;
      this.#idle.delete(sandbox);
      this.#all.delete(sandbox);
      sandbox.kill();
    }
  }

  #offer(sandbox: Sandbox): void {
    if (sandbox.ended) return void this.#replace(sandbox);
    const waiter = this.#waiting.shift();
    if (waiter) waiter(sandbox);
    else this.#idle.set(sandbox, performance.now());
  }

  /** For whoever waited for a sandbox that ended instead. */
  #replace(sandbox: Sandbox): void {
    this.#all.delete(sandbox);
    const idle = this.#waiting.length > 0 ? this.#popIdle() : undefined;
    if (idle) this.#offer(idle);
    else this.#grow();
  }

  #grow(): void {
    for (const sandbox of this.#all) {
      if (!sandbox.ended) continue;
      this.#all.delete(sandbox);
      this.#idle.delete(sandbox);
    }
    while (this.#mayGrow()) void this.#load();
  }

  #mayGrow(): boolean {
    const coming = this.#loading + this.#returning;
    return coming < this.#waiting.length && this.#loading < LOADING_AT_ONCE && this.#all.size < this.#limit;
  }

  async #load(): Promise<void> {
    const sandbox = new Sandbox(this.#plan, this.#surroundings, this.#log);
    this.#all.add(sandbox);
    this.#loading += 1;
    const failure = await sandbox.loaded;
    this.#loading -= 1;
    if (failure) {
      sandbox.kill();
      this.#all.delete(sandbox);
      this.#waiting.shift()?.(failure);
    } else this.#offer(sandbox);
    this.#grow();
  }
}
