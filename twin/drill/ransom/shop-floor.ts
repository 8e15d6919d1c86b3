import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DeviceFile } from '../../../commands/registry/devices.ts';
import type { Twin } from '../../supervisor/twin.ts';
import type { Dice } from '../dice.ts';
import { type TillRecord, TillRun } from '../till-run.ts';

/** Tills that sell through the Regions, some receipts or until they are told to stop. */
export interface ShopFloor {
  readonly records: readonly TillRecord[];
  open(): Promise<void>;
  sell(count: number): Promise<void>;
  /** Sells on. @returns what stops it, and says how many were sold; it may be called again */
  goOn(): { stop(): Promise<number> };
  close(): Promise<void>;
}

const FLUSH_MS = 60_000;
/** Between two customers of a till, on average: a repair is no load test. */
const PAUSE_MS = 300;

export function openShopFloor(twin: Twin, devices: readonly DeviceFile[], dice: Dice): ShopFloor {
  const journals = mkdtempSync(join(tmpdir(), 'tills-'));
  let number = 0;
  let until = 0;
  const tills = devices.map(
    (device) =>
      new TillRun({
        device,
        regions: twin.regions,
        directory: join(journals, device.deviceId),
        dice: dice.split(device.deviceId),
        pause_ms: PAUSE_MS,
        nextReceipt: () => (number < until ? ++number : undefined),
      }),
  );

  async function work(): Promise<void> {
    const queued = (await Promise.all(tills.map((till) => till.run(FLUSH_MS)))).flat();
    if (queued.length > 0) throw new Error(`${queued.join(', ')} came to no end`);
  }

  return {
    records: tills.map(({ record }) => record),
    async open() {
      for (const till of tills) await till.open();
    },
    async sell(count) {
      until = number + count;
      await work();
    },
    goOn() {
      const first = number;
      until = Number.POSITIVE_INFINITY;
      const working = work();
      // Looked at when it is stopped; a drill that breaks off says why by itself.
      working.catch(() => undefined);
      return {
        async stop() {
          until = 0;
          await working;
          return number - first;
        },
      };
    },
    async close() {
      await Promise.all(tills.map((till) => till.close()));
    },
  };
}
