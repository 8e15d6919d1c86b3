import { join } from 'node:path';
import type { AlarmStartPlan, WatchPlan } from '../assembly/plan.ts';
import { Alarm } from './alarm.ts';
import { LogTail } from './logs.ts';
import { at, fits } from './pattern.ts';
import { type AlarmState, ruleHolds } from './rule.ts';

/** A change of an alarm's state. */
export interface AlarmChange {
  readonly alarm: string;
  readonly state: AlarmState;
  /** ISO 8601. */
  readonly at: string;
}

export interface WatchOptions {
  readonly plan: WatchPlan;
  readonly region: string;
  /** Folder with one log file a function, `<region>-<function>.log`. */
  readonly logDir: string;
  /** Function of a log group. */
  readonly functionOf: (logGroup: string) => string | undefined;
  /** How long a minute takes here. */
  readonly minuteMs: number;
  readonly machines: { start(arn: string, input: string): Promise<unknown> };
  readonly onChange: (change: AlarmChange) => void;
}

const MINUTE_S = 60;

/**
 * CloudWatch of a Region as far as its functions' lines of log feed it: filters make numbers of lines, alarms judge them at the end of
 * their periods, composite alarms follow, and what is to start upon a change is started.
 */
export class Watch {
  readonly #options: WatchOptions;
  readonly #alarms: readonly Alarm[];
  readonly #states = new Map<string, AlarmState>();
  readonly #tails = new Map<string, LogTail>();
  readonly #timer: NodeJS.Timeout;
  #minutes = 0;

  constructor(options: WatchOptions) {
    this.#options = options;
    this.#alarms = options.plan.alarms.map((plan) => new Alarm(plan));
    for (const { logGroup } of options.plan.filters) this.#follow(logGroup);
    this.#timer = setInterval(() => this.minute(), options.minuteMs);
  }

  /** Ends a minute. */
  minute(): void {
    this.#minutes += 1;
    this.#read();
    for (const alarm of this.#alarms)
      if ((this.#minutes * MINUTE_S) % alarm.plan.periodSeconds === 0) this.#turn(alarm.plan.name, alarm.judge());
    for (const { name, rule } of this.#options.plan.composites)
      this.#turn(name, ruleHolds(rule, (alarm) => this.#states.get(alarm) ?? 'OK') ? 'ALARM' : 'OK');
  }

  close(): void {
    clearInterval(this.#timer);
  }

  #follow(logGroup: string): void {
    const name = this.#options.functionOf(logGroup);
    const { logDir, region } = this.#options;
    if (name !== undefined && !this.#tails.has(logGroup))
      this.#tails.set(logGroup, new LogTail(join(logDir, `${region}-${name}.log`)));
  }

  #read(): void {
    for (const [logGroup, tail] of this.#tails) {
      const lines = tail.lines();
      for (const { metric, pattern, value } of this.#options.plan.filters.filter((one) => one.logGroup === logGroup))
        for (const line of lines)
          if (fits(line, pattern)) this.#take(metric, value.startsWith('$') ? at(line, value) : value);
    }
  }

  #take(metric: string, value: unknown): void {
    for (const alarm of this.#alarms) if (alarm.plan.metric === metric) alarm.take(Number(value));
  }

  #turn(alarm: string, state: AlarmState): void {
    if ((this.#states.get(alarm) ?? 'OK') === state) return;
    this.#states.set(alarm, state);
    const change: AlarmChange = { alarm, state, at: new Date().toISOString() };
    this.#options.onChange(change);
    for (const start of this.#options.plan.starts)
      if (start.alarms.includes(alarm) && start.states.includes(state)) this.#start(start, change);
  }

  #start({ machineArn, template, paths }: AlarmStartPlan, change: AlarmChange): void {
    const event = { detail: { alarmName: change.alarm, state: { value: change.state, timestamp: change.at } } };
    const input = Object.entries(paths).reduce(
      (text, [name, path]) => text.replaceAll(`<${name}>`, JSON.stringify(at(event, path))),
      template,
    );
    this.#options.machines
      .start(machineArn, input)
      .catch((error: Error) =>
        console.error(`the alarm ${change.alarm} could not start ${machineArn}: ${error.message}`),
      );
  }
}
