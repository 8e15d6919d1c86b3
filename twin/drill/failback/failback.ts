import { setTimeout as sleep } from 'node:timers/promises';
import { begin } from '../../runbook/run.ts';
import { type Judged, judged } from '../failover/judged.ts';
import { type MachineEnd, machineEnd } from '../failover/machine.ts';
import { inputOf } from '../failover/machine-input.ts';
import { servesOf } from '../failover/switch.ts';
import { Traffic } from '../failover/traffic.ts';
import { type DrillWorld, startDrillWorld, type WorldOptions } from '../failover/world.ts';
import { type Stage, watchShare } from './share.ts';

export type FailbackOptions = Omit<WorldOptions, 'starts'>;

/** What is known of a failback drill, before it is judged. */
export interface FailbackRun extends Judged {
  seed: string;
  timeScale: number;
  /** The failover that made a failback needful. */
  left: MachineEnd;
  /** The failback during which the returned Region was ill, and what its switch said afterwards. */
  ill: { end: MachineEnd; stages: Stage[] };
  /** The failback that nothing disturbed. */
  well: { end: MachineEnd; stages: Stage[] };
  queued: readonly string[];
}

const OVER_WITHIN_MS = 1_800_000;
const LOOK_MS = 200;
/** Three answers ten seconds apart turn a health check, and as many intervals are left for luck. */
const STEADY_MS = 60_000;

/** Between two rounds of a store, as the runbook has it when nobody says otherwise. */
const PAUSE_S = 5;

/** The returned Region's way to the tables breaks again and again. */
const ILL = { reset: 0.7, throttle: 0.2 };

/** One failback, with what the switch and the public name said meanwhile and until health checks have followed. */
async function takeBack(world: DrillWorld, meanwhile: (running: () => boolean) => Promise<void>) {
  const { twin, survivor, lost, timeScale } = world;
  const watch = watchShare(world);
  const pause_seconds = Math.max(1, PAUSE_S / timeScale);
  const input = { region: lost, mode: 'drill', reason: 'drill on the twin', pause_seconds };
  const running = await begin(twin, survivor, 'failback', input);
  let isOver = false;
  const ending = machineEnd(twin, 'failback', running, OVER_WITHIN_MS).finally(() => {
    isOver = true;
  });
  const [end] = await Promise.all([ending, meanwhile(() => !isOver)]);
  await sleep(STEADY_MS / timeScale);
  return { end, stages: await watch.stop() };
}

/** As soon as a tenth of the customers comes, the Region is ill. */
async function fallIll({ twin, lost }: DrillWorld, isRunning: () => boolean, say: (line: string) => void) {
  while (isRunning() && (await servesOf(twin.outside, lost)) !== 'canary') await sleep(LOOK_MS);
  if (!isRunning()) return;
  twin.faults(lost, ILL);
  say(`${lost} has the first tenth of its traffic, and falls ill`);
}

const told = ({ status, error, report }: MachineEnd): string =>
  [status, error, report?.verdict].filter(Boolean).join(' ');

/** Loses and leaves the Region, brings it back ill, then well, while stores sell. */
async function failbackIn(world: DrillWorld, { seed, onProgress }: FailbackOptions): Promise<FailbackRun> {
  const { twin, lost, survivor, timeScale } = world;
  const traffic = new Traffic(world, seed);
  await traffic.start();
  const faultAt = new Date();
  await twin.kill(lost);
  const leaving = await begin(twin, survivor, 'failover', inputOf(world, faultAt));
  const left = await machineEnd(twin, 'failover', leaving, OVER_WITHIN_MS);
  onProgress(`${lost} is dead and left: ${told(left)}`);
  await twin.start(lost);
  await sleep(STEADY_MS / timeScale);
  onProgress(`${lost} is back, without traffic; it is taken back`);
  const ill = await takeBack(world, (isRunning) => fallIll(world, isRunning, onProgress));
  onProgress(`the first failback is over: ${told(ill.end)}`);
  twin.heal(lost);
  await sleep(STEADY_MS / timeScale);
  const well = await takeBack(world, async () => undefined);
  onProgress(`the second failback is over: ${told(well.end)}`);
  const sold = await traffic.stop();
  return { seed, timeScale, left, ill, well, queued: sold.queued, ...(await judged(world, sold)) };
}

/** The whole drill in a world of its own. */
export async function failback(options: FailbackOptions): Promise<FailbackRun> {
  const world = await startDrillWorld({ ...options, starts: 'nothing' });
  try {
    return await failbackIn(world, options);
  } finally {
    await world.twin.stop();
  }
}
