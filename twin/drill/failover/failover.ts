import { setTimeout as sleep } from 'node:timers/promises';
import { diceOf } from '../dice.ts';
import type { RegionFault } from '../region-loss.ts';
import { alarmAfter, quiet } from './detection.ts';
import { judged } from './judged.ts';
import { LOSE } from './lose.ts';
import { machineEnd } from './machine.ts';
import { outageAfter } from './outage.ts';
import { type AnswerWay, decide } from './person.ts';
import type { FailoverRun } from './run.ts';
import { Traffic } from './traffic.ts';
import { type DrillWorld, startDrillWorld, type WorldOptions } from './world.ts';

export interface FailoverOptions extends Omit<WorldOptions, 'starts'> {
  /** `kill`: every process of the Region dies. `isolate`: it runs on, cut off from the others: it answers, and cannot write. */
  fault: RegionFault;
  /** In earnest, as on AWS: a person is asked, and answers in this way. Without it nobody is. */
  answer?: AnswerWay;
}

/** Within these the fault comes, after all is quiet; each multiplied by the dice. */
const FAULT_WITHIN_MS = 60_000;
/** The longest a machine may run: its own limit is shorter. */
const OVER_WITHIN_MS = 900_000;
/** What was found good is watched for a while longer: a time to live, so that whoever still has the old answer shows. */
const STAYS_MS = 75_000;

/** The Region is lost at a moment of chance. */
async function lose(world: DrillWorld, { seed, fault, onProgress }: FailoverOptions): Promise<Date> {
  await sleep((FAULT_WITHIN_MS * diceOf(`${seed}/fault`).next()) / world.timeScale);
  const faultAt = new Date();
  await LOSE[fault](world.twin, world.lost);
  onProgress(`${world.lost} is gone (${fault})`);
  return faultAt;
}

/** From the fault to the end of the runbook, with nobody's help. */
async function leave(world: DrillWorld, options: FailoverOptions) {
  const { twin, timeScale } = world;
  const { onProgress } = options;
  await quiet(world);
  const faultAt = await lose(world, options);
  const since = (): string => `${((Date.now() - faultAt.getTime()) / 1000).toFixed(1)} s after the fault`;
  const alarmed = await alarmAfter(world, faultAt);
  onProgress(`${alarmed.name} ${since()}`);
  const { answer } = options;
  const decision = answer === undefined ? undefined : await decide(world, alarmed.running, answer, onProgress);
  const end = await machineEnd(twin, 'failover', alarmed.running, OVER_WITHIN_MS);
  onProgress(
    `the runbook is over ${since()}: ${[end.status, end.error, end.report?.verdict].filter(Boolean).join(' ')}`,
  );
  await sleep(STAYS_MS / timeScale);
  return { faultAt, alarmed, end, ...(decision === undefined ? {} : { decision }) };
}

/** Two stores at work over a running twin that loses a Region and leaves it; then the ledger is held against what was handed out. */
async function failoverIn(world: DrillWorld, options: FailoverOptions): Promise<FailoverRun> {
  const { seed, fault, timeScale, onProgress } = options;
  const traffic = new Traffic(world, seed);
  await traffic.start();
  onProgress(
    `${world.tills.length} tills sell by both addresses, one by the public name; ${world.kiosks.length} kiosks refund`,
  );
  const left = await leave(world, options);
  const closedAt = new Date();
  const sold = await traffic.stop();
  onProgress('the stores are closed; the ledger is held against what they handed out');
  const outage = outageAfter(left.faultAt.getTime(), await traffic.prober.asked());
  const { records, follower, queued } = sold;
  const found = await judged(world, sold);
  return { seed, fault, timeScale, ...left, closedAt, records, follower, queued, outage, ...found };
}

/** The whole drill: a fresh world, a Region that is lost and left, and what is known of it afterwards. */
export async function failover(options: FailoverOptions): Promise<FailoverRun> {
  const world = await startDrillWorld({ ...options, starts: options.answer === undefined ? 'drill' : 'real' });
  try {
    return await failoverIn(world, options);
  } finally {
    await world.twin.stop();
  }
}
