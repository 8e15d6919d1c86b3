import { randomUUID } from 'node:crypto';
import { ACCOUNT } from '../assembly/identity.ts';
import type { SchedulePlan } from '../assembly/plan.ts';
import type { LambdaService } from '../lambda/service.ts';
import { type Schedule, scheduleOf } from './expression.ts';

export const MINUTE_MS = 60_000;

export interface RunnerOptions {
  readonly region: string;
  readonly plans: readonly SchedulePlan[];
  readonly lambda: Pick<LambdaService, 'invoke'>;
  /** How long a minute of the schedules takes; less than 60,000 makes all of them run more often. */
  readonly minuteMs?: number;
  /** Told of every run that failed. */
  readonly report?: (line: string) => void;
}

/**
 * Runs what a Region's schedules start, as EventBridge would: at the beginning of a minute, without waiting for the run before. A run
 * that fails is reported and not repeated; the next one comes.
 *
 * @returns what stops it
 * @throws Error naming an expression that it does not know
 */
export function runSchedules(options: RunnerOptions): () => void {
  const { region, plans, lambda, minuteMs = MINUTE_MS, report = console.error } = options;
  const schedules = plans.map((plan): [SchedulePlan, Schedule] => [plan, scheduleOf(plan.expression, plan.zone)]);
  const began_ms = Date.now();
  let since = 0;
  const timer = setInterval(() => {
    since += 1;
    const at = new Date(began_ms + since * MINUTE_MS);
    for (const [plan, isDue] of schedules) if (isDue({ since, at })) void start(plan, region, at, lambda, report);
  }, minuteMs);
  return () => clearInterval(timer);
}

async function start(
  { name, functionName, input }: SchedulePlan,
  region: string,
  at: Date,
  lambda: RunnerOptions['lambda'],
  report: (line: string) => void,
): Promise<void> {
  const outcome = await lambda.invoke(functionName, input ?? JSON.stringify(scheduledEvent(name, region, at)));
  if (outcome.kind === 'answered') return;
  const why = outcome.kind === 'failed' ? outcome.payload : outcome.kind;
  report(`the schedule ${name} could not run ${functionName}: ${why}`);
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
