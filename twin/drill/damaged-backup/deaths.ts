import { setTimeout as sleep } from 'node:timers/promises';
import { StopExecutionCommand } from '@aws-sdk/client-sfn';
import { begin, type Running } from '../../runbook/run.ts';
import type { Twin } from '../../supervisor/twin.ts';
import type { Found } from './finding.ts';
import type { Place } from './place.ts';
import { type PointSet, setsIn } from './points.ts';
import { ended, isReported, type TestRun } from './test-run.ts';

export interface DeathParts {
  readonly twin: Twin;
  readonly region: string;
  readonly place: Place;
  readonly say: (line: string) => void;
}

/** What a death on purpose came to, and the run that saw it or followed it. */
export interface Death {
  readonly found: Found;
  readonly run: TestRun;
}

/** The shortest lock, so that nobody waits for that of a dead run. */
const LIMITS = { hard_limit_minutes: 2, poll_seconds: 1, lock_minutes: 1 };
const LOCK_MS = 60_000;
const PATIENCE_MS = 120_000;
const KILL_EVERY_MS = 100;

const arnsOf = (set: PointSet | undefined): string[] =>
  [...(set?.values() ?? [])].map(({ RecoveryPointArn }) => RecoveryPointArn);

/** A restore test of one set only. */
function beginOne({ twin, region }: DeathParts): Promise<Running> {
  const [set] = setsIn(twin.outside.backups.storeOf(region));
  return begin(twin, region, 'restore-test', { ...LIMITS, points: arnsOf(set) });
}

/** Waits until a restored table is there. @throws when none comes within two minutes */
async function halfWay({ restored }: Place): Promise<readonly string[]> {
  const end = Date.now() + PATIENCE_MS;
  for (;;) {
    const tables = await restored();
    if (tables.length > 0) return tables;
    if (Date.now() > end) throw new Error('no restored table came within two minutes');
    await sleep(50);
  }
}

/** Kills every sandbox of the boot check as long as a run lasts. */
export async function validatorDies(parts: DeathParts): Promise<Death> {
  const { twin, region, place, say } = parts;
  const validator = `permanence-${twin.outside.plan.environment}-boot-check`;
  let isOver = false;
  let killed = 0;
  const running = await beginOne(parts);
  const killing = (async () => {
    for (; !isOver; await sleep(KILL_EVERY_MS)) killed += (await twin.killSandbox(region, validator)) ? 1 : 0;
  })();
  const run = await ended(running, place, say).finally(() => {
    isOver = true;
  });
  await killing;
  const reported = run.rows.filter(isReported);
  const named = reported.find(({ says }) => says.some((text) => /check/i.test(text)));
  // A check that was done between two deaths is good, and rightly so.
  const detected = killed > 0 && reported.length > 0;
  return {
    run,
    found: { name: 'validator that dies', detected, named: named !== undefined, says: named?.says[0] ?? 'nothing' },
  };
}

/** Kills the Region in the middle of a run and starts it again: the run goes on from disk. */
export async function regionDies(parts: DeathParts): Promise<Death> {
  const { twin, region, place, say } = parts;
  const running = await beginOne(parts);
  const tables = await halfWay(place);
  await twin.kill(region);
  say(`${region} is killed with ${tables.length} restored tables`);
  await twin.start(region);
  const run = await ended(running, place, say);
  const { expected, good } = run.totals;
  const isWhole = expected > 0 && good === expected;
  const says = `the run went on and says ${good} of ${expected} are good`;
  return { run, found: { name: 'Region killed in the middle', detected: isWhole, named: isWhole, says } };
}

/** Stops a run in the middle: its tables are left, and the next run sweeps and counts them. */
export async function runIsStopped(parts: DeathParts): Promise<Death> {
  const { place, say } = parts;
  const { client, execution } = await beginOne(parts);
  await halfWay(place);
  await client.send(new StopExecutionCommand({ executionArn: execution, cause: 'the drill stops it' }));
  await sleep(LOCK_MS);
  const left = await place.restored();
  say(`a run was stopped and left ${left.length} tables; its lock is over`);
  const run = await ended(await beginOne(parts), place, say);
  const { swept } = run.totals;
  const isCounted = left.length > 0 && swept === left.length;
  const says = `${swept} of ${left.length} tables that it left were swept by the next run`;
  return { run, found: { name: 'run stopped in the middle', detected: isCounted, named: isCounted, says } };
}
