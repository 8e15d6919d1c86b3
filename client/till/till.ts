import type { Report as LedgerReport, StoredReceipt } from '../../api/generated/contract.ts';
import { type Place, parseReceiptNumber } from '../../domain/receipt-number.ts';
import { type Clock, localTime } from '../clock.ts';
import type { RegionalClient } from '../regions/regional-client.ts';
import { closingEntry, duplicateEntry, type Entry, receiptEntry, receiptNumberOf, tillPath } from './entry.ts';
import type { Pump } from './pump.ts';
import { read } from './read.ts';
import type { LedgerResult, ReadResult, Return, Sale, SellResult, TillStatus } from './results.ts';
import { nextSequence, type TillState } from './state.ts';
import type { TillJournal } from './till-journal.ts';

/** Longest time a customer is kept waiting for the ledger. */
const PATIENCE_MS = 2_500;
const CLOSING_PATIENCE_MS = 25_000;

/** The till must not go on: another device writes its chain. Its queue is kept; call the support. */
export class TillHalted extends Error {
  override readonly name = 'TillHalted';
}

export interface TillParts {
  journal: TillJournal;
  pump: Pump;
  client: RegionalClient;
  clock: Clock;
}

/** One till: it numbers its entries itself, writes them down before it hands them out, and sends them to whichever Region answers. */
export class Till {
  readonly #parts: TillParts;

  constructor(parts: TillParts) {
    this.#parts = parts;
    parts.pump.start();
  }

  /**
   * Sells, whatever the state of the Regions. Waits at most 2.5 s for the ledger, and not at all when the till knows that no Region
   * answers.
   * @throws TillHalted; or what writing the journal throws, and then nothing was sold
   */
  async sell(sale: Sale): Promise<SellResult> {
    const started_ms = this.#parts.clock.elapsed_ms();
    const { entry, settlement } = await this.#enqueue(PATIENCE_MS, (state, sequence, time) =>
      receiptEntry(state, sequence, { kind: 'sale', time, ...sale }),
    );
    const receiptNumber = receiptNumberOf(this.#parts.journal.state, entry.sequence);
    const waited_ms = this.#parts.clock.elapsed_ms() - started_ms;
    return { receiptNumber, waited_ms, ...(settlement ?? { state: 'queued' }) };
  }

  /** Takes goods back. The ledger decides what remains of the receipt, so this needs a Region. @throws TillHalted */
  recordReturn(goods: Return): Promise<LedgerResult> {
    return this.#needsLedger('returns', PATIENCE_MS, (state, sequence, time) =>
      receiptEntry(state, sequence, { kind: 'return', time, ...goods }),
    );
  }

  /** Records the next numbered duplicate of a receipt. @throws TillHalted, TypeError for what is no receipt number of this store */
  async reprint(receiptNumber: string, operator: string): Promise<LedgerResult> {
    const receipt = placeOf(receiptNumber, this.#parts.journal.state.store);
    const started_ms = this.#parts.clock.elapsed_ms();
    const found = await this.receipt(receiptNumber);
    if (found.state !== 'found') return { ...found, waited_ms: this.#parts.clock.elapsed_ms() - started_ms };
    return this.#needsLedger('reprints', PATIENCE_MS, (_, sequence, time) =>
      duplicateEntry(receipt, found.value.duplicates + 1, { sequence, time, operator }),
    );
  }

  /** Closes a day (2026-11-24), a month (2026-11) or a year (2026): the Z report. @throws TillHalted */
  close(period: string, operator: string): Promise<LedgerResult> {
    return this.#needsLedger('closings', CLOSING_PATIENCE_MS, (state, sequence, time) =>
      closingEntry(state, period, { sequence, time, operator }),
    );
  }

  /** Totals since the last closing: the X report. Entries still in the queue are not in it. */
  report(): Promise<ReadResult<LedgerReport>> {
    return read(this.#parts.client, `${tillPath(this.#parts.journal.state)}/report`);
  }

  receipt(receiptNumber: string): Promise<ReadResult<StoredReceipt>> {
    return read(this.#parts.client, `/v1/receipts/${receiptNumber}`);
  }

  status(): TillStatus {
    const { store, till, head, queue, refused } = this.#parts.journal.state;
    const queued = queue.map(({ entry }) => receiptNumberOf({ store, till }, entry.sequence));
    return { store, till, line: this.#parts.pump.line, recorded: head.sequence, queued, refused };
  }

  /** Tries to send the queue now. @returns whether it became empty within the time */
  flush(ms: number): Promise<boolean> {
    return this.#parts.pump.drained(ms);
  }

  /** Stops sending and frees the journal; what is queued stays there for the next start. */
  async stop(): Promise<void> {
    await this.#parts.pump.stop();
    await this.#parts.journal.close();
  }

  async #enqueue(patience_ms: number, make: (state: TillState, sequence: number, time: string) => Entry) {
    const { pump, journal, clock } = this.#parts;
    if (pump.line === 'halted') throw new TillHalted('this till was halted: see its last report, and call the support');
    const until_ms = clock.elapsed_ms() + patience_ms;
    const time = localTime(clock.wall_ms());
    const { entry } = await journal.record((state) => ({
      is: 'queued',
      entry: make(state, nextSequence(state), time),
    }));
    if (pump.line === 'online') pump.kick();
    return { entry, settlement: await pump.settled(entry.sequence, until_ms - clock.elapsed_ms()) };
  }

  async #needsLedger(
    what: string,
    patience_ms: number,
    make: (state: TillState, sequence: number, time: string) => Entry,
  ): Promise<LedgerResult> {
    const started_ms = this.#parts.clock.elapsed_ms();
    const waited = () => ({ waited_ms: this.#parts.clock.elapsed_ms() - started_ms });
    if (this.#parts.pump.line === 'offline') return { state: 'offline', why: `${what} need the ledger`, ...waited() };
    const { entry, settlement } = await this.#enqueue(patience_ms, make);
    const receiptNumber = receiptNumberOf(this.#parts.journal.state, entry.sequence);
    if (settlement?.state === 'refused') return { ...settlement, ...waited() };
    return { receiptNumber, ...waited(), ...(settlement ?? { state: 'unsettled' }) };
  }
}

function placeOf(receiptNumber: string, store: string): Place {
  const place = parseReceiptNumber(receiptNumber);
  if (place === undefined) throw new TypeError(`${receiptNumber} is no receipt number`);
  if (place.store !== store) throw new TypeError(`${receiptNumber} is not of the store ${store}`);
  return place;
}
