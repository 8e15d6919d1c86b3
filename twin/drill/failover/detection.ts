import { setTimeout as sleep } from 'node:timers/promises';
import { DescribeExecutionCommand } from '@aws-sdk/client-sfn';
import { findRunbook, lastExecutions } from '../../../commands/runbook/runbooks.ts';
import { machinesIn, type Running } from '../../runbook/run.ts';
import type { DrillWorld } from './world.ts';

/** An alarm that went off, and the run of the failover that it started. */
export interface Alarmed {
  readonly name: string;
  readonly at: Date;
  readonly running: Running;
  readonly startedAt: Date;
}

/** Minutes of the world in which the alarms must be at rest: longer than any of them looks back. */
const QUIET_MINUTES = 3;
/** An alarm looks at two minutes, and up to one passes before the first of them. */
const GIVEN_UP_MINUTES = 8;
const MINUTE_MS = 60_000;
const LOOK_MS = 200;

/** The run that an alarm of the survivor started; undefined while there is none. */
async function startedRun({ twin, survivor }: DrillWorld): Promise<Alarmed | undefined> {
  const client = machinesIn(twin, survivor);
  const deployed = await findRunbook(client, twin.outside.plan.environment, 'failover');
  const [last] = await lastExecutions(client, deployed, 1);
  if (last?.executionArn === undefined) return undefined;
  const { input = '{}', startDate = new Date() } = await client.send(
    new DescribeExecutionCommand({ executionArn: last.executionArn }),
  );
  const { detected_at = '', reason = '' } = JSON.parse(input) as { detected_at?: string; reason?: string };
  return {
    name: reason,
    at: new Date(detected_at),
    running: { client, execution: last.executionArn },
    startedAt: startDate,
  };
}

/** Waits until the alarms have looked at a while in which all was well. @throws Error when one went off before anything was done */
export async function quiet(world: DrillWorld): Promise<void> {
  await sleep((QUIET_MINUTES * MINUTE_MS) / world.timeScale);
  const early = await startedRun(world);
  if (early !== undefined)
    throw new Error(`${early.name} started a failover before the fault: this machine is too busy`);
}

/** Waits for the run that the survivor's alarm starts. @throws Error when none does */
export async function alarmAfter(world: DrillWorld, faultAt: Date): Promise<Alarmed> {
  const until_ms = faultAt.getTime() + (GIVEN_UP_MINUTES * MINUTE_MS) / world.timeScale;
  for (; Date.now() < until_ms; await sleep(LOOK_MS)) {
    const alarmed = await startedRun(world);
    if (alarmed !== undefined) return alarmed;
  }
  throw new Error(`no alarm of ${world.survivor} went off in ${GIVEN_UP_MINUTES} minutes`);
}
