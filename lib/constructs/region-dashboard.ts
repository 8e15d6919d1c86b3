import { AlarmStatusWidget, Dashboard, GraphWidget, type IMetric, Stats } from 'aws-cdk-lib/aws-cloudwatch';
import { Construct } from 'constructs';
import type { CapabilityName } from '../capabilities.ts';
import type { EnvironmentName } from '../names.ts';
import type { Capability } from './capability.ts';
import type { ServiceAlarm } from './service-alarm.ts';
import { ONE_MINUTE } from './service-alarm.ts';
import { apiMetric, checkoutLatency, failureRate, functionTotal, tablesTotal } from './service-metrics.ts';

export interface RegionDashboardProps {
  readonly environment: EnvironmentName;
  readonly city: string;
  readonly capabilities: readonly Capability<CapabilityName>[];
  readonly alarms: readonly ServiceAlarm[];
}

function graph(title: string, ...left: IMetric[]): GraphWidget {
  return new GraphWidget({ title, left, width: 12, period: ONE_MINUTE });
}

/** One page per Region, from what stores feel at the top to what causes it below. */
export class RegionDashboard extends Construct {
  constructor(scope: Construct, id: string, { environment, city, capabilities, alarms }: RegionDashboardProps) {
    super(scope, id);
    const durations = capabilities.map((one) => one.function.metricDuration({ statistic: Stats.percentile(99) }));
    new Dashboard(this, 'Dashboard', {
      dashboardName: `permanence-${environment}-${city}`,
      widgets: [
        [new AlarmStatusWidget({ title: 'Alarms', alarms: alarms.map(({ alarm }) => alarm), width: 24 })],
        [
          graph('Requests', apiMetric(environment, 'Count'), apiMetric(environment, '4XXError')),
          graph('Failed requests, %', failureRate(environment)),
        ],
        [
          graph('Checkout, ms', ...['p50', 'p99'].map((statistic) => checkoutLatency(environment, statistic))),
          graph('Functions, ms (p99)', ...durations),
        ],
        [
          graph('Functions', functionTotal('Errors', capabilities), functionTotal('Throttles', capabilities)),
          graph('Tables', tablesTotal(environment, 'SystemErrors'), tablesTotal(environment, 'ThrottledRequests')),
        ],
      ],
    });
  }
}
