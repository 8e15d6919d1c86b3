import { SFNClient } from '@aws-sdk/client-sfn';
import { type Ended, followRun } from '../../commands/runbook/follow.ts';
import { findRunbook, startRunbook } from '../../commands/runbook/runbooks.ts';
import { CREDENTIALS } from '../dynamodb/tables.ts';
import type { Twin } from '../supervisor/twin.ts';

/** Step Functions of one Region of a twin. */
export const machinesIn = ({ outside }: Twin, region: string): SFNClient =>
  new SFNClient({ region, endpoint: outside.machines.url, credentials: CREDENTIALS });

/** A run that is under way. */
export interface Running {
  readonly execution: string;
  readonly client: SFNClient;
}

/** Starts a runbook in a Region of a twin. */
export async function begin(twin: Twin, region: string, runbook: string, input: object): Promise<Running> {
  const client = machinesIn(twin, region);
  const deployed = await findRunbook(client, twin.outside.plan.environment, runbook);
  return { client, execution: await startRunbook(client, deployed, JSON.stringify(input)) };
}

/** Runs a runbook in a Region of a twin to its end. */
export async function run(
  twin: Twin,
  region: string,
  runbook: string,
  input: object,
  say: (line: string) => void,
): Promise<Ended> {
  const { client, execution } = await begin(twin, region, runbook, input);
  return followRun(client, execution, say);
}
