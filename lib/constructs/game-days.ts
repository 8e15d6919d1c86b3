import { Duration } from 'aws-cdk-lib';
import { ScheduleTargetInput } from 'aws-cdk-lib/aws-scheduler';
import { LambdaInvoke, StepFunctionsStartExecution } from 'aws-cdk-lib/aws-scheduler-targets';
import { Construct } from 'constructs';
import type { EnvironmentName } from '../names.ts';
import type { FailoverSettings } from '../settings.ts';
import type { Capability } from './capability.ts';
import { DailyStart } from './daily-start.ts';
import type { Runbook } from './runbook.ts';

export interface GameDaysProps {
  readonly environment: EnvironmentName;
  readonly gameDays: FailoverSettings['gameDays'];
  readonly failover: Runbook;
  readonly failback: Runbook;
  readonly evacuation: Capability<'evacuation'>;
}

/** Before the shops open; on production once a month, so that a mistake meets few. */
const TIMES = {
  monthly: { day: '1', hour: '6', minute: '0' },
  daily: { hour: '6', minute: '0' },
} as const;

/** An hour without a spare is enough: then the Region gets its traffic back. */
const BACK_HOUR = '7';
const ZONE = 'Europe/Paris';

/** A game day that could not be started in time is not held later, when the shops are open. */
const START = { retryAttempts: 2, maxEventAge: Duration.minutes(10) };

/**
 * Leaves a Region really, by the clock, and brings it back. Both Regions have the same schedules: the machine says whose turn it is, and its
 * evidence and lock keep it from being held at the wrong time.
 */
export class GameDays extends Construct {
  constructor(scope: Construct, id: string, props: GameDaysProps) {
    super(scope, id);
    const { environment, gameDays, failover, failback } = props;
    const prefix = `permanence-${environment}`;
    this.#saysItsVersion(`${prefix}-failover-version`, props);
    if (gameDays === undefined) return;
    const time = TIMES[gameDays];
    const input = { mode: 'drill', manner: 'graceful', game_day: gameDays, reason: 'game day' };
    this.#starts('Leave', `${prefix}-game-day`, 'Leaves a Region for a drill', time, failover, input);
    const back = { ...time, hour: BACK_HOUR };
    this.#starts('Return', `${prefix}-game-day-return`, 'Brings a Region back after a drill', back, failback, {
      mode: 'drill',
      game_day_only: true,
      reason: 'game day',
    });
  }

  #starts(
    id: string,
    name: string,
    description: string,
    time: { readonly day?: string; readonly hour: string; readonly minute: string },
    { machine }: Runbook,
    input: Readonly<Record<string, string | boolean>>,
  ): void {
    new DailyStart(this, id, {
      name,
      description,
      ...time,
      zone: ZONE,
      may: { action: 'states:StartExecution', arn: machine.stateMachineArn },
      target: ({ deadLetterQueue, role }) =>
        new StepFunctionsStartExecution(machine, {
          ...START,
          deadLetterQueue,
          role: role.withoutPolicyUpdates(),
          input: ScheduleTargetInput.fromObject(input),
        }),
    });
  }

  /** Says every hour what this Region would run, for the other one to compare, and whether anybody has tried it. */
  #saysItsVersion(name: string, { evacuation, failover }: GameDaysProps): void {
    const target = evacuation.function;
    new DailyStart(this, 'Version', {
      name,
      description: 'Says which version of the failover is here, and whether it was tried',
      minute: '15',
      hour: '*',
      zone: ZONE,
      may: { action: 'lambda:InvokeFunction', arn: target.functionArn },
      target: ({ deadLetterQueue, role }) =>
        new LambdaInvoke(target, {
          ...START,
          deadLetterQueue,
          role: role.withoutPolicyUpdates(),
          input: ScheduleTargetInput.fromObject({ step: 'present', version: failover.version }),
        }),
    });
  }
}
