import { type IMetric, MathExpression, Metric, Stats } from 'aws-cdk-lib/aws-cloudwatch';
import { operationsOn } from '../access.ts';
import type { CapabilityName } from '../capabilities.ts';
import { type EnvironmentName, type TableName, tableName } from '../names.ts';
import type { Capability } from './capability.ts';
import { ONE_MINUTE } from './service-alarm.ts';
import { STAGE } from './store-api.ts';

const RECEIPTS_RESOURCE = '/v1/stores/{store}/tills/{till}/receipts/{sequence}';

type Dimensions = Record<string, string>;

function metric(
  namespace: string,
  metricName: string,
  dimensionsMap: Dimensions,
  statistic: string = Stats.SUM,
): Metric {
  return new Metric({ namespace, metricName, dimensionsMap, statistic, period: ONE_MINUTE });
}

/** Adds metrics up; a minute without data counts as zero. */
export function total(label: string, metrics: readonly IMetric[]): MathExpression {
  // The ids carry the label: two of these may stand in one graph.
  const id = (index: number) => `${label.toLowerCase()}${index}`;
  const usingMetrics = Object.fromEntries(metrics.map((one, index) => [id(index), one]));
  const expression = metrics.map((_, index) => `FILL(${id(index)}, 0)`).join(' + ');
  return new MathExpression({ expression, usingMetrics, label, period: ONE_MINUTE });
}

/** A Region's API as its callers see it. */
export function apiMetric(environment: EnvironmentName, name: string, statistic?: string): Metric {
  return metric('AWS/ApiGateway', name, { ApiName: `permanence-${environment}`, Stage: STAGE }, statistic);
}

/** How long a checkout takes at API Gateway, in milliseconds. */
export function checkoutLatency(environment: EnvironmentName, statistic: string): Metric {
  const dimensions = { ApiName: `permanence-${environment}`, Stage: STAGE, Method: 'PUT', Resource: RECEIPTS_RESOURCE };
  return metric('AWS/ApiGateway', 'Latency', dimensions, statistic);
}

/** Answers with an unknown outcome, in per cent of all, counted only where ten or more requests came in a minute. */
export function failureRate(environment: EnvironmentName): MathExpression {
  return new MathExpression({
    expression: 'IF(requests >= 10, 100 * FILL(failures, 0) / requests, 0)',
    usingMetrics: { failures: apiMetric(environment, '5XXError'), requests: apiMetric(environment, 'Count') },
    label: 'failed requests, %',
    period: ONE_MINUTE,
  });
}

type Functions = readonly Capability<CapabilityName>[];

export function functionMetrics(name: 'Errors' | 'Throttles' | 'Invocations', capabilities: Functions): Metric[] {
  return capabilities.map((one) => one.function.metric(name, { statistic: Stats.SUM, period: ONE_MINUTE }));
}

export function functionTotal(name: 'Errors' | 'Throttles' | 'Invocations', capabilities: Functions): MathExpression {
  return total(name, functionMetrics(name, capabilities));
}

/** The tables' metric for every operation the functions use. An alarm can add up ten metrics and no more. */
export function tablesTotal(environment: EnvironmentName, name: 'SystemErrors' | 'ThrottledRequests'): MathExpression {
  const tables: readonly TableName[] = ['ledger', 'devices', 'tax-free'];
  const metrics = tables.flatMap((table) =>
    operationsOn(table).map((Operation) =>
      metric('AWS/DynamoDB', name, { TableName: tableName(environment, table), Operation }),
    ),
  );
  return total(name, metrics);
}

export function ruleMetric(ruleName: string, name: 'Invocations' | 'FailedInvocations'): Metric {
  return metric('AWS/Events', name, { RuleName: ruleName });
}

export function blockedRequests(webAcl: string, region: string): Metric {
  return metric('AWS/WAFV2', 'BlockedRequests', { WebACL: webAcl, Region: region, Rule: 'ALL' });
}
