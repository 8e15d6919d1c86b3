import { type Json, type JsonObject, listOf, objectOf, textOf } from './json.ts';
import { idsOf } from './keys.ts';
import type { RegionPlan, SchedulePlan, ScheduleTarget } from './plan.ts';
import type { ResolvedStack } from './resolver.ts';

/**
 * What a stack starts by the clock: rules of EventBridge and schedules of EventBridge Scheduler that start functions or state
 * machines.
 * @throws when one starts something else, naming it
 */
export function schedulePlans(resolved: ResolvedStack): SchedulePlan[] {
  const rules = idsOf(resolved, 'AWS::Events::Rule')
    .filter((id) => resolved.stack.template.Resources[id]?.Properties?.ScheduleExpression !== undefined)
    .flatMap((id) => ofRule(resolved, id));
  const schedules = idsOf(resolved, 'AWS::Scheduler::Schedule').map((id) => ofScheduler(resolved, id));
  return [...rules, ...schedules].filter(({ enabled }) => enabled).map(({ plan }) => plan);
}

interface Found {
  readonly plan: SchedulePlan;
  readonly enabled: boolean;
}

/** Targets that are addresses only feed a metric, see `inventory.ts`: they are left out before anything of them is resolved. */
function ofRule(resolved: ResolvedStack, id: string): Found[] {
  const { Targets, ...properties } = resolved.stack.template.Resources[id]?.Properties ?? {};
  const targets = listOf(Targets).filter((target) => objectOf(target).HttpParameters === undefined);
  const rule = objectOf(resolved.value(properties));
  return targets.map((target) => found(resolved.ref(id), rule, objectOf(resolved.value(target))));
}

const ofScheduler = (resolved: ResolvedStack, id: string): Found => {
  const properties = resolved.properties(id);
  return found(resolved.ref(id), properties, objectOf(properties.Target));
};

function found(name: string, properties: JsonObject, { Arn, Input }: JsonObject): Found {
  const zone = properties.ScheduleExpressionTimezone;
  return {
    enabled: properties.State !== 'DISABLED',
    plan: {
      name,
      expression: textOf(properties.ScheduleExpression, `ScheduleExpression of ${name}`),
      ...targetOf(Arn, name),
      ...(zone === undefined ? {} : { zone: String(zone) }),
      ...(Input === undefined ? {} : { input: String(Input) }),
    },
  };
}

/**
 * Of `arn:aws:lambda:<region>:<account>:function:<name>` the name, a version or alias after it being that function too; a state machine
 * goes by its ARN.
 */
function targetOf(arn: Json | undefined, schedule: string): ScheduleTarget {
  const [, , service, , , kind, name] = String(arn).split(':');
  if (service === 'lambda' && kind === 'function' && name !== undefined) return { functionName: name };
  if (service === 'states' && kind === 'stateMachine') return { machineArn: String(arn) };
  throw new Error(`The schedule ${schedule} starts ${String(arn)}, which the twin cannot run`);
}

/** @throws naming the first schedule whose target the Region does not have */
export function checkTargets({ schedules, functions, machines }: Omit<RegionPlan, 'name' | 'region'>): void {
  const known = new Set([...functions.map(({ name }) => name), ...machines.map(({ arn }) => arn)]);
  for (const schedule of schedules) {
    const target = 'functionName' in schedule ? schedule.functionName : schedule.machineArn;
    if (!known.has(target))
      throw new Error(`The schedule ${schedule.name} starts ${target}, which its Region does not have`);
  }
}
