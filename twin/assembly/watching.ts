import { alarmsIn } from '../cloudwatch/rule.ts';
import { type JsonObject, listOf, objectOf, textOf } from './json.ts';
import { idsOf } from './keys.ts';
import type { AlarmPlan, AlarmStartPlan, CompositePlan, MetricFilterPlan, RegionPlan, WatchPlan } from './plan.ts';
import type { ResolvedStack } from './resolver.ts';

/**
 * What a Region watches: numbers in its functions' logs, alarms upon them, and what an alarm starts. An alarm upon anything else is
 * named, and not judged.
 */
export function watchPlan(stacks: readonly ResolvedStack[]): WatchPlan {
  const all = (type: string) => stacks.flatMap((stack) => idsOf(stack, type).map((id) => stack.properties(id)));
  const filters = all('AWS::Logs::MetricFilter').flatMap(filterPlans);
  const alarms = Map.groupBy(all('AWS::CloudWatch::Alarm'), (alarm) => isFedBy(filters, alarm));
  return {
    filters,
    alarms: (alarms.get(true) ?? []).map(alarmPlan),
    unwatched: (alarms.get(false) ?? []).map(({ AlarmName }) => String(AlarmName)),
    composites: all('AWS::CloudWatch::CompositeAlarm').map(compositePlan),
    starts: stacks.flatMap((stack) => idsOf(stack, 'AWS::Events::Rule').flatMap((id) => startPlans(stack, id))),
  };
}

/** Whether lines of log make the metric; one reckoned from several has no name of its own. */
const isFedBy = (filters: readonly MetricFilterPlan[], { Namespace, MetricName, Dimensions }: JsonObject): boolean =>
  listOf(Dimensions).length === 0 &&
  filters.some(({ namespace, metric }) => namespace === Namespace && metric === MetricName);

function filterPlans({ LogGroupName, FilterPattern, MetricTransformations }: JsonObject): MetricFilterPlan[] {
  return listOf(MetricTransformations)
    .map(objectOf)
    .map(({ MetricNamespace, MetricName, MetricValue }) => ({
      logGroup: String(LogGroupName),
      namespace: String(MetricNamespace),
      metric: String(MetricName),
      pattern: String(FilterPattern),
      value: String(MetricValue),
    }));
}

function alarmPlan(alarm: JsonObject): AlarmPlan {
  const name = textOf(alarm.AlarmName, 'AlarmName');
  const periods = Number(alarm.EvaluationPeriods);
  return {
    name,
    namespace: String(alarm.Namespace),
    metric: String(alarm.MetricName),
    statistic: textOf(alarm.Statistic, `Statistic of ${name}`),
    periodSeconds: Number(alarm.Period),
    periods,
    breaching: Number(alarm.DatapointsToAlarm ?? periods),
    threshold: Number(alarm.Threshold),
    comparison: String(alarm.ComparisonOperator),
    missing: String(alarm.TreatMissingData ?? 'missing'),
  };
}

const compositePlan = ({ AlarmName, AlarmRule }: JsonObject): CompositePlan => ({
  name: textOf(AlarmName, 'AlarmName of a composite alarm'),
  rule: textOf(AlarmRule, 'AlarmRule'),
});

/** Rules that start a state machine when an alarm changes to some state. */
function startPlans(resolved: ResolvedStack, id: string): AlarmStartPlan[] {
  const pattern = objectOf(resolved.stack.template.Resources[id]?.Properties?.EventPattern);
  if (!listOf(pattern['detail-type']).includes('CloudWatch Alarm State Change')) return [];
  const { EventPattern, Targets } = resolved.properties(id);
  const { resources, detail } = objectOf(EventPattern);
  const states = listOf(objectOf(objectOf(detail).state).value).map(String);
  return listOf(Targets)
    .map(objectOf)
    .map(({ Arn, InputTransformer }) => ({
      alarms: listOf(resources).map((arn) => String(arn).split(':').at(-1) ?? ''),
      states,
      machineArn: String(Arn),
      template: String(objectOf(InputTransformer).InputTemplate ?? '{}'),
      paths: Object.fromEntries(
        Object.entries(objectOf(objectOf(InputTransformer).InputPathsMap)).map(([name, path]) => [name, String(path)]),
      ),
    }));
}

/**
 * Makes sure that nothing waits for an alarm that nobody judges, or starts what is not there.
 * @throws naming the composite alarm or the machine
 */
export function checkWatch({ watch, machines }: Pick<RegionPlan, 'watch' | 'machines'>): void {
  const judged = new Set([...watch.alarms, ...watch.composites].map(({ name }) => name));
  for (const { name, rule } of watch.composites)
    for (const alarm of alarmsIn(rule))
      if (!judged.has(alarm)) throw new Error(`The alarm ${name} looks at ${alarm}, which the twin does not judge`);
  for (const { alarms, machineArn } of watch.starts) {
    for (const alarm of alarms)
      if (!judged.has(alarm)) throw new Error(`${machineArn} starts upon ${alarm}, which the twin does not judge`);
    if (!machines.some(({ arn }) => arn === machineArn))
      throw new Error(`The alarm ${alarms.join()} starts ${machineArn}, which its Region does not have`);
  }
}
