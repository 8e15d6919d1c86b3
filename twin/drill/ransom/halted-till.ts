import type { Till } from '../../../client/index.ts';
import type { DeviceFile } from '../../../commands/registry/devices.ts';
import type { Dice } from '../dice.ts';
import { customerSale } from '../goods.ts';
import { handOut, newRecord, switchOn, type TillRecord } from '../till-run.ts';

interface HaltedTillOptions {
  device: DeviceFile;
  regions: readonly { name: string; url: string }[];
  directory: string;
  dice: Dice;
}

/**
 * A till whose places a thief takes: it hands a receipt out while its line is down, then sees a stranger's entry under its number, halts
 * and keeps its queue. After the repair it is opened again, and its receipt must stand where it was handed out.
 */
export class HaltedTill {
  readonly record: TillRecord;
  readonly #options: HaltedTillOptions;
  #till: Till | undefined;
  #isCutOff = false;

  constructor(options: HaltedTillOptions) {
    this.#options = options;
    this.record = newRecord(options.device);
  }

  async open(): Promise<void> {
    const { device, regions, directory } = this.#options;
    this.#till = await switchOn({ regions, device, directory, fetch: this.#fetch });
  }

  async sell(count: number): Promise<void> {
    const { device, dice } = this.#options;
    for (let n = 0; n < count; n++) {
      const mark = `pay.${device.store}.${device.till}.${this.record.acknowledged.size + 1}`;
      const result = await this.#opened().sell(customerSale(device.store, mark, dice));
      handOut(this.record, result, mark);
    }
  }

  /** Hands receipts out while the shop's line is down, then sends them. */
  async sellCutOff(count: number, flush_ms: number): Promise<void> {
    this.#isCutOff = true;
    await this.sell(count);
    this.#isCutOff = false;
    await this.#opened().flush(flush_ms);
  }

  get isHalted(): boolean {
    return this.#opened().status().line === 'halted';
  }

  /** What support does: switch the till off and on, and let it send what it kept. @returns what is still queued */
  async reopen(flush_ms: number): Promise<readonly string[]> {
    await this.#opened().stop();
    await this.open();
    await this.#opened().flush(flush_ms);
    return this.#opened().status().queued;
  }

  async close(): Promise<void> {
    await this.#till?.stop();
  }

  readonly #fetch: typeof fetch = async (input, init) => {
    if (this.#isCutOff) throw new TypeError('the line is down');
    return fetch(input, init);
  };

  #opened(): Till {
    if (this.#till === undefined) throw new Error('a till is opened before it sells');
    return this.#till;
  }
}
