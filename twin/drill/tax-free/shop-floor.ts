import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { LedgerResult, Region, Till } from '../../../client/index.ts';
import type { DeviceFile } from '../../../commands/registry/devices.ts';
import type { Dice } from '../dice.ts';
import { switchOn } from '../till-run.ts';
import { purchaseOf } from './purchase.ts';

/** A receipt in a traveller's hands. */
export interface Purchase {
  receiptNumber: string;
  /** First line: what a return would take back, in pieces and cents. */
  line: { quantity: number; amount: number };
  /** The card payment, to which money goes back. */
  reference: string;
}

interface OpenTill {
  store: string;
  till: Till;
  dice: Dice;
}

const FLUSH_MS = 30_000;

/** The tills of the stores: they sell before the kiosks open, and take goods back while these are at work. */
export class ShopFloor {
  readonly #tills: readonly OpenTill[];
  readonly #purchases = new Map<string, Purchase[]>();

  private constructor(tills: readonly OpenTill[]) {
    this.#tills = tills;
  }

  static async open(devices: readonly DeviceFile[], regions: readonly Region[], dice: Dice): Promise<ShopFloor> {
    const journals = mkdtempSync(join(tmpdir(), 'tills-'));
    const tills: OpenTill[] = [];
    for (const device of devices) {
      const till = await switchOn({ device, regions, directory: join(journals, device.deviceId) });
      tills.push({ store: device.store, till, dice: dice.split(device.deviceId) });
    }
    return new ShopFloor(tills);
  }

  /** Sells so many receipts, all tills together. @throws when one is not in the ledger at the end */
  async sell(receipts: number): Promise<void> {
    let sold = 0;
    const next = (): number | undefined => (sold < receipts ? sold++ : undefined);
    await Promise.all(
      this.#tills.map(async ({ store, till, dice }) => {
        for (let number = next(); number !== undefined; number = next()) {
          const reference = `purchase.${number}`;
          const sale = purchaseOf(store, reference, dice);
          const result = await till.sell(sale);
          // the first sale of a till is handed out once it is recorded, which takes a while in a Region that is cold
          const isOpen = result.state === 'unsettled' && (await till.flush(FLUSH_MS));
          if (result.state !== 'recorded' && result.state !== 'queued' && !isOpen)
            throw new Error(`a sale was not handed out: ${JSON.stringify(result)}`);
          const line = sale.lines[0];
          const amount = (line?.quantity ?? 0) * (line?.unitPrice ?? 0) - (line?.discount?.amount ?? 0);
          this.#shelve(store, {
            receiptNumber: result.receiptNumber,
            line: { quantity: line?.quantity ?? 0, amount },
            reference,
          });
        }
        if (!(await till.flush(FLUSH_MS))) throw new Error('a till could not send its receipts before the kiosks open');
      }),
    );
  }

  #shelve(store: string, purchase: Purchase): void {
    this.#purchases.set(store, [...(this.#purchases.get(store) ?? []), purchase]);
  }

  /** The next purchases of a store, fewer when there are no more. */
  take(store: string, count: number): Purchase[] {
    return this.#purchases.get(store)?.splice(0, count) ?? [];
  }

  /** Takes the first line of a purchase back at a till of its store. */
  async takeBack(store: string, { receiptNumber, line, reference }: Purchase, dice: Dice): Promise<LedgerResult> {
    const { till } = dice.pick(this.#tills.filter((one) => one.store === store));
    return till.recordReturn({
      operator: 'advisor.1',
      original: receiptNumber,
      lines: [{ line: 1, quantity: line.quantity, amount: line.amount }],
      tenders: [{ type: 'card', amount: line.amount, reference }],
    });
  }

  /** Closes the tills once they have sent what they still have. */
  async close(): Promise<void> {
    await Promise.all(this.#tills.map(({ till }) => till.flush(FLUSH_MS)));
    await Promise.all(this.#tills.map(({ till }) => till.stop()));
  }
}
