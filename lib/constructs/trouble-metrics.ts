import { type IMetric, Metric, Stats } from 'aws-cdk-lib/aws-cloudwatch';
import { FilterPattern, type IFilterPattern, MetricFilter } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import type { CapabilityName } from '../capabilities.ts';
import type { EnvironmentName } from '../names.ts';
import { TROUBLES, type TroubleName } from '../troubles.ts';
import type { Capability } from './capability.ts';
import { ONE_MINUTE } from './service-alarm.ts';
import type { TaxFree } from './tax-free.ts';

export interface TroubleMetricsProps {
  readonly environment: EnvironmentName;
  readonly taxFree: TaxFree;
}

/** Counts lines of log: what the work on forms reports, and messages that were not believed. */
export class TroubleMetrics extends Construct {
  readonly #namespace: string;
  readonly of: Readonly<Record<TroubleName, IMetric>>;
  /** Messages in the name of customs or the acquirer whose signature is not theirs. */
  readonly webhooksRefused: IMetric;

  constructor(scope: Construct, id: string, { environment, taxFree }: TroubleMetricsProps) {
    super(scope, id);
    this.#namespace = `Permanence/${environment}`;
    const { serving, sweeper, customsMessages, acquirerNotifications } = taxFree;
    const counted = TROUBLES.map((trouble) => {
      const pattern = FilterPattern.stringValue('$.trouble', '=', trouble);
      return [trouble, this.#count(trouble, pattern, [...serving, sweeper])] as const;
    });
    this.of = Object.fromEntries(counted) as Record<TroubleName, IMetric>;
    const unsigned = FilterPattern.numberValue('$.status', '=', 401);
    this.webhooksRefused = this.#count('webhooks-refused', unsigned, [customsMessages, acquirerNotifications]);
  }

  /** How many lines a minute fit, in the logs of all these functions together. */
  #count(metricName: string, filterPattern: IFilterPattern, functions: readonly Capability<CapabilityName>[]): IMetric {
    const metricNamespace = this.#namespace;
    for (const { name, logs: logGroup } of functions)
      new MetricFilter(this, `${metricName}-${name}`, { logGroup, filterPattern, metricNamespace, metricName });
    return new Metric({ namespace: metricNamespace, metricName, statistic: Stats.SUM, period: ONE_MINUTE });
  }
}
