import { type Json, type JsonObject, listOf, objectOf, textOf } from './json.ts';
import { idsOf } from './keys.ts';
import type { CheckPlan, RecordPlan, RoutingPlan } from './plan.ts';
import type { ResolvedStack } from './resolver.ts';

/** Names without the dot at the end that records may carry. */
const bare = (name: Json | undefined): string => String(name ?? '').replace(/\.$/, '');

/** Health checks and records of all Regions' stacks: one zone knows them all, whoever owns them. */
export function routingPlan(stacks: readonly ResolvedStack[]): RoutingPlan {
  return {
    records: stacks.flatMap((stack) => idsOf(stack, 'AWS::Route53::RecordSet').map((id) => recordPlan(stack, id))),
    checks: stacks.flatMap((stack) => idsOf(stack, 'AWS::Route53::HealthCheck').map((id) => checkPlan(stack, id))),
  };
}

/** Where an alias leads: another record's name, or the API of the Region whose stack it stands in. */
function aim({ stack }: ResolvedStack, id: string): RecordPlan['leadsTo'] {
  const { AliasTarget } = stack.template.Resources[id]?.Properties ?? {};
  const { DNSName } = objectOf(AliasTarget);
  const { Ref: record, 'Fn::GetAtt': attribute } = objectOf(DNSName);
  if (typeof record === 'string') return { name: bare(stack.template.Resources[record]?.Properties?.Name) };
  if (listOf(attribute)[1] === 'RegionalDomainName') return { apiOf: stack.region };
  throw new Error(
    `The record ${id} of ${stack.name} leads to ${JSON.stringify(DNSName)}, which the twin does not know`,
  );
}

function recordPlan(resolved: ResolvedStack, id: string): RecordPlan {
  const { AliasTarget: _, ...own } = resolved.stack.template.Resources[id]?.Properties ?? {};
  const { Name, Weight, Region, HealthCheckId } = objectOf(resolved.value(own));
  return {
    name: bare(Name),
    leadsTo: aim(resolved, id),
    ...(Weight === undefined ? {} : { weight: Number(Weight) }),
    ...(Region === undefined ? {} : { nearestTo: String(Region) }),
    ...(HealthCheckId === undefined ? {} : { check: String(HealthCheckId) }),
  };
}

function checkPlan(resolved: ResolvedStack, id: string): CheckPlan {
  const config = objectOf(resolved.properties(id).HealthCheckConfig);
  const check = { id: resolved.ref(id), inverted: config.Inverted === true };
  return config.Type === 'CALCULATED' ? { ...check, ...counting(config) } : { ...check, ...asking(config, id) };
}

const counting = ({ ChildHealthChecks, HealthThreshold }: JsonObject) => ({
  kind: 'counts' as const,
  children: listOf(ChildHealthChecks).map(String),
  atLeast: Number(HealthThreshold),
});

const asking = (config: JsonObject, id: string) => ({
  kind: 'asks' as const,
  host: textOf(config.FullyQualifiedDomainName, `FullyQualifiedDomainName of ${id}`),
  path: String(config.ResourcePath ?? '/'),
  everySeconds: Number(config.RequestInterval ?? 30),
  threshold: Number(config.FailureThreshold ?? 3),
});
