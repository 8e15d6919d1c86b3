import { type JsonObject, listOf, objectOf, textOf } from './json.ts';
import { idsOf } from './keys.ts';
import type { AlarmPlan, AlarmStartPlan, CompositePlan, MetricFilterPlan, WatchPlan } from './plan.ts';
import type { ResolvedStack } from './resolver.ts';

/** Metrics that functions tell by lines of log; those of AWS's own services are not made here. */
const OURS = /^Permanence\//;

/** What a Region watches: numbers in its functions' logs, alarms upon them, and what an alarm starts. */
export function watchPlan(stacks: readonly ResolvedStack[]): WatchPlan {
  const of = (type: string) =>
    stacks.flatMap((stack) => idsOf(stack, type).map((id) => ({ stack, properties: stack.properties(id) })));
  const alarms = of('AWS::CloudWatch::Alarm').map(({ properties }) => properties);
  return {
    filters: of('AWS::Logs::MetricFilter').flatMap(({ properties }) => filterPlan(properties)),
    alarms: alarms.filter(isOurs).map(alarmPlan),
    unwatched: alarms.filter((alarm) => !isOurs(alarm)).map(({ AlarmName }) => String(AlarmName)),
    composites: of('AWS::CloudWatch::CompositeAlarm').map(({ properties }) => compositePlan(properties)),
    starts: stacks.flatMap((stack) => idsOf(stack, 'AWS::Events::Rule').flatMap((id) => startPlans(stack, id))),
  };
}

const isOurs = ({ Namespace }: JsonObject): boolean => OURS.test(String(Namespace));

/** `{ $.synthetic.other = "*" }` in the pattern, `$.synthetic.other` as the value. Filters that count lines are read by their value too. */
function filterPlan({ LogGroupName, FilterPattern, MetricTransformations }: JsonObject): MetricFilterPlan[] {
  return listOf(MetricTransformations)
    .map(objectOf)
    .map(({ MetricName, MetricValue }) => ({
      logGroup: String(LogGroupName),
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
    metric: textOf(alarm.MetricName, `MetricName of ${name}`),
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
