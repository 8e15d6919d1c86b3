import { randomUUID } from 'node:crypto';
import { ACCOUNT } from '../assembly/identity.ts';
import type { RegionPlan } from '../assembly/plan.ts';
import type { LambdaService } from '../lambda/service.ts';
import type { Surroundings } from '../lambda/surroundings.ts';
import type { Machines } from '../schedules/runner.ts';
import type { Json } from '../step-functions/json.ts';
import { serveStepFunctions } from '../step-functions/wire/serve.ts';
import { functionTasks } from './functions.ts';
import { serviceTasks } from './services.ts';

export interface MachineParts {
  readonly plan: RegionPlan;
  readonly surroundings: Surroundings;
  readonly lambda: Pick<LambdaService, 'invoke'>;
  /** Folder of the executions; those that were running when the Region died run on. */
  readonly executions: string;
}

/** Step Functions of a Region: its machines as the templates define them, and where its API answers. */
export async function serveMachines(parts: MachineParts): Promise<Machines & { readonly url: string }> {
  const { plan, surroundings, lambda, executions: directory } = parts;
  const { url, runner } = await serveStepFunctions({
    directory,
    region: plan.region,
    account: ACCOUNT,
    tasks: { invokeFunction: functionTasks(lambda), callService: serviceTasks(surroundings) },
  });
  for (const machine of plan.machines) runner.define(machine);
  return {
    url,
    start: async (arn, input) => {
      runner.executions.start(runner.machines.get(arn), randomUUID(), JSON.parse(input) as Json);
    },
  };
}
