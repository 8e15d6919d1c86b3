import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DeviceFile } from '../../../commands/registry/devices.ts';
import { synthesised } from '../../assembly/synthesise.ts';
import { backUpNow } from '../../runbook/hours.ts';
import { MINUTE_MS } from '../../schedules/minutes.ts';
import { stock } from '../../stock.ts';
import type { Names } from '../../supervisor/names.ts';
import { startTwin } from '../../supervisor/start-twin.ts';
import type { Twin } from '../../supervisor/twin.ts';
import { nothingByTheHour } from '../by-the-hour.ts';
import { tillNames } from '../region-loss.ts';
import { kioskNames } from '../tax-free/tax-free.ts';
import { type Starts, startingAs } from './starts.ts';

export interface WorldOptions {
  seed: string;
  /** Tills that know both Regions. */
  tills: number;
  kiosks: number;
  /** How many times faster than real everything runs that has an interval. */
  timeScale: number;
  /** What the alarms about a lost Region start. */
  starts: Starts;
  /** Folder of the assembly to run; the sources' own, when not said. */
  cdkOut?: string;
  onProgress(line: string): void;
}

/** A twin of the production templates with its name server, and the devices of two stores. */
export interface DrillWorld {
  twin: Twin;
  names: Names;
  timeScale: number;
  /** Region that is lost, by its AWS name, and the one that must do without it. */
  lost: string;
  survivor: string;
  tills: readonly DeviceFile[];
  /** A till that knows the public name only. */
  follower: DeviceFile;
  /** Tills that sell beforehand what travellers then bring to kiosks. */
  floor: readonly DeviceFile[];
  kiosks: readonly DeviceFile[];
}

/** Each sandbox more takes processor from those that serve; there are few cores. */
const SANDBOXES = 4;
const FLOOR_TILLS = 2;

/** Starts a world of its own, with a backup of today: a Region is not left on red backups. */
export async function startDrillWorld(options: WorldOptions): Promise<DrillWorld> {
  const { seed, timeScale, onProgress } = options;
  const keys = mkdtempSync(join(tmpdir(), 'devices-'));
  const selling = options.tills + 1 + FLOOR_TILLS;
  let devices: DeviceFile[] = [];
  const twin = await startTwin({
    cdkOut: options.cdkOut ?? synthesised(onProgress),
    seed,
    adapt: (plan) => nothingByTheHour(startingAs(options.starts)(plan)),
    timeScale,
    minuteMs: MINUTE_MS / timeScale,
    sandboxes: SANDBOXES,
    onProgress,
    prepare: async (outside) => {
      devices = await stock(outside, [...tillNames(selling), ...kioskNames(options.kiosks)], keys);
      await backUpNow(outside.backups);
    },
  });
  return { ...parties(devices, options.tills), ...placesOf(twin), twin, timeScale };
}

function parties(devices: readonly DeviceFile[], tills: number) {
  const [follower] = devices.slice(tills);
  if (follower === undefined) throw new Error('no till is left for the public name');
  const floorEnd = tills + 1 + FLOOR_TILLS;
  return {
    tills: devices.slice(0, tills),
    follower,
    floor: devices.slice(tills + 1, floorEnd),
    kiosks: devices.slice(floorEnd),
  };
}

function placesOf({ outside, regions }: Twin) {
  const { names } = outside;
  const [lost, survivor] = regions.map(({ region }) => region);
  if (names === undefined) throw new Error('the templates have no domain, so there is no public name to follow');
  if (lost === undefined || survivor === undefined) throw new Error('a Region can only be left for another one');
  return { names, lost, survivor };
}
