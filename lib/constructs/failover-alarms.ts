import { type IMetric, Metric, Stats } from 'aws-cdk-lib/aws-cloudwatch';
import { FilterPattern, MetricFilter } from 'aws-cdk-lib/aws-logs';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import {
  EVACUATION_METRICS,
  type EvacuationMetric,
  FAILOVER_ALARMS,
  type FailoverAlarmName,
  REGION_RUNBOOKS,
} from '../failover-alarms.ts';
import type { EnvironmentName } from '../names.ts';
import type { Capability } from './capability.ts';
import { failedRuns } from './failed-runs.ts';
import type { Runbook } from './runbook.ts';
import { ONE_HOUR, ONE_MINUTE, ServiceAlarm } from './service-alarm.ts';

export interface FailoverAlarmsProps {
  readonly environment: EnvironmentName;
  readonly topic: ITopic;
  readonly evacuation: Capability<'evacuation'>;
  readonly runbooks: readonly Runbook[];
  /** The longest time, in seconds, for which a failover waits for a person. */
  readonly approvalSeconds: number;
}

/**
 * A question is told once, when it is put: the alarm looks back as far as one may be open, and a minute for the line of log to arrive. It
 * goes quiet late after an early answer, and never while the question stands.
 */
const minutesOfAQuestion = ({ approvalSeconds }: FailoverAlarmsProps): number => Math.ceil(approvalSeconds / 60) + 1;

/** Every alarm of `lib/failover-alarms.ts`, each on its metric, and the times of runs for whoever draws them. */
export class FailoverAlarms extends Construct {
  readonly #namespace: string;

  constructor(scope: Construct, id: string, props: FailoverAlarmsProps) {
    super(scope, id);
    const { environment, topic, evacuation } = props;
    this.#namespace = `Permanence/${environment}`;
    for (const name of EVACUATION_METRICS)
      new MetricFilter(this, name, {
        logGroup: evacuation.logs,
        filterPattern: FilterPattern.exists(`$.evacuation.${name}`),
        metricNamespace: this.#namespace,
        metricName: `evacuation-${name}`,
        metricValue: `$.evacuation.${name}`,
      });
    const metrics = this.#metrics(props);
    for (const name of Object.keys(FAILOVER_ALARMS) as FailoverAlarmName[])
      new ServiceAlarm(this, name, {
        ...FAILOVER_ALARMS[name],
        ...(name === 'failover-waits' ? { periods: minutesOfAQuestion(props) } : {}),
        name: `permanence-${environment}-${name}`,
        runbook: name,
        topic,
        metric: metrics[name],
      });
  }

  #metrics({ runbooks }: FailoverAlarmsProps): Record<FailoverAlarmName, IMetric> {
    return {
      'failover-waits': this.#worst('asked', 'minute'),
      'failover-failed': failedRuns(runbooks.filter(({ name }) => REGION_RUNBOOKS.includes(name))),
      'drill-missed': this.#worst('missed', 'hour'),
      'failover-unverified': this.#worst('unverified', 'hour'),
      'receipts-missing': this.#worst('rpo_receipts', 'hour'),
    };
  }

  #worst(name: EvacuationMetric, every: 'minute' | 'hour'): Metric {
    const period = every === 'minute' ? ONE_MINUTE : ONE_HOUR;
    return new Metric({
      namespace: this.#namespace,
      metricName: `evacuation-${name}`,
      statistic: Stats.MAXIMUM,
      period,
    });
  }
}
