import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Region } from '../../../client/index.ts';
import type { DeviceFile } from '../../../commands/registry/devices.ts';
import { synthesised } from '../../assembly/synthesise.ts';
import { daysBefore, fillWorld } from '../../fill/fill.ts';
import { backUpNow } from '../../runbook/hours.ts';
import { stock } from '../../stock.ts';
import { startTwin } from '../../supervisor/start-twin.ts';
import type { Twin } from '../../supervisor/twin.ts';
import { nothingByTheHour } from '../by-the-hour.ts';
import { diceOf } from '../dice.ts';
import { tillNames } from '../region-loss.ts';
import { KioskRun } from '../tax-free/kiosk-run.ts';
import { ShopFloor } from '../tax-free/shop-floor.ts';
import { kioskNames } from '../tax-free/tax-free.ts';

export interface WorldOptions {
  seed: string;
  /** Entries and forms that the original holds, at least. */
  entries: number;
  forms: number;
  onProgress(line: string): void;
}

/** An original with a past, backed up, and whoever may call it. */
export interface OriginalWorld {
  readonly twin: Twin;
  /** Devices of the original's registry. */
  readonly devices: readonly DeviceFile[];
}

const DAYS = 7;
const TILLS = 2;
const KIOSKS = 2;
/** Sold and refunded over the wire, so that customs and the acquirer know something of the original. */
const LIVE = { receipts: 12, forms: 4 };

async function sellAndRefund({ twin, devices }: OriginalWorld, seed: string): Promise<void> {
  const regions: Region[] = twin.regions.map(({ name, url }) => ({ name, url }));
  const dice = diceOf(seed);
  const floor = await ShopFloor.open(
    devices.filter(({ role }) => role === 'till'),
    regions,
    dice.split('floor'),
  );
  await floor.sell(LIVE.receipts);
  let left = LIVE.forms;
  const nextForm = (): number | undefined => (left > 0 ? left-- : undefined);
  const kiosks = devices.filter(({ role }) => role === 'kiosk');
  await Promise.all(
    kiosks.map((device) => new KioskRun({ device, regions, floor, nextForm, dice: dice.split(device.deviceId) }).run()),
  );
  await floor.close();
}

/** Starts a twin of its own that sold and refunded for days and just now, and backs it up. */
export async function startOriginal({ seed, entries, forms, onProgress }: WorldOptions): Promise<OriginalWorld> {
  const keys = mkdtempSync(join(tmpdir(), 'devices-'));
  let devices: DeviceFile[] = [];
  const twin = await startTwin({
    cdkOut: synthesised(onProgress),
    seed,
    adapt: nothingByTheHour,
    backsUp: 'by hand',
    onProgress,
    prepare: async (outside) => {
      devices = await stock(outside, [...tillNames(TILLS), ...kioskNames(KIOSKS)], keys);
      const open = daysBefore(new Date(), DAYS);
      await fillWorld(outside, { seed, entries, forms, series: 'S', open, onProgress });
    },
  });
  try {
    await sellAndRefund({ twin, devices }, seed);
    onProgress(`the original is backed up: ${await backUpNow(twin.outside.backups)} jobs`);
    return { twin, devices };
  } catch (error) {
    await twin.stop();
    throw error;
  }
}
