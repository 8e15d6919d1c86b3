import { Stack } from 'aws-cdk-lib';
import type { IMetric } from 'aws-cdk-lib/aws-cloudwatch';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import { ALARMS, type AlarmName } from '../alarms.ts';
import type { CapabilityName } from '../capabilities.ts';
import type { Settings } from '../settings.ts';
import type { Capability } from './capability.ts';
import type { DeepHealth } from './deep-health.ts';
import { ServiceAlarm } from './service-alarm.ts';
import {
  blockedRequests,
  checkoutLatency,
  failureRate,
  functionMetrics,
  functionTotal,
  ruleMetric,
  tablesTotal,
  total,
} from './service-metrics.ts';
import type { TroubleMetrics } from './trouble-metrics.ts';
import type { WebAcl } from './web-acl.ts';

export interface ServiceAlarmsProps {
  readonly settings: Settings;
  readonly topic: ITopic;
  readonly authorizer: Capability<'authorizer'>;
  readonly serving: readonly Capability<CapabilityName>[];
  readonly sweeper: Capability<'form-sweeper'>;
  readonly troubles: TroubleMetrics;
  readonly deepHealth: DeepHealth;
  readonly webAcl: WebAcl;
}

/** Every alarm of `lib/alarms.ts`, each on its metric. */
export class ServiceAlarms extends Construct {
  readonly alarms: readonly ServiceAlarm[];

  constructor(scope: Construct, id: string, props: ServiceAlarmsProps) {
    super(scope, id);
    const { environment } = props.settings;
    const metrics: Record<AlarmName, IMetric> = { ...this.#service(props), ...this.#taxFree(props) };
    this.alarms = (Object.keys(ALARMS) as AlarmName[]).map(
      (name) =>
        new ServiceAlarm(this, name, {
          ...ALARMS[name],
          periods: ALARMS[name].minutes,
          name: `permanence-${environment}-${name}`,
          runbook: name,
          topic: props.topic,
          metric: metrics[name],
        }),
    );
  }

  #service({ settings, authorizer, serving, sweeper, deepHealth, webAcl }: ServiceAlarmsProps) {
    const { environment } = settings;
    return {
      'requests-fail': failureRate(environment),
      'checkout-slow': checkoutLatency(environment, 'p99'),
      'functions-fail': functionTotal('Errors', serving),
      'functions-throttled': functionTotal('Throttles', [...serving, authorizer, sweeper]),
      'authorizer-fails': functionTotal('Errors', [authorizer]),
      'tables-fail': tablesTotal(environment, 'SystemErrors'),
      'tables-throttled': tablesTotal(environment, 'ThrottledRequests'),
      'region-cannot-write': ruleMetric(deepHealth.ruleName, 'FailedInvocations'),
      'canary-silent': ruleMetric(deepHealth.ruleName, 'Invocations'),
      'requests-blocked': blockedRequests(webAcl.metricName, Stack.of(this).region),
    };
  }

  #taxFree({ troubles, sweeper }: ServiceAlarmsProps) {
    return {
      ...troubles.of,
      'work-failed': total('failed', [troubles.of['work-failed'], ...functionMetrics('Errors', [sweeper])]),
      'sweeper-silent': functionTotal('Invocations', [sweeper]),
      'webhooks-refused': troubles.webhooksRefused,
    };
  }
}
