import { Metric, Stats } from 'aws-cdk-lib/aws-cloudwatch';
import { FilterPattern, MetricFilter } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { MORNING_METRICS, type MorningMetricName } from '../morning-metrics.ts';
import type { EnvironmentName } from '../names.ts';
import type { Capability } from './capability.ts';
import { ONE_HOUR } from './service-alarm.ts';

export interface MorningMetricsProps {
  readonly environment: EnvironmentName;
  readonly morning: Capability<'morning'>;
}

/** Takes the numbers of a morning out of the log of the function that reports them. */
export class MorningMetrics extends Construct {
  readonly #namespace: string;

  constructor(scope: Construct, id: string, { environment, morning }: MorningMetricsProps) {
    super(scope, id);
    this.#namespace = `Permanence/${environment}`;
    for (const name of MORNING_METRICS)
      new MetricFilter(this, name, {
        logGroup: morning.logs,
        filterPattern: FilterPattern.exists(`$.morning.${name}`),
        metricNamespace: this.#namespace,
        metricName: `morning-${name}`,
        metricValue: `$.morning.${name}`,
      });
  }

  /** The worst number of an hour. */
  worst(name: MorningMetricName): Metric {
    return this.#metric(name, Stats.MAXIMUM);
  }

  /** How often an hour the number was reported, whatever it was. */
  reports(name: MorningMetricName): Metric {
    return this.#metric(name, Stats.SAMPLE_COUNT);
  }

  #metric(name: MorningMetricName, statistic: string): Metric {
    return new Metric({ namespace: this.#namespace, metricName: `morning-${name}`, statistic, period: ONE_HOUR });
  }
}
