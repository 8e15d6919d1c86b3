import { objectOf } from './json.ts';
import type { KeyPlan } from './plan.ts';
import type { ResolvedStack } from './resolver.ts';

/** The KMS keys of a Region's stacks, each with the aliases that lead to it. */
export function keyPlans(stacks: readonly ResolvedStack[]): KeyPlan[] {
  const aliases = stacks.flatMap((resolved) => idsOf(resolved, 'AWS::KMS::Alias').map((id) => resolved.properties(id)));
  return stacks.flatMap((resolved) =>
    idsOf(resolved, 'AWS::KMS::Key').map((logicalId) => {
      const keyId = resolved.ref(logicalId);
      const own = aliases.filter(({ TargetKeyId }) => String(TargetKeyId).split('/').at(-1) === keyId);
      return { keyId, aliases: own.map((alias) => String(objectOf(alias).AliasName)) };
    }),
  );
}

/** The logical ids of a type's resources that exist under the template's conditions. */
export function idsOf({ stack, exists }: ResolvedStack, type: string): string[] {
  return Object.entries(stack.template.Resources)
    .filter(([, resource]) => resource.Type === type && exists(resource))
    .map(([logicalId]) => logicalId);
}
