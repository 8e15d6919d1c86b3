import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { RegionPlan } from '../assembly/plan.ts';
import type { AlarmState } from '../cloudwatch/rule.ts';
import type { AlarmChange } from '../cloudwatch/watch.ts';
import type { NamedPlace } from '../gateway/gateway.ts';
import type { Surroundings } from '../lambda/surroundings.ts';
import { MINUTE_MS } from '../schedules/minutes.ts';
import type { FromRegion, ToRegion } from './messages.ts';

const MAIN = fileURLToPath(new URL('./main.ts', import.meta.url));

/** What a Region is made of. */
export interface RegionParts {
  readonly plan: RegionPlan;
  readonly surroundings: Surroundings;
  /** Port of the API; 0 for any, which then is its own for life. */
  readonly port: number;
  /** Where it also takes what comes by name. */
  readonly named?: NamedPlace;
  /** Folder that keeps the executions of its state machines while it is down. */
  readonly executions: string;
  /** How long a minute of its schedules and alarms takes; 60,000 ms when not said. */
  readonly minuteMs?: number;
  /** Told of its alarms. */
  readonly onAlarm: (change: AlarmChange) => void;
  /** Told where its state machines are served, and when they are gone. */
  readonly onMachines: (url: string | undefined) => void;
}

/** A Region as its supervisor sees it: a process group that can be killed and started again on the same port. */
export class Region {
  readonly plan: RegionPlan;
  readonly #parts: RegionParts;
  #port: number;
  #process: ChildProcess | undefined;
  #tickets = 0;
  /** CloudWatch keeps them while the Region is down. */
  readonly #alarms: Record<string, AlarmState> = {};

  constructor(parts: RegionParts) {
    this.plan = parts.plan;
    this.#parts = parts;
    this.#port = parts.port;
  }

  /** Where its API answers. The same for life. */
  get url(): string {
    return `http://127.0.0.1:${this.#port}`;
  }

  get running(): boolean {
    return this.#process !== undefined;
  }

  /** The leader of its process group, while it runs. */
  get pid(): number | undefined {
    return this.#process?.pid;
  }

  /**
   * Starts it; resolves when its API serves and one sandbox of each function is loaded.
   * @throws when it cannot, with its own reason.
   */
  async start(): Promise<void> {
    if (this.#process) return;
    const log = openSync(join(this.#parts.surroundings.logDir, `${this.plan.name}.log`), 'a');
    const child = spawn(process.execPath, [MAIN], { detached: true, stdio: ['ignore', log, log, 'ipc'] });
    // The child has its own by now.
    closeSync(log);
    this.#process = child;
    child.once('exit', () => {
      if (this.#process !== child) return;
      this.#process = undefined;
      this.#parts.onMachines(undefined);
    });
    child.on('message', (message: FromRegion) => {
      if (message.kind === 'alarm') this.#alarmed(message.change);
    });
    const { plan, surroundings, executions, named, minuteMs = MINUTE_MS } = this.#parts;
    const place = named === undefined ? {} : { named };
    const alarms = this.#alarms;
    tell(child, { kind: 'serve', plan, surroundings, port: this.#port, executions, minuteMs, alarms, ...place });
    const answer = await firstMessage(child, ({ kind }) => kind === 'serving' || kind === 'failed');
    if (answer.kind === 'serving') {
      this.#port = answer.port;
      this.#parts.onMachines(answer.machinesUrl);
    } else {
      await this.kill();
      throw new Error(`${plan.name} does not start: ${answer.kind === 'failed' ? answer.why : 'its process ended'}`);
    }
  }

  #alarmed(change: AlarmChange): void {
    this.#alarms[change.alarm] = change.state;
    this.#parts.onAlarm(change);
  }

  /** SIGKILL to the whole process group; resolves when its leader is gone. */
  async kill(): Promise<void> {
    const child = this.#process;
    if (!child?.pid) return;
    const gone = new Promise((resolve) => child.once('exit', resolve));
    process.kill(-child.pid, 'SIGKILL');
    await gone;
  }

  /** Kills one sandbox of a function. False when there was none. */
  async killSandbox(functionName: string): Promise<boolean> {
    if (!this.#process) return false;
    this.#tickets += 1;
    const ticket = this.#tickets;
    const answer = firstMessage(this.#process, (one) => one.kind === 'sandbox-killed' && one.ticket === ticket);
    tell(this.#process, { kind: 'kill-sandbox', ticket, functionName });
    const message = await answer;
    return message.kind === 'sandbox-killed' && message.killed;
  }
}

function tell(child: ChildProcess, message: ToRegion): void {
  child.send(message);
}

/** The first fitting message; `ended` when the process ends before. */
function firstMessage(
  child: ChildProcess,
  fits: (message: FromRegion) => boolean,
): Promise<FromRegion | { kind: 'ended' }> {
  return new Promise((resolve) => {
    const ended = (): void => resolve({ kind: 'ended' });
    const listen = (message: FromRegion): void => {
      if (!fits(message)) return;
      child.off('message', listen);
      child.off('exit', ended);
      resolve(message);
    };
    child.on('message', listen);
    child.once('exit', ended);
  });
}
