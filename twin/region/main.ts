/** The process of one Region: its gateway, its Lambda service and its state machines, with the sandboxes in the same process group. */
import type { ApiPlan, RegionPlan } from '../assembly/plan.ts';
import { Watch } from '../cloudwatch/watch.ts';
import { serveApi } from '../gateway/gateway.ts';
import { type LambdaService, lambdaService } from '../lambda/service.ts';
import { runSchedules } from '../schedules/runner.ts';
import { serveMachines } from './machines.ts';
import type { FromRegion, Serve, ToRegion } from './messages.ts';

let lambda: LambdaService | undefined;

const tell = (message: FromRegion): void => void process.send?.(message);

async function serve({ plan, surroundings, port, named, executions, minuteMs, alarms: before }: Serve): Promise<void> {
  const [api, ...more] = plan.apis;
  if (!api || more.length > 0)
    throw new Error(`${plan.name} has ${plan.apis.length} APIs; the twin serves exactly one`);
  lambda = lambdaService(plan.functions, surroundings);
  const server = await serveApi({ region: plan.region, api }, lambda, port, named);
  await lambda.warm(servingNames(plan, api));
  const machines = await serveMachines({ plan, surroundings, lambda, executions });
  runSchedules({ region: plan.region, plans: plan.schedules, lambda, machines, minuteMs });
  new Watch({
    plan: plan.watch,
    region: plan.region,
    logDir: surroundings.logDir,
    functionOf: (logGroup) => plan.functions.find((one) => one.logGroup === logGroup)?.name,
    before,
    minuteMs,
    machines,
    onChange: (change) => tell({ kind: 'alarm', change }),
  });
  tell({ kind: 'serving', port: server.port, machinesUrl: machines.url });
}

/** The functions behind the API, its authorizer among them; those of runbooks are loaded when one runs. */
function servingNames({ functions }: RegionPlan, { document }: ApiPlan): string[] {
  const text = JSON.stringify(document);
  return functions
    .map(({ name }) => name)
    .filter((name) => text.includes(`function:${name}/`) || text.includes(`function:${name}:`));
}

function killSandbox(ticket: number, functionName: string): void {
  tell({ kind: 'sandbox-killed', ticket, killed: lambda?.killSandbox(functionName) ?? false });
}

process.on('message', (message: ToRegion) => {
  if (message.kind === 'kill-sandbox') killSandbox(message.ticket, message.functionName);
  else
    serve(message).catch((error: unknown) =>
      tell({ kind: 'failed', why: error instanceof Error ? error.message : String(error) }),
    );
});

/** A Region does not outlive its supervisor. */
process.on('disconnect', () => process.kill(-process.pid, 'SIGKILL'));
