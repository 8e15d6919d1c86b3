import { randomUUID } from 'node:crypto';
import { ACCOUNT } from '../assembly/identity.ts';
import type { SchedulePlan } from '../assembly/plan.ts';
import type { LambdaService } from '../lambda/service.ts';
import { isRate, type Schedule, scheduleOf } from './expression.ts';
import { eachMinute, MINUTE_MS } from './minutes.ts';

export interface RunnerOptions {
  readonly region: string;
  readonly plans: readonly SchedulePlan[];
  readonly lambda: Pick<LambdaService, 'invoke'>;
  /** The state machines of the Region; without it a schedule that starts one is reported. */
  readonly machines?: Machines;
  /** How long a minute of `rate(…)` takes; less than 60,000 makes them run more often. `cron(…)` goes by the clock, whatever this says. */
  readonly minuteMs?: number;
  /** Told of every run that failed. */
  readonly report?: (line: string) => void;
}

/** Starts an execution of a state machine. @throws when there is no such machine, or the input is no JSON */
export interface Machines {
  start(arn: string, input: string): Promise<unknown>;
}

/**
 * Runs what a Region's schedules start, as EventBridge would: at the beginning of a minute, without waiting for the run before. A run
 * that fails is reported and not repeated; the next one comes.
 *
 * @returns what stops it
 * @throws Error naming an expression that it does not know
 */
export function runSchedules(options: RunnerOptions): () => void {
  const { region, plans, minuteMs = MINUTE_MS } = options;
  const schedules = plans.map((plan): [SchedulePlan, Schedule] => [plan, scheduleOf(plan.expression, plan.zone)]);
  const rates = schedules.filter(([{ expression }]) => isRate(expression));
  const crons = schedules.filter(([{ expression }]) => !isRate(expression));
  const run = (some: typeof schedules, since: number, at: Date): void => {
    for (const [plan, isDue] of some)
      if (isDue({ since, at }))
        void start(plan, plan.input ?? JSON.stringify(scheduledEvent(plan.name, region, at)), options);
  };
  let since = 0;
  const timer = setInterval(() => {
    since += 1;
    run(rates, since, new Date());
  }, minuteMs);
  const stopCrons = eachMinute((at) => run(crons, 0, at));
  return () => {
    clearInterval(timer);
    stopCrons();
  };
}

async function start(
  plan: SchedulePlan,
  input: string,
  { report = console.error, ...options }: RunnerOptions,
): Promise<void> {
  const why = await ('functionName' in plan
    ? invoked(plan.functionName, input, options)
    : started(plan.machineArn, input, options));
  const target = 'functionName' in plan ? plan.functionName : plan.machineArn;
  if (why !== undefined) report(`the schedule ${plan.name} could not run ${target}: ${why}`);
}

/** @returns why it failed */
async function invoked(name: string, input: string, { lambda }: RunnerOptions): Promise<string | undefined> {
  const outcome = await lambda.invoke(name, input);
  if (outcome.kind === 'answered') return undefined;
  return outcome.kind === 'failed' ? outcome.payload : outcome.kind;
}

/** @returns why it could not be started; what becomes of it then, the execution says */
async function started(arn: string, input: string, { machines }: RunnerOptions): Promise<string | undefined> {
  if (machines === undefined) return 'nothing here runs state machines';
  try {
    await machines.start(arn, input);
    return undefined;
  } catch (error) {
    return String(error);
  }
}

/** What EventBridge sends to a target without an input of its own. */
const scheduledEvent = (name: string, region: string, at: Date) => ({
  version: '0',
  id: randomUUID(),
  'detail-type': 'Scheduled Event',
  source: 'aws.events',
  account: ACCOUNT,
  time: at.toISOString(),
  region,
  resources: [`arn:aws:events:${region}:${ACCOUNT}:rule/${name}`],
  detail: {},
});
