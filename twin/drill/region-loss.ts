import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { DeviceFile } from '../../commands/registry/devices.ts';
import { synthesised } from '../assembly/synthesise.ts';
import { type DeviceName, stock, workplaceOf } from '../stock.ts';
import { startTwin } from '../supervisor/start-twin.ts';
import type { Twin } from '../supervisor/twin.ts';
import { audit, type Findings } from './audit.ts';
import { nothingByTheHour } from './by-the-hour.ts';
import { type Dice, diceOf } from './dice.ts';
import { type TillRecord, TillRun } from './till-run.ts';

export type RegionFault = 'kill' | 'isolate';

export interface RegionLossOptions {
  seed: string;
  tills: number;
  receipts: number;
  /** `kill`: every process of the Region dies. `isolate`: it runs on, cut off from the others, which is the harder one to notice. */
  fault: RegionFault;
  /** Milliseconds the Region stays away. */
  away_ms: number;
  onProgress(line: string): void;
}

export interface RegionLoss {
  seed: string;
  region: string;
  records: TillRecord[];
  findings: Findings;
  queued: string[];
  /** Waits of customers that began while the Region was away, in milliseconds, shortest first. */
  outage: number[];
  /** Waits of all other customers. */
  calm: number[];
  receiptsPerSecond: number;
  faults: Record<string, number>;
}

/** How often a link breaks, commits and loses the answer, or refuses, during the whole run. */
const FAULTS = { dropAnswer: 0.01, reset: 0.005, conflict: 0.01, throttle: 0.005 };

const FLUSH_MS = 60_000;

/** Between the first customers of two tills: shops open one till after another. */
const OPENING_MS = 250;

/** Tills of the two stores, half each. */
export function tillNames(count: number): DeviceName[] {
  return Array.from({ length: count }, (_, i) => {
    const store = i % 2 === 0 ? 'HAUSSMANN' : 'LILLE';
    const till = String(1 + Math.floor(i / 2)).padStart(3, '0');
    return { deviceId: `${store}-${till}`, role: 'till', store, till };
  });
}

const sorted = (values: number[]): number[] => values.toSorted((a, b) => a - b);

/** The receipts of a run, handed out one by one; tells how far it is. */
class Receipts {
  sold = 0;
  readonly #total: number;

  constructor(total: number) {
    this.#total = total;
  }

  readonly next = (): number | undefined => (this.sold < this.#total ? ++this.sold : undefined);

  get share(): number {
    return this.sold / this.#total;
  }
}

interface Outage {
  from_ms: number;
  until_ms: number;
}

const LOSE: Record<RegionFault, (twin: Twin, name: string) => Promise<void>> = {
  kill: (twin, name) => twin.kill(name),
  isolate: async (twin, name) => twin.isolate(name),
};

const REGAIN: Record<RegionFault, (twin: Twin, name: string) => Promise<void>> = {
  kill: (twin, name) => twin.start(name),
  isolate: async (twin, name) => {
    twin.heal(name);
    twin.faults(name, FAULTS);
  },
};

/** Loses a Region at a random moment and brings it back, while the tills go on. */
async function loseRegion(
  twin: Twin,
  name: string,
  receipts: Receipts,
  dice: Dice,
  options: RegionLossOptions,
): Promise<Outage> {
  const moment = 0.25 + 0.3 * dice.next();
  while (receipts.share < moment) await sleep(5);
  await sleep(dice.below(50));
  const from_ms = performance.now();
  await LOSE[options.fault](twin, name);
  options.onProgress(`${name} is gone (${options.fault}) after ${receipts.sold} receipts`);
  await sleep(options.away_ms);
  const until_ms = performance.now();
  await REGAIN[options.fault](twin, name);
  options.onProgress(
    `${name} serves again after ${((performance.now() - from_ms) / 1000).toFixed(1)} s; ${receipts.sold} receipts by now`,
  );
  return { from_ms, until_ms };
}

function runsOf(twin: Twin, devices: readonly DeviceFile[], receipts: Receipts, dice: Dice): TillRun[] {
  const journals = mkdtempSync(join(tmpdir(), 'tills-'));
  return devices.map(
    (device) =>
      new TillRun({
        device,
        regions: twin.regions,
        directory: join(journals, device.deviceId),
        dice: dice.split(device.deviceId),
        nextReceipt: receipts.next,
      }),
  );
}

function happened(twin: Twin): Record<string, number> {
  const sums: Record<string, number> = {};
  for (const { region } of twin.regions)
    for (const [fault, count] of Object.entries(twin.happened(region))) sums[fault] = (sums[fault] ?? 0) + count;
  return sums;
}

/** Sells over a running twin, loses a Region meanwhile, and holds the ledger against what the tills handed out. */
export async function sellThroughLoss(
  twin: Twin,
  devices: readonly DeviceFile[],
  options: RegionLossOptions,
): Promise<RegionLoss> {
  const dice = diceOf(options.seed);
  const receipts = new Receipts(options.receipts);
  const runs = runsOf(twin, devices, receipts, dice);
  const lost = 'paris';
  for (const run of runs) await run.open();
  for (const { region } of twin.regions) twin.faults(region, FAULTS);
  options.onProgress(`${devices.length} tills of two stores sell ${options.receipts} receipts`);
  const started_ms = performance.now();
  const [outage, ...queues] = await Promise.all([
    loseRegion(twin, lost, receipts, dice.split('loss'), options),
    ...runs.map((run, place) => sleep(place * OPENING_MS).then(() => run.run(FLUSH_MS))),
  ]);
  await Promise.all(runs.map((run) => run.close()));
  const took_s = (performance.now() - started_ms) / 1000;
  const records = runs.map(({ record }) => record);
  const waits = records.flatMap((record) => record.waits);
  const during = waits.filter(
    ({ at_ms, waited_ms }) => at_ms + waited_ms >= outage.from_ms && at_ms <= outage.until_ms,
  );
  const queued = queues.flat();
  return {
    seed: options.seed,
    region: lost,
    records,
    queued,
    findings: await audit(workplaceOf(twin.outside), records, queued),
    outage: sorted(during.map(({ waited_ms }) => waited_ms)),
    calm: sorted(waits.filter((wait) => !during.includes(wait)).map(({ waited_ms }) => waited_ms)),
    receiptsPerSecond: options.receipts / took_s,
    faults: happened(twin),
  };
}

/** The whole drill: a fresh world, a sale through the loss of a Region, and the verdict. */
export async function regionLoss(options: RegionLossOptions): Promise<RegionLoss> {
  const keys = mkdtempSync(join(tmpdir(), 'devices-'));
  let devices: DeviceFile[] = [];
  const twin = await startTwin({
    cdkOut: synthesised(options.onProgress),
    seed: options.seed,
    adapt: nothingByTheHour,
    onProgress: options.onProgress,
    prepare: async (outside) => {
      devices = await stock(outside, tillNames(options.tills), keys);
    },
  });
  try {
    return await sellThroughLoss(twin, devices, options);
  } finally {
    await twin.stop();
  }
}
