import {
  AlarmRule,
  AlarmState,
  CompositeAlarm,
  type IAlarmRule,
  type IMetric,
  Metric,
  Stats,
} from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import { EventField, Rule, RuleTargetInput } from 'aws-cdk-lib/aws-events';
import { SfnStateMachine } from 'aws-cdk-lib/aws-events-targets';
import { FilterPattern, MetricFilter } from 'aws-cdk-lib/aws-logs';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import { DETECTION_ALARMS, type DetectionAlarmName, OTHER_REGION_LOST } from '../detection-alarms.ts';
import type { EnvironmentName, ServingRegion } from '../names.ts';
import type { Capability } from './capability.ts';
import type { Runbook } from './runbook.ts';
import { ONE_MINUTE, ServiceAlarm } from './service-alarm.ts';

export interface DetectionProps {
  readonly environment: EnvironmentName;
  /** The Region that is watched from here. */
  readonly other: ServingRegion;
  readonly syntheticStore: Capability<'synthetic-store'>;
  readonly topic: ITopic;
  /** What a loss starts: it gathers evidence and waits for a person. */
  readonly failover: Runbook;
}

const NAMES = Object.keys(DETECTION_ALARMS) as DetectionAlarmName[];

/**
 * Watches the other Region from this one, by what a store meets there. The alarm that starts a failover goes off only while this Region is
 * well itself, and not for a Region that was left on purpose: its own cure never sets it off.
 */
export class Detection extends Construct {
  readonly alarm: CompositeAlarm;

  constructor(scope: Construct, id: string, props: DetectionProps) {
    super(scope, id);
    const alarms = Object.fromEntries(NAMES.map((name) => [name, this.#alarm(name, props)]));
    this.alarm = this.#lost(alarms as Record<DetectionAlarmName, ServiceAlarm>, props);
    this.#starts(props);
  }

  #metric(metric: string, { environment, syntheticStore }: DetectionProps): IMetric {
    const [namespace, metricName] = [`Permanence/${environment}`, `synthetic-${metric}`];
    new MetricFilter(this, metricName, {
      logGroup: syntheticStore.logs,
      filterPattern: FilterPattern.exists(`$.synthetic.${metric}`),
      metricNamespace: namespace,
      metricName,
      metricValue: `$.synthetic.${metric}`,
    });
    return new Metric({ namespace, metricName, statistic: Stats.MAXIMUM, period: ONE_MINUTE });
  }

  #alarm(name: DetectionAlarmName, props: DetectionProps): ServiceAlarm {
    const { metric, minutes, ...rule } = DETECTION_ALARMS[name];
    return new ServiceAlarm(this, name, {
      ...rule,
      periods: minutes,
      name: `permanence-${props.environment}-${name}`,
      runbook: name,
      topic: props.topic,
      metric: this.#metric(metric, props),
    });
  }

  #lost(alarms: Record<DetectionAlarmName, ServiceAlarm>, { environment, topic }: DetectionProps): CompositeAlarm {
    const inAlarm = (name: DetectionAlarmName): IAlarmRule => AlarmRule.fromAlarm(alarms[name].alarm, AlarmState.ALARM);
    const { name, impact, firstLook } = OTHER_REGION_LOST;
    const lost = new CompositeAlarm(this, 'Lost', {
      compositeAlarmName: `permanence-${environment}-${name}`,
      alarmDescription: `${impact}\n\nFirst look: ${firstLook}\n\nRunbook: docs/runbooks.md#${name}`,
      alarmRule: AlarmRule.allOf(inAlarm('other-region-fails'), AlarmRule.not(inAlarm('own-region-fails'))),
    });
    lost.addAlarmAction(new SnsAction(topic));
    lost.addOkAction(new SnsAction(topic));
    return lost;
  }

  #starts({ environment, other, failover }: DetectionProps): void {
    const rule = new Rule(this, 'Starts', {
      ruleName: `permanence-${environment}-${OTHER_REGION_LOST.name}`,
      description: 'Prepares to leave the other Region: evidence first, then a person decides',
      eventPattern: {
        source: ['aws.cloudwatch'],
        detailType: ['CloudWatch Alarm State Change'],
        resources: [this.alarm.alarmArn],
        detail: { state: { value: ['ALARM'] } },
      },
    });
    rule.addTarget(
      new SfnStateMachine(failover.machine, {
        input: RuleTargetInput.fromObject({
          mode: 'real',
          region: other,
          detected_at: EventField.fromPath('$.detail.state.timestamp'),
          reason: `alarm ${OTHER_REGION_LOST.name}`,
        }),
      }),
    );
  }
}
