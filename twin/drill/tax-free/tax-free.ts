import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { DeviceFile } from '../../../commands/registry/devices.ts';
import type { WorldPlan } from '../../assembly/plan.ts';
import { synthesised } from '../../assembly/synthesise.ts';
import { type DeviceName, stock } from '../../stock.ts';
import { startTwin } from '../../supervisor/start-twin.ts';
import type { Twin } from '../../supervisor/twin.ts';
import { diceOf } from '../dice.ts';
import { tillNames } from '../region-loss.ts';
import { type Evidence, gather } from './evidence.ts';
import { KioskRun } from './kiosk-run.ts';
import { type Findings, findingsOf } from './laws.ts';
import { BAD_DAY, type Day, LINK_FAULTS, type Misfortunes, misfortunes } from './misfortune.ts';
import { logMarks, ownTimes } from './own-time.ts';
import { borderDecides, settled } from './settling.ts';
import { ShopFloor } from './shop-floor.ts';
import { type Sent, WriteCount } from './write-count.ts';

export interface TaxFreeOptions {
  seed: string;
  kiosks: number;
  /** How customs and the acquirer behave; a bad day when not said. */
  day?: Day;
  /** Forms to ask for; some more are asked for by rivals. */
  forms: number;
  /** Milliseconds the Region stays away. */
  away_ms: number;
  onProgress(line: string): void;
}

export interface TaxFreeRun {
  seed: string;
  kiosks: number;
  evidence: Evidence;
  findings: Findings;
  misfortunes: Misfortunes;
  /** Own time of each request, shortest first. */
  own_ms: number[];
  /** Requests that were sent to make transitions of forms: ours, and what customs and the acquirer told. */
  writes: { own: Sent; told: Sent };
  /** Returns that raced claims, by how they ended. */
  returns: Record<string, number>;
  /** What went wrong on the links. */
  faults: Record<string, number>;
  took_s: number;
}

const TILLS = 8;
/** Forms ask for more than one receipt now and then; what is left over is sold for nothing. */
const RECEIPTS_A_FORM = 1.5;
/**
 * Of one function in one Region. Each new one costs the processor of this machine more than a hundred requests, and there are few cores:
 * more of them make everything slower.
 */
const SANDBOXES = 5;
/** How long a minute of the sweeper takes here. */
const MINUTE_MS = 3_000;
/** The schedule that takes up half-done forms. */
const SWEEP = /-form-sweep$/;
/** Between the first travellers of two kiosks: functions that nobody used yet are few at first. */
const OPENING_MS = 400;

/** Kiosks of the two stores, half each. */
export function kioskNames(count: number): DeviceName[] {
  return Array.from({ length: count }, (_, i) => {
    const store = i % 2 === 0 ? 'HAUSSMANN' : 'LILLE';
    const till = `K${String(1 + Math.floor(i / 2)).padStart(2, '0')}`;
    return { deviceId: `${store}-${till}`, role: 'kiosk', store, till };
  });
}

/** The forms of a run, handed out one by one; tells how far it is. */
function handingOut(total: number) {
  let begun = 0;
  const nextForm = (): number | undefined => (begun < total ? ++begun : undefined);
  return { nextForm, share: () => begun / total };
}

/** The world of the drill and what was put into it. */
export interface DrillWorld {
  twin: Twin;
  tills: readonly DeviceFile[];
  kiosks: readonly DeviceFile[];
  writes: WriteCount;
}

