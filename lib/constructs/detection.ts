import { Duration } from 'aws-cdk-lib';
import { AlarmRule, AlarmState, CompositeAlarm, Metric, Stats } from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import { EventField, Rule, RuleTargetInput } from 'aws-cdk-lib/aws-events';
import { SfnStateMachine } from 'aws-cdk-lib/aws-events-targets';
import { FilterPattern, MetricFilter } from 'aws-cdk-lib/aws-logs';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import type { StateMachine } from 'aws-cdk-lib/aws-stepfunctions';
import { Construct } from 'constructs';
import {
  DETECTION_ALARMS,
  type DetectionAlarmName,
  LOST_FOR_S,
  OTHER_REGION_LOST,
  SYNTHETIC_METRICS,
} from '../detection-alarms.ts';
import type { EnvironmentName, ServingRegion } from '../names.ts';
import type { Capability } from './capability.ts';
import { EveryMinute } from './every-minute.ts';
import { ONE_MINUTE, ServiceAlarm } from './service-alarm.ts';

export interface DetectionProps {
  readonly environment: EnvironmentName;
  /** The Region that is watched from here. */
  readonly other: ServingRegion;
  readonly syntheticStore: Capability<'synthetic-store'>;
  readonly topic: ITopic;
  /** What a loss starts: it gathers evidence and waits for a person. */
  readonly failover: StateMachine;
}

/** Later than that a run would begin with evidence that is out of date; whoever the alarm has woken starts one. */
const START_WITHIN = Duration.minutes(5);

const NAMES = Object.keys(DETECTION_ALARMS) as DetectionAlarmName[];

/**
 * Watches the other Region from this one, by what a store meets there every minute. The alarm that starts a failover goes off only while
 * this Region is well itself, and not for a Region that was left on purpose: its own cure never sets it off.
 */
export class Detection extends Construct {
  constructor(scope: Construct, id: string, props: DetectionProps) {
    super(scope, id);
    const { environment, syntheticStore } = props;
    new EveryMinute(this, 'Rounds', {
      name: `permanence-${environment}-synthetic-store`,
      description: 'Buys and gives back through the public name and through each Region',
      calls: syntheticStore,
    });
    this.#metrics(props);
    const alarms = Object.fromEntries(NAMES.map((name) => [name, this.#alarm(name, props)]));
    const lost = this.#lost(alarms as Record<DetectionAlarmName, ServiceAlarm>, props);
    this.#starts(lost, props);
  }

  #metrics({ environment, syntheticStore }: DetectionProps): void {
    for (const name of SYNTHETIC_METRICS)
      new MetricFilter(this, `synthetic-${name}`, {
        logGroup: syntheticStore.logs,
        filterPattern: FilterPattern.exists(`$.synthetic.${name}`),
        metricNamespace: `Permanence/${environment}`,
        metricName: `synthetic-${name}`,
        metricValue: `$.synthetic.${name}`,
      });
  }

  #alarm(name: DetectionAlarmName, { environment, topic }: DetectionProps): ServiceAlarm {
    const { metric, minutes, ...rule } = DETECTION_ALARMS[name];
    return new ServiceAlarm(this, name, {
      ...rule,
      topic,
      periods: minutes,
      name: `permanence-${environment}-${name}`,
      runbook: name,
      metric: new Metric({
        namespace: `Permanence/${environment}`,
        metricName: `synthetic-${metric}`,
        statistic: 'silenceIsBad' in rule ? Stats.SAMPLE_COUNT : Stats.MAXIMUM,
        period: ONE_MINUTE,
      }),
    });
  }

  #lost(alarms: Record<DetectionAlarmName, ServiceAlarm>, { environment, topic }: DetectionProps): CompositeAlarm {
    const { name, fails, unless, impact, firstLook } = OTHER_REGION_LOST;
    const goesOff = (one: DetectionAlarmName) => AlarmRule.fromAlarm(alarms[one].alarm, AlarmState.ALARM);
    const lost = new CompositeAlarm(this, 'Lost', {
      compositeAlarmName: `permanence-${environment}-${name}`,
      alarmDescription: `${impact}\n\nFirst look: ${firstLook}\n\nRunbook: docs/runbooks.md#${name}`,
      alarmRule: AlarmRule.allOf(goesOff(fails), AlarmRule.not(goesOff(unless))),
    });
    lost.addAlarmAction(new SnsAction(topic));
    lost.addOkAction(new SnsAction(topic));
    return lost;
  }

  /** In earnest: the run gathers its evidence, changes nothing, and waits for a person. */
  #starts({ alarmArn }: CompositeAlarm, { environment, other, failover }: DetectionProps): void {
    const rule = new Rule(this, 'Starts', {
      ruleName: `permanence-${environment}-${OTHER_REGION_LOST.name}`,
      description: 'Prepares to leave the other Region: evidence first, then a person decides',
      eventPattern: {
        source: ['aws.cloudwatch'],
        detailType: ['CloudWatch Alarm State Change'],
        resources: [alarmArn],
        detail: { state: { value: ['ALARM'] } },
      },
    });
    const input = RuleTargetInput.fromObject({
      mode: 'real',
      region: other,
      detected_at: EventField.fromPath('$.detail.state.timestamp'),
      // EventBridge cannot take one from the other.
      lost_for_s: LOST_FOR_S,
      reason: `alarm ${OTHER_REGION_LOST.name}`,
    });
    rule.addTarget(new SfnStateMachine(failover, { input, maxEventAge: START_WITHIN }));
  }
}
