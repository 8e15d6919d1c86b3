import { setTimeout as sleep } from 'node:timers/promises';
import { findRunbook, lastExecutions } from '../../../commands/runbook/runbooks.ts';
import type { AlarmChange } from '../../cloudwatch/watch.ts';
import { machinesIn, type Running } from '../../runbook/run.ts';
import { MINUTE_MS } from '../../schedules/minutes.ts';
import type { DrillWorld } from './world.ts';

/** The alarm that went off, and the run of the failover that it started. */
export interface Alarmed {
  readonly name: string;
  readonly at: Date;
  readonly running: Running;
  readonly startedAt: Date;
}

/** Minutes of the world in which the alarm must be at rest: longer than it looks back. */
const QUIET_MINUTES = 3;
/** It looks at two minutes, and up to one passes before the first of them. */
const GIVEN_UP_MINUTES = 8;
const STARTS_WITHIN_MS = 30_000;
const LOOK_MS = 100;

/** What is found before an instant. @throws Error with what was looked for */
async function found<T>(
  look: () => T | undefined | Promise<T | undefined>,
  until_ms: number,
  what: string,
): Promise<T> {
  for (; Date.now() < until_ms; await sleep(LOOK_MS)) {
    const thing = await look();
    if (thing !== undefined) return thing;
  }
  throw new Error(`${what} in time`);
}

/** The survivor's alarm that starts something, where it went off since an instant. */
function lostSince({ twin, survivor }: DrillWorld, since: Date): AlarmChange | undefined {
  const plan = twin.outside.plan.regions.find(({ region }) => region === survivor);
  const starting = new Set(plan?.watch.starts.flatMap(({ alarms }) => alarms));
  return twin.alarms.find(
    ({ region, alarm, state, at }) =>
      region === survivor && state === 'ALARM' && starting.has(alarm) && new Date(at) >= since,
  );
}

async function lastRun({ twin, survivor }: DrillWorld): Promise<Omit<Alarmed, 'name' | 'at'> | undefined> {
  const client = machinesIn(twin, survivor);
  const deployed = await findRunbook(client, twin.outside.plan.environment, 'failover');
  const [last] = await lastExecutions(client, deployed, 1);
  if (last?.executionArn === undefined || last.startDate === undefined) return undefined;
  return { running: { client, execution: last.executionArn }, startedAt: last.startDate };
}

/** Waits until the alarm has looked at a while in which all was well. @throws Error when it went off before anything was done */
export async function quiet(world: DrillWorld): Promise<void> {
  await sleep((QUIET_MINUTES * MINUTE_MS) / world.timeScale);
  const early = lostSince(world, new Date(0));
  if (early !== undefined)
    throw new Error(`${early.alarm} went off before the fault: this machine is too busy for that pace`);
}

/** Waits for the survivor's alarm, and for the run that it starts. @throws Error when there is none */
export async function alarmAfter(world: DrillWorld, faultAt: Date): Promise<Alarmed> {
  const until_ms = faultAt.getTime() + (GIVEN_UP_MINUTES * MINUTE_MS) / world.timeScale;
  const { alarm, at } = await found(() => lostSince(world, faultAt), until_ms, 'no alarm went off');
  const run = await found(() => lastRun(world), Date.now() + STARTS_WITHIN_MS, `${alarm} did not start a failover`);
  return { name: alarm, at: new Date(at), ...run };
}
