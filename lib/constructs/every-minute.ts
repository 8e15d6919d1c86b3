import { Aws, Duration, RemovalPolicy } from 'aws-cdk-lib';
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { IDestination, Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import { Schedule, ScheduleExpression, ScheduleTargetInput } from 'aws-cdk-lib/aws-scheduler';
import { LambdaInvoke } from 'aws-cdk-lib/aws-scheduler-targets';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import type { CapabilityName } from '../capabilities.ts';
import { acknowledge } from '../rules/acknowledge.ts';
import type { Capability } from './capability.ts';

export interface EveryMinuteProps {
  /** Of the schedule, and of its queue with an ending. */
  readonly name: string;
  readonly description: string;
  readonly calls: Capability<CapabilityName>;
}

/** A call that was not made by then is the next one. The shortest time that Scheduler and Lambda take. */
const ONE_MINUTE = Duration.minutes(1);

/**
 * Calls a function once a minute. A call that fails is not repeated, because the next one does the same work; what could not be called,
 * or failed, leaves a letter in a queue for whoever looks into it.
 */
export class EveryMinute extends Construct {
  constructor(scope: Construct, id: string, { name, description, calls }: EveryMinuteProps) {
    super(scope, id);
    const deadLetters = new Queue(this, 'DeadLetters', {
      queueName: `${name}-dead-letters`,
      encryption: QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
      retentionPeriod: Duration.days(14),
      removalPolicy: RemovalPolicy.DESTROY,
    });
    calls.function.configureAsyncInvoke({
      retryAttempts: 0,
      maxEventAge: ONE_MINUTE,
      onFailure: this.#lettersTo(deadLetters, calls),
    });
    new Schedule(this, 'Schedule', {
      scheduleName: name,
      description,
      schedule: ScheduleExpression.rate(ONE_MINUTE),
      target: new LambdaInvoke(calls.function, {
        deadLetterQueue: deadLetters,
        input: ScheduleTargetInput.fromObject({}),
        maxEventAge: ONE_MINUTE,
        retryAttempts: 2,
        // The library would add the right to call every version of the function.
        role: this.#role(calls.function, deadLetters).withoutPolicyUpdates(),
      }),
    });
    acknowledge(deadLetters, 'AwsSolutions-SQS3', 'It is itself where letters end.');
  }

  /** The library's own destination would add rights that only describe the queue, on the way of a failover too. */
  #lettersTo({ queueArn }: Queue, { role }: Capability<CapabilityName>): IDestination {
    role.addToPrincipalPolicy(new PolicyStatement({ actions: ['sqs:SendMessage'], resources: [queueArn] }));
    return { bind: () => ({ destination: queueArn }) };
  }

  #role({ functionArn }: LambdaFunction, { queueArn }: Queue): Role {
    const conditions = { StringEquals: { 'aws:SourceAccount': Aws.ACCOUNT_ID } };
    const role = new Role(this, 'Role', { assumedBy: new ServicePrincipal('scheduler.amazonaws.com', { conditions }) });
    role.addToPolicy(new PolicyStatement({ actions: ['lambda:InvokeFunction'], resources: [functionArn] }));
    role.addToPolicy(new PolicyStatement({ actions: ['sqs:SendMessage'], resources: [queueArn] }));
    return role;
  }
}
