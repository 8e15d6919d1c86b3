import { type ChildProcess, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { ACCOUNT } from '../assembly/identity.ts';
import type { FunctionPlan } from '../assembly/plan.ts';
import { exited, type Outcome, timedOut } from './outcome.ts';
import { type RuntimeApi, serveRuntimeApi } from './runtime-api.ts';
import { type Surroundings, sandboxEnvironment } from './surroundings.ts';

/** Lambda gives a function 10 s to load. */
const INIT_LIMIT_MS = 10_000;
const NATIVE_CLIENT = fileURLToPath(new URL('./native-client.cjs', import.meta.url));

interface Work {
  readonly requestId: string;
  readonly finish: (outcome: Outcome) => void;
  readonly timer: NodeJS.Timeout;
}

/** One sandbox: a process that runs the deployed bundle under AWS's own runtime client, one invocation at a time. */
export class Sandbox {
  /** Resolves when the function is loaded; gives the failure when it cannot be. */
  readonly loaded: Promise<Outcome | undefined>;
  readonly #plan: FunctionPlan;
  readonly #region: string;
  readonly #settle: (failure: Outcome | undefined) => void;
  #process: ChildProcess | undefined;
  #api: RuntimeApi | undefined;
  #work: Work | undefined;
  #ready: (() => void) | undefined;
  #ended = false;

  constructor(plan: FunctionPlan, surroundings: Surroundings, log: number) {
    const { promise, resolve } = Promise.withResolvers<Outcome | undefined>();
    this.loaded = promise;
    this.#settle = resolve;
    this.#plan = plan;
    this.#region = surroundings.region;
    void this.#start(surroundings, log);
  }

  /** Whether its process is gone. */
  get ended(): boolean {
    return this.#ended;
  }

  get busy(): boolean {
    return this.#work !== undefined;
  }

  /** Runs one invocation. Resolves when the function answered and asks for more, or is gone. */
  async invoke(event: string): Promise<Outcome> {
    const requestId = randomUUID();
    const limitMs = this.#plan.timeoutSeconds * 1000;
    const again = new Promise<void>((resolve) => {
      this.#ready = resolve;
    });
    const outcome = await new Promise<Outcome>((finish) => {
      const timer = setTimeout(() => this.#timeOut(requestId), limitMs);
      this.#work = { requestId, finish, timer };
      const functionArn = `arn:aws:lambda:${this.#region}:${ACCOUNT}:function:${this.#plan.name}`;
      this.#api?.give({ requestId, event, deadlineMs: Date.now() + limitMs, functionArn });
    });
    this.again = again;
    return outcome;
  }

  /** Resolves when it asks for the next invocation, or is gone. */
  again: Promise<void> = Promise.resolve();

  /** Ends its process at once, whatever it is doing. */
  kill(): void {
    this.#process?.kill('SIGKILL');
  }

  async #start(surroundings: Surroundings, log: number): Promise<void> {
    this.#api = await serveRuntimeApi({
      ready: () => this.#isReady(),
      answered: (requestId, payload) => this.#finish(requestId, { kind: 'answered', payload }),
      failed: (requestId, payload) => this.#finish(requestId, { kind: 'failed', payload }),
      initFailed: (payload) => this.#settle({ kind: 'failed', payload }),
    });
    const runtime = createRequire(import.meta.url).resolve('aws-lambda-ric');
    this.#process = spawn(process.execPath, ['--require', NATIVE_CLIENT, runtime], {
      cwd: this.#plan.code,
      env: sandboxEnvironment(this.#plan, surroundings, this.#api.address),
      stdio: ['ignore', log, log],
    });
    const limit = setTimeout(() => this.kill(), INIT_LIMIT_MS);
    void this.loaded.then(() => clearTimeout(limit));
    this.#process.once('exit', (code, signal) => this.#end(signal ? `signal: ${signal}` : `exit status ${code}`));
  }

  #isReady(): void {
    this.#settle(undefined);
    this.#ready?.();
  }

  #timeOut(requestId: string): void {
    this.#finish(requestId, timedOut(requestId, this.#plan.timeoutSeconds));
    this.kill();
  }

  #finish(requestId: string, outcome: Outcome): void {
    if (this.#work?.requestId !== requestId) return;
    clearTimeout(this.#work.timer);
    this.#work.finish(outcome);
    this.#work = undefined;
  }

  #end(how: string): void {
    this.#ended = true;
    if (this.#work) this.#finish(this.#work.requestId, exited(this.#work.requestId, how));
    this.#settle(exited('init', how));
    this.#ready?.();
    void this.#api?.close();
  }
}
