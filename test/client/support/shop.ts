import { generateKeyPairSync } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  type Clock,
  type DeviceFile,
  type LostJournal,
  openTill,
  type Sale,
  type SellResult,
  systemClock,
  type Till,
  type TillEvent,
  type TillOptions,
} from '../../../client/index.ts';
import { ChainLedger } from './chain-ledger.ts';
import { type RegionServer, startRegion } from './region-server.ts';

const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
export const device: DeviceFile = {
  deviceId: 'till-1',
  privateKey: privateKey.export({ format: 'jwk' }),
  store: 'HAUSSMANN',
  till: '1',
  role: 'till',
};

export const scarf: Sale = {
  operator: 'anne',
  lines: [{ gtin: '3012345678902', label: 'Foulard', quantity: 2, unitPrice: 12_900, vatRate: 2000 }],
  tenders: [{ type: 'cash', amount: 25_800 }],
};

/** The number of a receipt that was, or may yet be, recorded. */
export function numberOf(result: SellResult): string {
  if (!('receiptNumber' in result)) throw new Error(`nothing was sold: ${JSON.stringify(result)}`);
  return result.receiptNumber;
}

/** Two Regions, the ledger behind them, and a directory for a till's journal. */
export class Shop {
  readonly ledger = new ChainLedger();
  readonly events: TillEvent[] = [];
  clock: Clock = systemClock;
  lostJournal: LostJournal | undefined;
  report: (event: TillEvent) => void | Promise<void> = (event) => void this.events.push(event);
  readonly #tills: Till[] = [];
  paris!: RegionServer;
  frankfurt!: RegionServer;
  directory = '';

  static async open(): Promise<Shop> {
    const shop = new Shop();
    shop.paris = await startRegion('paris', shop.ledger);
    shop.frankfurt = await startRegion('frankfurt', shop.ledger);
    shop.directory = await mkdtemp(join(tmpdir(), 'till-'));
    return shop;
  }

  get regions(): RegionServer[] {
    return [this.paris, this.frankfurt];
  }

  /** Impatient unless told otherwise, so that tests of outages are quick. */
  async till(directory = this.directory, limits: TillOptions['limits'] = { deadline_ms: 800, attempt_ms: 400 }) {
    const { report, clock, lostJournal } = this;
    const till = await openTill({
      regions: this.regions,
      device,
      directory,
      limits,
      report,
      clock,
      ...(lostJournal ? { lostJournal } : {}),
    });
    this.#tills.push(till);
    return till;
  }

  /** A till that has sold before, and may sell offline. */
  async sellingTill(): Promise<Till> {
    const till = await this.till();
    await till.sell(scarf);
    return till;
  }

  everywhere(fault: RegionServer['fault']): void {
    for (const region of this.regions) region.fault = fault;
  }

  /** The kinds of the entries in the till's chain, in order. */
  kinds(): string[] {
    return this.ledger.chain('HAUSSMANN/1').map(({ entry }) => entry.kind);
  }

  async close(): Promise<void> {
    await Promise.all(this.#tills.map((till) => till.stop().catch(() => undefined)));
    await Promise.all(this.regions.map((region) => region.close()));
    await rm(this.directory, { recursive: true, force: true });
  }
}
