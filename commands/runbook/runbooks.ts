import {
  type ExecutionListItem,
  ListExecutionsCommand,
  paginateListStateMachines,
  type SFNClient,
  StartExecutionCommand,
  StopExecutionCommand,
} from '@aws-sdk/client-sfn';

/** A runbook's state machine as it is deployed. */
export interface Deployed {
  readonly runbook: string;
  readonly arn: string;
}

/** The machines of an environment in the client's Region. */
export async function deployedRunbooks(client: SFNClient, environment: string): Promise<Deployed[]> {
  const prefix = `permanence-${environment}-`;
  const found: Deployed[] = [];
  for await (const { stateMachines = [] } of paginateListStateMachines({ client }, {}))
    for (const { name = '', stateMachineArn: arn = '' } of stateMachines)
      if (name.startsWith(prefix)) found.push({ runbook: name.slice(prefix.length), arn });
  return found;
}

/** @throws Error naming the runbooks that there are */
export async function findRunbook(client: SFNClient, environment: string, runbook: string): Promise<Deployed> {
  const all = await deployedRunbooks(client, environment);
  const found = all.find((one) => one.runbook === runbook);
  if (!found)
    throw new Error(
      `${environment} has no runbook ${runbook}; it has: ${all.map((one) => one.runbook).join(', ') || 'none'}`,
    );
  return found;
}

/** Starts a run. @returns the ARN of its execution */
export async function startRunbook(client: SFNClient, { arn }: Deployed, input: string): Promise<string> {
  const { executionArn } = await client.send(new StartExecutionCommand({ stateMachineArn: arn, input }));
  if (executionArn === undefined) throw new Error('Step Functions started a run and did not say which');
  return executionArn;
}

/** The last executions of a runbook, the newest first. */
export async function lastExecutions(
  client: SFNClient,
  { arn }: Deployed,
  count: number,
): Promise<ExecutionListItem[]> {
  const command = new ListExecutionsCommand({ stateMachineArn: arn, maxResults: count });
  return (await client.send(command)).executions ?? [];
}

const MOST_RUNNING = 100;

/** Stops everything that runs of a runbook. @returns the executions that were stopped */
export async function stopRunbook(client: SFNClient, deployed: Deployed, cause: string): Promise<string[]> {
  const all = await lastExecutions(client, deployed, MOST_RUNNING);
  const running = all.flatMap(({ status, executionArn }) =>
    status === 'RUNNING' && executionArn ? [executionArn] : [],
  );
  for (const executionArn of running)
    await client.send(new StopExecutionCommand({ executionArn, error: 'StoppedByOperator', cause }));
  return running;
}
