import { Duration } from 'aws-cdk-lib';
import { Alarm, ComparisonOperator, type IMetric, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';

/** What whoever is woken up reads first. */
interface Briefing {
  /** What people in the stores suffer, as one sentence. */
  readonly impact: string;
  /** Anchor of a section of docs/runbooks.md; a test looks for it. */
  readonly runbook: string;
  /** Where to look before anything else, as one sentence. */
  readonly firstLook: string;
}

export interface ServiceAlarmProps extends Briefing {
  readonly name: string;
  readonly topic: ITopic;
  readonly metric: IMetric;
  readonly threshold: number;
  /** Periods of the metric that are looked at; the alarm goes off when `breaching` of them are over the threshold. */
  readonly periods: number;
  readonly breaching: number;
  /** No data at all is bad news too, for what should report in every such time. */
  readonly silenceIsBad?: boolean;
}

/** An alarm that says what it means. It cannot be made without its briefing. */
export class ServiceAlarm extends Construct {
  readonly alarm: Alarm;

  constructor(scope: Construct, id: string, props: ServiceAlarmProps) {
    super(scope, id);
    const runbook = `docs/runbooks.md#${props.runbook}`;
    this.alarm = new Alarm(this, 'Alarm', {
      alarmName: props.name,
      alarmDescription: `${props.impact}\n\nFirst look: ${props.firstLook}\n\nRunbook: ${runbook}`,
      metric: props.metric,
      threshold: props.threshold,
      comparisonOperator: props.silenceIsBad
        ? ComparisonOperator.LESS_THAN_THRESHOLD
        : ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
      evaluationPeriods: props.periods,
      datapointsToAlarm: props.breaching,
      treatMissingData: props.silenceIsBad ? TreatMissingData.BREACHING : TreatMissingData.NOT_BREACHING,
    });
    this.alarm.addAlarmAction(new SnsAction(props.topic));
    this.alarm.addOkAction(new SnsAction(props.topic));
  }
}

export const ONE_MINUTE = Duration.minutes(1);
export const ONE_HOUR = Duration.hours(1);
