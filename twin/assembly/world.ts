import { apiPlan } from './apis.ts';
import { backupPlansOf, vaultsOf } from './backups.ts';
import { functionPlan } from './functions.ts';
import { checkInventory } from './inventory.ts';
import { idsOf, keyPlans } from './keys.ts';
import { machinePlan } from './machines.ts';
import { readStacks } from './manifest.ts';
import { cityOf } from './places.ts';
import type { RegionPlan, TablePlan, WorldPlan } from './plan.ts';
import { type ResolvedStack, resolverOf } from './resolver.ts';
import { routingPlan } from './routing.ts';
import { checkTargets, schedulePlans } from './schedules.ts';
import { tablePlan } from './tables.ts';
import { checkWatch, watchPlan } from './watching.ts';

/**
 * What an environment runs, learnt from its synthesised templates.
 * @throws when a template holds something that the twin has no answer for, naming it.
 */
export function readWorld(cdkOut: string, environment: string): WorldPlan {
  const stacks = readStacks(cdkOut, environment);
  checkInventory(stacks);
  const resolved = stacks.map(resolverOf);
  const regions = Map.groupBy(resolved, ({ stack }) => stack.region);
  const tables = resolved.flatMap(tablesOf);
  return {
    environment,
    regions: [...regions].map(([region, own]) => regionPlan(region, own)).filter(serves),
    tables,
    vaults: resolved.flatMap(vaultsOf),
    routing: routingPlan(resolved),
    backupPlans: resolved.flatMap((stack) => backupPlansOf(stack, tables)),
  };
}

function regionPlan(region: string, stacks: readonly ResolvedStack[]): RegionPlan {
  const plan = {
    name: cityOf(region),
    region,
    functions: stacks.flatMap((stack) => idsOf(stack, 'AWS::Lambda::Function').map((id) => functionPlan(stack, id))),
    keys: keyPlans(stacks),
    apis: stacks.flatMap((stack) => idsOf(stack, 'AWS::ApiGateway::RestApi').map((id) => apiPlan(stack, id))),
    schedules: stacks.flatMap(schedulePlans),
    watch: watchPlan(stacks),
    machines: stacks.flatMap((stack) =>
      idsOf(stack, 'AWS::StepFunctions::StateMachine').map((id) => machinePlan(stack, id)),
    ),
  };
  checkTargets(plan);
  checkWatch(plan);
  return plan;
}

/** A Region with neither function nor API has nothing that could run: stacks of certificates live in such Regions. */
function serves({ functions, apis }: RegionPlan): boolean {
  return functions.length + apis.length > 0;
}

function tablesOf(stack: ResolvedStack): TablePlan[] {
  return ['AWS::DynamoDB::GlobalTable', 'AWS::DynamoDB::Table'].flatMap((type) =>
    idsOf(stack, type).map((id) => tablePlan(stack, id)),
  );
}
