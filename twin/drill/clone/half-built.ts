import { setTimeout as sleep } from 'node:timers/promises';
import { StopExecutionCommand } from '@aws-sdk/client-sfn';
import type { CloneState } from '../../../lambdas/clone/life/state.ts';
import { healthOf } from '../../runbook/clone.ts';
import { begin, run } from '../../runbook/run.ts';
import type { Twin } from '../../supervisor/twin.ts';
import type { Place } from './place.ts';

/** A clone whose run was stopped in the middle. */
export interface HalfBuilt {
  readonly name: string;
  /** Where it stood when its run was stopped. */
  readonly left: CloneState;
  /** When the lock of the dead run is over. */
  readonly lock_over: Date;
}

/** The shortest lock, so that nobody waits for that of a dead run. */
const LOCK = { lock_minutes: 1 };
const LOCK_MS = 60_000;
const PATIENCE_MS = 180_000;
const LOOK_MS = 50;

/** Begins a clone and stops its run while it is masked: some of it still speaks of the original then. */
export async function leaveHalfBuilt(twin: Twin, { region, clones }: Place, name: string): Promise<HalfBuilt> {
  const started_ms = Date.now();
  const input = { name, days: 1, poll_seconds: 1, ...LOCK };
  const { client, execution } = await begin(twin, region, 'clone-environment', input);
  for (;;) {
    const record = await clones.read(name);
    if (record?.state === 'masking' || record?.state === 'broken') break;
    if (Date.now() - started_ms > PATIENCE_MS) throw new Error(`${name} is not masked within three minutes`);
    await sleep(LOOK_MS);
  }
  await client.send(new StopExecutionCommand({ executionArn: execution, cause: 'the drill stops it' }));
  const left = (await clones.read(name))?.state ?? 'removed';
  return { name, left, lock_over: new Date(Date.now() + LOCK_MS) };
}

/** What the repair of a half-built clone came to. */
export interface Repaired {
  readonly state: CloneState;
  /** Answer of its API, as an HTTP status; 0 when it has none. */
  readonly health: number;
  readonly url: string;
}

/** Repairs it as an operator would, once the lock of the dead run is over. @throws Error with what the machine said */
export async function repair(
  twin: Twin,
  { region, clones }: Place,
  { name, lock_over }: HalfBuilt,
  say: (line: string) => void,
): Promise<Repaired> {
  await sleep(Math.max(0, lock_over.getTime() - Date.now()));
  const { status, error, cause } = await run(twin, region, 'repair-clone', { name, poll_seconds: 1 }, say);
  if (status !== 'SUCCEEDED') throw new Error(`repair-clone is ${status}: ${error}: ${cause}`);
  const { state = 'removed', url = '' } = (await clones.read(name)) ?? {};
  const health = url === '' ? 0 : await healthOf(url);
  return { state, health, url };
}
