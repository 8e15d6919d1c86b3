import { setTimeout as sleep } from 'node:timers/promises';
import {
  deviceIdentity,
  FirstStartNeedsLedger,
  type LedgerResult,
  openTill,
  type SellResult,
  systemClock,
  type Till,
} from '../../client/index.ts';
import type { DeviceFile } from '../../commands/registry/devices.ts';
import type { Dice } from './dice.ts';
import { customerSale } from './goods.ts';
import { type Replayed, recordingFetch, replay } from './wire.ts';

/** What one till handed out and saw during a run. */
export interface TillRecord {
  device: DeviceFile;
  /** Receipt number → the mark of the customer it was handed to, or the number of the sale a return refers to. */
  acknowledged: Map<string, string>;
  /** Customers' waits in milliseconds, with the moment each began. */
  waits: { at_ms: number; waited_ms: number }[];
  queuedOnce: number;
  /** Returns, and first sales, whose outcome was still open when the till stopped waiting; they were recorded or voided later. */
  unsettled: Set<string>;
  returns: Record<LedgerResult['state'], number>;
  replays: Record<Replayed, number>;
}

type HandedOut = Extract<SellResult, { state: 'recorded' | 'queued' }>;

/** Of a till that has not sold yet. */
export const newRecord = (device: DeviceFile): TillRecord => ({
  device,
  acknowledged: new Map(),
  waits: [],
  queuedOnce: 0,
  unsettled: new Set(),
  returns: { recorded: 0, rejected: 0, refused: 0, unsettled: 0, offline: 0 },
  replays: { same: 0, different: 0, unanswered: 0 },
});

/**
 * Keeps what a customer was handed, if anything: the first sale of a till needs a Region, and is open when none answers in time.
 * @throws Error when the sale was refused: customers of a drill want nothing that is not allowed
 */
export function handOut(record: TillRecord, result: SellResult, mark: string): result is HandedOut {
  if (result.state === 'refused' || result.state === 'rejected')
    throw new Error(`a sale was refused: ${JSON.stringify(result)}`);
  if (result.state === 'unsettled') record.unsettled.add(result.receiptNumber);
  if (result.state !== 'recorded' && result.state !== 'queued') return false;
  record.acknowledged.set(result.receiptNumber, mark);
  return true;
}

/** Opens a till. A Region must answer once: staff switch it on again when the first start was too cold. */
export async function switchOn(options: Parameters<typeof openTill>[0], attempts = 8): Promise<Till> {
  try {
    return await openTill(options);
  } catch (error) {
    if (!(error instanceof FirstStartNeedsLedger) || attempts === 1) throw error;
    return switchOn(options, attempts - 1);
  }
}

export interface TillRunOptions {
  device: DeviceFile;
  regions: readonly { name: string; url: string }[];
  directory: string;
  dice: Dice;
  /** Takes the next receipt of the run; undefined when all are sold. */
  nextReceipt(): number | undefined;
  /** Milliseconds between two customers, on average; 60 when not said. */
  pause_ms?: number;
  /** How it reaches the Regions' addresses; `fetch` when not said. */
  through?: typeof fetch;
}

/** Between two customers, on average: a till that sells offline must not sell the whole run in a moment. */
const PAUSE_MS = 60;

const RETURN_SHARE = 0.12;
const REPLAY_SHARE = 0.06;

/** A till at work: sells, takes returns of what it sold, and now and then sends a write again. */
export class TillRun {
  readonly record: TillRecord;
  readonly #options: TillRunOptions;
  readonly #wire: ReturnType<typeof recordingFetch>;
  #till: Till | undefined;
  readonly #sales: { receiptNumber: string; amount: number; quantity: number; reference: string }[] = [];

  constructor(options: TillRunOptions) {
    this.#options = options;
    this.#wire = recordingFetch(options.through);
    this.record = newRecord(options.device);
  }

  /** Opens the till on an empty journal. */
  async open(): Promise<void> {
    const { device, regions, directory, dice } = this.#options;
    const random = dice.split('client').next;
    this.#till = await switchOn({ regions, device, directory, fetch: this.#wire.record, random });
  }

  /** Works until the run's receipts are sold and everything queued is in the ledger. @returns what is still queued, normally nothing */
  async run(flush_ms: number): Promise<string[]> {
    const till = this.#till;
    if (till === undefined) throw new Error('a till is opened before it sells');
    const { nextReceipt, dice, pause_ms = PAUSE_MS } = this.#options;
    for (let number = nextReceipt(); number !== undefined; number = nextReceipt()) {
      await sleep(2 * pause_ms * dice.next());
      await this.#serve(till, number);
    }
    await till.flush(flush_ms);
    return till.status().queued;
  }

  /** Closes the till; what it has queued stays in its journal. */
  async close(): Promise<void> {
    await this.#till?.stop();
  }

  async #serve(till: Till, number: number): Promise<void> {
    const { dice } = this.#options;
    const chance = dice.next();
    if (chance < RETURN_SHARE && this.#sales.length > 0) await this.#takeReturn(till);
    else await this.#sell(till, number);
    if (chance > 1 - REPLAY_SHARE) await this.#replayOne();
  }

  async #sell(till: Till, number: number): Promise<void> {
    const { device, dice } = this.#options;
    const mark = `pay.${device.store}.${device.till}.${number}`;
    const at_ms = performance.now();
    const result = await till.sell(customerSale(device.store, mark, dice));
    this.record.waits.push({ at_ms, waited_ms: result.waited_ms });
    if (!handOut(this.record, result, mark)) return;
    if (result.state === 'queued') this.record.queuedOnce++;
    else this.#remember(result, mark);
  }

  #remember(result: Extract<SellResult, { state: 'recorded' }>, reference: string): void {
    const entry = result.answer.entry as { lines: { gross: number; quantity: number }[] };
    const [line] = entry.lines;
    const { receiptNumber } = result;
    if (line) this.#sales.push({ receiptNumber, amount: line.gross, quantity: line.quantity, reference });
  }

  /** All of a sale's first line comes back; sometimes a second time, which the ledger must refuse. */
  async #takeReturn(till: Till): Promise<void> {
    const { dice } = this.#options;
    const { receiptNumber, amount, quantity, reference } = dice.pick(this.#sales);
    const at_ms = performance.now();
    const result = await till.recordReturn({
      operator: 'advisor.1',
      original: receiptNumber,
      lines: [{ line: 1, quantity, amount }],
      tenders: [{ type: 'card', amount, reference }],
    });
    this.record.returns[result.state]++;
    this.record.waits.push({ at_ms, waited_ms: result.waited_ms });
    if (result.state === 'recorded') this.record.acknowledged.set(result.receiptNumber, receiptNumber);
    if (result.state === 'unsettled') this.record.unsettled.add(result.receiptNumber);
  }

  async #replayOne(): Promise<void> {
    const { regions, device, dice, through } = this.#options;
    if (this.#wire.sent.length === 0) return;
    const bearer = deviceIdentity(device.deviceId, device.privateKey, systemClock).bearer();
    const urls = regions.map(({ url }) => url);
    this.record.replays[await replay(dice.pick(this.#wire.sent), urls, bearer, dice, through)]++;
  }
}
