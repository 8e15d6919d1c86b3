import { type IMetric, MathExpression, Stats } from 'aws-cdk-lib/aws-cloudwatch';
import type { Runbook } from './runbook.ts';
import { ONE_HOUR } from './service-alarm.ts';

/**
 * Executions that did not come to their end, of all of some runbooks together; an alarm adds up ten metrics at most, which are those of
 * five. One that somebody stops by hand is not among them.
 */
export function failedRuns(runbooks: readonly Runbook[]): IMetric {
  const failed = runbooks.flatMap(({ machine }) =>
    [machine.metricFailed, machine.metricTimedOut].map((metric) =>
      metric.call(machine, { statistic: Stats.SUM, period: ONE_HOUR }),
    ),
  );
  const usingMetrics = Object.fromEntries(failed.map((one, index) => [`runs${index}`, one]));
  const expression = failed.map((_, index) => `FILL(runs${index}, 0)`).join(' + ');
  return new MathExpression({ expression, usingMetrics, label: 'failed runs', period: ONE_HOUR });
}
