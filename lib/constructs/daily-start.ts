import { Aws, Duration, RemovalPolicy, TimeZone } from 'aws-cdk-lib';
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { type IScheduleTarget, Schedule, ScheduleExpression } from 'aws-cdk-lib/aws-scheduler';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { acknowledge } from '../rules/acknowledge.ts';

export interface DailyStartProps {
  /** Of the schedule and, with an ending, of its queue. */
  readonly name: string;
  readonly description: string;
  readonly minute: string;
  readonly hour: string;
  readonly zone: string;
  /** Only on that day of a month. */
  readonly day?: string;
  /** What the schedule may do, and with which right. */
  readonly may: { readonly action: 'states:StartExecution' | 'lambda:InvokeFunction'; readonly arn: string };
  readonly target: (how: { readonly deadLetterQueue: Queue; readonly role: Role }) => IScheduleTarget;
}

/** Starts something once a day, or on one day of a month. What could not be started leaves a letter for whoever looks into it. */
export class DailyStart extends Construct {
  constructor(scope: Construct, id: string, props: DailyStartProps) {
    super(scope, id);
    const { name, description, minute, hour, zone, day, may, target } = props;
    const when = { minute, hour, ...(day === undefined ? {} : { day }) };
    const deadLetterQueue = new Queue(this, 'DeadLetters', {
      queueName: `${name}-dead-letters`,
      encryption: QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
      retentionPeriod: Duration.days(14),
      removalPolicy: RemovalPolicy.DESTROY,
    });
    acknowledge(deadLetterQueue, 'AwsSolutions-SQS3', 'It is itself where letters end.');
    const role = this.#role(may, deadLetterQueue);
    new Schedule(this, 'Schedule', {
      scheduleName: name,
      description,
      schedule: ScheduleExpression.cron({ ...when, timeZone: TimeZone.of(zone) }),
      target: target({ deadLetterQueue, role }),
    });
  }

  #role({ action, arn }: DailyStartProps['may'], { queueArn }: Queue): Role {
    const conditions = { StringEquals: { 'aws:SourceAccount': Aws.ACCOUNT_ID } };
    const role = new Role(this, 'Role', { assumedBy: new ServicePrincipal('scheduler.amazonaws.com', { conditions }) });
    role.addToPolicy(new PolicyStatement({ actions: [action], resources: [arn] }));
    role.addToPolicy(new PolicyStatement({ actions: ['sqs:SendMessage'], resources: [queueArn] }));
    return role;
  }
}