/** Refunds over a running twin whose Regions and remote services fail, and holds what everybody wrote down against the laws. */
export async function refundThroughLoss(
  { twin, tills, kiosks, writes }: DrillWorld,
  options: TaxFreeOptions,
): Promise<TaxFreeRun> {
  const { seed, forms, away_ms, onProgress, day = BAD_DAY } = options;
  const dice = diceOf(seed);
  const started_ms = performance.now();
  const floor = await ShopFloor.open(tills, twin.regions, dice.split('tills'));
  await floor.sell(Math.ceil(forms * RECEIPTS_A_FORM));
  onProgress(`${tills.length} tills have sold what travellers bought; ${kiosks.length} kiosks issue ${forms} forms`);
  await misbehave(twin, day);
  const marks = logMarks(twin.logDir);
  const { nextForm, share } = handingOut(forms);
  const runs = kiosks.map(
    (device) => new KioskRun({ device, regions: twin.regions, floor, dice: dice.split(device.deviceId), nextForm }),
  );
  const [met] = await Promise.all([
    misfortunes({ twin, dice: dice.split('misfortune'), share, away_ms, onProgress }),
    ...runs.map((run, place) => sleep(place * OPENING_MS).then(() => run.run())),
  ]);
  await floor.close();
  onProgress('every traveller has left; waiting for what customs and the acquirer still owe us');
  const faults = happened(twin);
  await behave(twin);
  await settled(twin.outside);
  onProgress(`${await borderDecides(twin.outside, dice.split('border'))} exports are decided at the border and listed`);
  await settled(twin.outside);
  const evidence = await gather(
    twin.outside,
    runs.flatMap(({ attempts }) => attempts),
  );
  return {
    seed,
    kiosks: kiosks.length,
    evidence,
    findings: findingsOf(evidence),
    misfortunes: met,
    own_ms: ownTimes(twin.logDir, marks),
    writes: { own: writes.own, told: writes.told },
    returns: summed(runs.map((run) => run.returns)),
    faults,
    took_s: (performance.now() - started_ms) / 1000,
  };
}

async function misbehave(twin: Twin, day: Day): Promise<void> {
  const { customs, acquirer } = twin.outside.remote;
  for (const { region } of twin.regions) twin.faults(region, LINK_FAULTS);
  await Promise.all([customs?.control(day.customs), acquirer?.control(day.acquirer)]);
}

/** All well again, for what is left to do. */
async function behave(twin: Twin): Promise<void> {
  const { customs, acquirer } = twin.outside.remote;
  for (const { region } of twin.regions) twin.heal(region);
  const well = { unavailable: 0, dropAnswer: 0, hang: 0, silent: 0, loseWebhook: 0, loseAcknowledgement: 0 };
  await Promise.all([customs?.control(well), acquirer?.control(well)]);
}

function summed(parts: readonly Readonly<Record<string, number>>[]): Record<string, number> {
  const sums: Record<string, number> = {};
  for (const part of parts) for (const [name, count] of Object.entries(part)) sums[name] = (sums[name] ?? 0) + count;
  return sums;
}

const happened = (twin: Twin): Record<string, number> =>
  summed(twin.regions.map(({ region }) => twin.happened(region)));

/** Short minutes are for the sweep alone: a synthetic store that shops twenty times as often, or a morning's restore, is no part of this. */
const onlySweeps = (plan: WorldPlan): WorldPlan => ({
  ...plan,
  regions: plan.regions.map((region) => ({
    ...region,
    schedules: region.schedules.filter(({ name }) => SWEEP.test(name)),
  })),
});

/** The whole drill: a fresh world, refunds through the loss of a Region, and the verdict. */
export async function taxFree(options: TaxFreeOptions): Promise<TaxFreeRun> {
  const keys = mkdtempSync(join(tmpdir(), 'devices-'));
  const writes = new WriteCount();
  let devices: DeviceFile[] = [];
  const twin = await startTwin({
    cdkOut: synthesised(options.onProgress),
    seed: options.seed,
    sandboxes: SANDBOXES,
    minuteMs: MINUTE_MS,
    adapt: onlySweeps,
    observe: writes.observe,
    onProgress: options.onProgress,
    prepare: async (outside) => {
      devices = await stock(outside, [...tillNames(TILLS), ...kioskNames(options.kiosks)], keys);
    },
  });
  try {
    const [tills, kiosks] = [devices.slice(0, TILLS), devices.slice(TILLS)];
    return await refundThroughLoss({ twin, tills, kiosks, writes }, options);
  } finally {
    await twin.stop();
  }
}
