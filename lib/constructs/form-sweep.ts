import { Aws, Duration, RemovalPolicy } from 'aws-cdk-lib';
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import { SqsDestination } from 'aws-cdk-lib/aws-lambda-destinations';
import { Schedule, ScheduleExpression } from 'aws-cdk-lib/aws-scheduler';
import { LambdaInvoke } from 'aws-cdk-lib/aws-scheduler-targets';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { acknowledge } from '../rules/acknowledge.ts';
import type { Settings } from '../settings.ts';
import type { Capability } from './capability.ts';

export interface FormSweepProps {
  readonly settings: Settings;
  readonly sweeper: Capability<'form-sweeper'>;
}

/** A sweep that was not made by then is the next one. The shortest time that Scheduler and Lambda take. */
const ONE_SWEEP = Duration.minutes(1);

/**
 * Calls the sweeper once a minute, in each Region; leases keep the two apart. A sweep that fails is not repeated, because
 * the next one does the same work; what could not be called, or failed, leaves a letter in a queue for whoever looks into it.
 */
export class FormSweep extends Construct {
  constructor(scope: Construct, id: string, { settings, sweeper }: FormSweepProps) {
    super(scope, id);
    const name = `permanence-${settings.environment}-form-sweep`;
    const deadLetters = new Queue(this, 'DeadLetters', {
      queueName: `${name}-dead-letters`,
      encryption: QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
      retentionPeriod: Duration.days(14),
      removalPolicy: RemovalPolicy.DESTROY,
    });
    sweeper.function.configureAsyncInvoke({
      retryAttempts: 0,
      maxEventAge: ONE_SWEEP,
      onFailure: new SqsDestination(deadLetters),
    });
    new Schedule(this, 'Schedule', {
      scheduleName: name,
      description: 'Takes up the forms that have something due',
      schedule: ScheduleExpression.rate(ONE_SWEEP),
      target: new LambdaInvoke(sweeper.function, {
        deadLetterQueue: deadLetters,
        maxEventAge: ONE_SWEEP,
        retryAttempts: 2,
        // The library would add the right to call every version of the function.
        role: this.#role(sweeper.function, deadLetters).withoutPolicyUpdates(),
      }),
    });
    acknowledge(deadLetters, 'AwsSolutions-SQS3', 'It is itself where letters end.');
  }

  #role({ functionArn }: LambdaFunction, { queueArn }: Queue): Role {
    const conditions = { StringEquals: { 'aws:SourceAccount': Aws.ACCOUNT_ID } };
    const role = new Role(this, 'Role', { assumedBy: new ServicePrincipal('scheduler.amazonaws.com', { conditions }) });
    role.addToPolicy(new PolicyStatement({ actions: ['lambda:InvokeFunction'], resources: [functionArn] }));
    role.addToPolicy(new PolicyStatement({ actions: ['sqs:SendMessage'], resources: [queueArn] }));
    return role;
  }
}
