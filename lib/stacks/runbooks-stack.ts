import { Duration, Stack, type StackProps } from 'aws-cdk-lib';
import { ScheduleTargetInput } from 'aws-cdk-lib/aws-scheduler';
import { LambdaInvoke, StepFunctionsStartExecution } from 'aws-cdk-lib/aws-scheduler-targets';
import { type ITopic, Topic } from 'aws-cdk-lib/aws-sns';
import type { Construct } from 'constructs';
import { restoreRights } from '../backup-access.ts';
import { CloneRoles } from '../constructs/clone-roles.ts';
import { DailyStart } from '../constructs/daily-start.ts';
import { Detection } from '../constructs/detection.ts';
import { Experiments } from '../constructs/experiments.ts';
import { FailoverAlarms } from '../constructs/failover-alarms.ts';
import { GameDays } from '../constructs/game-days.ts';
import { RestoreAlarms } from '../constructs/restore-alarms.ts';
import { Runbook } from '../constructs/runbook.ts';
import { RunbookFunctions } from '../constructs/runbook-functions.ts';
import { WrittenRole } from '../constructs/written-role.ts';
import { type ServingRegion, topicArn } from '../names.ts';
import { RUNBOOK_NAMES, RUNBOOKS, type RunbookRule } from '../runbooks.ts';
import type { Settings } from '../settings.ts';
import { CloneTemplate } from './clone-template.ts';
import type { KeysStack } from './keys-stack.ts';

export interface RunbooksStackProps extends StackProps {
  readonly settings: Settings;
  readonly region: ServingRegion;
  readonly keys: KeysStack;
  readonly bundles: string;
}

/** Half an hour later a person decides whether it still makes sense. */
const START = { retryAttempts: 5, maxEventAge: Duration.minutes(30) };

/** The runbooks of a Region with everything they call. Neither Region needs the other to run its own. */
export class RunbooksStack extends Stack {
  constructor(scope: Construct, id: string, props: RunbooksStackProps) {
    super(scope, id, props);
    const { settings, region, keys, bundles } = props;
    const { environment } = settings;
    const functions = new RunbookFunctions(this, 'Functions', { settings, region, bundles, keys });
    const { role: restoring } = new WrittenRole(this, 'Restoring', {
      service: 'backup',
      description: `How AWS Backup restores tables on trial and clones of ${environment} in ${region}`,
      rights: restoreRights(environment, region),
    });
    new CloneRoles(this, 'CloneRoles', { environment, region, keys });
    const { url: cloneTemplateUrl } = new CloneTemplate(this, 'Clone', { settings, bundles });
    const context = { settings, region, bundles, restoreRoleArn: restoring.roleArn, cloneTemplateUrl };
    const runbooks = RUNBOOK_NAMES.map((name) => new Runbook(this, name, { name, ...context }));
    for (const runbook of runbooks) this.#schedule(runbook);
    this.#settingsCheck(functions, environment);
    const topic = Topic.fromTopicArn(this, 'Topic', topicArn(environment, region));
    new RestoreAlarms(this, 'Alarms', { environment, topic, functions, runbooks });
    new FailoverAlarms(this, 'FailoverAlarms', {
      environment,
      topic,
      evacuation: functions.evacuation,
      runbooks,
      approvalSeconds: settings.failover.approvalSeconds,
    });
    this.#detection(props, topic, functions, runbooks);
    this.#gameDays(props, functions, runbooks);
  }

  /** Only by names does a Region reach another one, and itself as stores do. */
  #detection(
    { settings, region }: RunbooksStackProps,
    topic: ITopic,
    { syntheticStore }: RunbookFunctions,
    runbooks: readonly Runbook[],
  ): void {
    const { environment, regions, domain } = settings;
    const other = regions.find((one) => one !== region);
    const failover = runbooks.find(({ name }) => name === 'failover')?.machine;
    if (other === undefined || domain === undefined || failover === undefined) return;
    new Detection(this, 'Detection', { environment, other, syntheticStore, topic, failover });
  }

  #gameDays({ settings, region }: RunbooksStackProps, { evacuation }: RunbookFunctions, all: readonly Runbook[]): void {
    const { environment, failover: rules } = settings;
    const [failover, failback] = (['failover', 'failback'] as const).map((name) =>
      all.find((one) => one.name === name),
    );
    if (failover === undefined || failback === undefined) return;
    new GameDays(this, 'GameDays', { environment, gameDays: rules.gameDays, failover, failback, evacuation });
    if (rules.experiments) new Experiments(this, 'Experiments', { environment, region });
  }

  #schedule({ name, machine, machineName }: Runbook): void {
    const { schedule }: RunbookRule = RUNBOOKS[name];
    if (schedule === undefined) return;
    new DailyStart(this, `Start-${name}`, {
      name: machineName,
      ...schedule,
      may: { action: 'states:StartExecution', arn: machine.stateMachineArn },
      target: ({ deadLetterQueue, role }) =>
        new StepFunctionsStartExecution(machine, {
          ...START,
          deadLetterQueue,
          role: role.withoutPolicyUpdates(),
          input: ScheduleTargetInput.fromObject({}),
        }),
    });
  }

  /** What CloudFormation can neither set nor see: the account's setting for advanced DynamoDB backup, and whether the tape is locked. */
  #settingsCheck({ morning }: RunbookFunctions, environment: string): void {
    const target = morning.function;
    new DailyStart(this, 'SettingsCheck', {
      name: `permanence-${environment}-settings-check`,
      description: 'Looks at the settings of AWS Backup that no template can set',
      minute: '0',
      hour: '6',
      zone: 'Europe/Paris',
      may: { action: 'lambda:InvokeFunction', arn: target.functionArn },
      target: ({ deadLetterQueue, role }) =>
        new LambdaInvoke(target, {
          ...START,
          deadLetterQueue,
          role: role.withoutPolicyUpdates(),
          input: ScheduleTargetInput.fromObject({ step: 'settings' }),
        }),
    });
  }
}
