import { join } from 'node:path';
import type { AlarmStartPlan, MetricFilterPlan, WatchPlan } from '../assembly/plan.ts';
import { Alarm } from './alarm.ts';
import { LogTail } from './logs.ts';
import { at, type Line, patternOf } from './pattern.ts';
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
  /** How alarms stood when the Region went down; those not named were quiet. */
  readonly before: Readonly<Record<string, AlarmState>>;
  /** How long a minute takes here. */
  readonly minuteMs: number;
  readonly machines: { start(arn: string, input: string): Promise<unknown> };
  readonly onChange: (change: AlarmChange) => void;
}

/** A filter on the log of a function. */
interface Filter {
  readonly plan: MetricFilterPlan;
  readonly fits: (line: Line) => boolean;
}

const MINUTE_S = 60;

/**
 * CloudWatch of a Region as far as its functions' lines of log feed it: filters make numbers of lines, alarms judge them at the end of
 * their periods, composite alarms follow, and what is to start upon a change is started.
 */
export class Watch {
  readonly #options: WatchOptions;
  readonly #alarms: readonly Alarm[];
  readonly #states: Map<string, AlarmState>;
  readonly #filters: ReadonlyMap<LogTail, readonly Filter[]>;
  readonly #timer: NodeJS.Timeout;
  #minutes = 0;

  /** @throws Error naming a filter or an alarm that the twin cannot read */
  constructor(options: WatchOptions) {
    const { plan, before, minuteMs } = options;
    this.#options = options;
    this.#states = new Map(Object.entries(before));
    this.#alarms = plan.alarms.map((one) => new Alarm(one, this.#stateOf(one.name)));
    this.#filters = this.#followed();
    this.#timer = setInterval(() => this.minute(), minuteMs);
  }

  /** Ends a minute. */
  minute(): void {
    this.#minutes += 1;
    this.#read();
    for (const alarm of this.#alarms)
      if ((this.#minutes * MINUTE_S) % alarm.plan.periodSeconds === 0) this.#turn(alarm.plan.name, alarm.judge());
    for (const { name, rule } of this.#options.plan.composites)
      this.#turn(name, ruleHolds(rule, (alarm) => this.#stateOf(alarm)) ? 'ALARM' : 'OK');
  }

  close(): void {
    clearInterval(this.#timer);
  }

  #stateOf(alarm: string): AlarmState {
    return this.#states.get(alarm) ?? 'OK';
  }

  /** The filters by the log that they read. Of a log group that no function writes there is nothing to read. */
  #followed(): Map<LogTail, Filter[]> {
    const { plan, functionOf, logDir, region } = this.#options;
    const filters = Map.groupBy(plan.filters, ({ logGroup }) => functionOf(logGroup));
    return new Map(
      [...filters].flatMap(([name, own]) => {
        const read = own.map((one) => ({ plan: one, fits: patternOf(one.pattern) }));
        return name === undefined ? [] : [[new LogTail(join(logDir, `${region}-${name}.log`)), read] as const];
      }),
    );
  }

  #read(): void {
    for (const [tail, filters] of this.#filters)
      for (const line of tail.lines()) for (const { plan, fits } of filters) if (fits(line)) this.#take(plan, line);
  }

  #take({ namespace, metric, value }: MetricFilterPlan, line: Line): void {
    const number = Number(value.startsWith('$') ? at(line, value) : value);
    // Of what is no number, CloudWatch makes no metric.
    if (!Number.isFinite(number)) return;
    for (const alarm of this.#alarms)
      if (alarm.plan.namespace === namespace && alarm.plan.metric === metric) alarm.take(number);
  }

  #turn(alarm: string, state: AlarmState): void {
    if (this.#stateOf(alarm) === state) return;
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
