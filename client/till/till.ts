import type { Report as LedgerReport, StoredReceipt } from '../../api/generated/contract.ts';
import { type Place, parseReceiptNumber } from '../../domain/receipt-number.ts';
import type { Territory } from '../../domain/vat-rates.ts';
import type { Violation } from '../../domain/violation.ts';
import { type Clock, localTime } from '../clock.ts';
import type { RegionalClient } from '../regions/regional-client.ts';
import { clockViolations } from './clock-check.ts';
import { closingEntry, duplicateEntry, type Entry, receiptEntry, receiptNumberOf, tillPath } from './entry.ts';
import type { Pump } from './pump.ts';
import { read } from './read.ts';
import type { LedgerResult, ReadResult, Return, Sale, SellResult, TillStatus, Waited } from './results.ts';
import { asSent, violationsOf } from './rules.ts';
import { nextSequence, type TillState } from './state.ts';
import type { TillJournal } from './till-journal.ts';

/** Longest time a customer is kept waiting for the ledger. */
const PATIENCE_MS = 2_500;
const CLOSING_PATIENCE_MS = 25_000;

/** The till must not go on: another device writes its chain. Its queue is kept; call the support. */
export class TillHalted extends Error {
  override readonly name = 'TillHalted';
}

type MakeEntry = (state: TillState, sequence: number, time: string) => Entry;

const RETIRED: Violation = {
  at: '/till',
  rule: 'retired',
  detail: "This till's code is retired: its chain can only be closed. Sell under the new code.",
};

export interface TillParts {
  journal: TillJournal;
  pump: Pump;
  client: RegionalClient;
  clock: Clock;
  /** Where its store stands: VAT rates hang on it. */
  territory: Territory;
}

/** One till: it numbers its entries itself, writes them down before it hands them out, and sends them to whichever Region answers. */
export class Till {
  readonly #parts: TillParts;

  constructor(parts: TillParts) {
    this.#parts = parts;
    parts.pump.start();
  }

  /**
   * Sells, whatever the state of the Regions, and asks the rules first: what the ledger would refuse gets no number. Waits at most 2.5 s
   * for the ledger, and not at all when the till knows that no Region answers. The first sale of a till and one that is paid by voucher
   * need the ledger, as a return does: until it has recorded one, nobody could know that this chain has begun, or that the voucher was
   * not spent elsewhere.
   * @throws TillHalted; or what writing the journal throws, and then nothing was sold
   */
  sell(sale: Sale): Promise<SellResult> {
    const make: MakeEntry = (state, sequence, time) => receiptEntry(state, sequence, { ...sale, kind: 'sale', time });
    if (this.#parts.journal.state.head.sequence === 0) return this.#needsLedger('first sales', PATIENCE_MS, make);
    if (paysByVoucher(sale)) return this.#needsLedger('sales paid by voucher', PATIENCE_MS, make);
    return this.#timed(async () => {
      const enqueued = await this.#enqueue(PATIENCE_MS, make, false);
      if (!('entry' in enqueued)) return enqueued;
      const { entry, settlement } = enqueued;
      const receiptNumber = receiptNumberOf(this.#parts.journal.state, entry.sequence);
      if (settlement === undefined) return { state: 'queued', receiptNumber };
      return settlement.state === 'recorded' ? { ...settlement, receiptNumber } : settlement;
    });
  }

  /** Takes goods back. The ledger decides what remains of the receipt, so this needs a Region. @throws TillHalted */
  recordReturn(goods: Return): Promise<LedgerResult> {
    return this.#needsLedger('returns', PATIENCE_MS, (state, sequence, time) =>
      receiptEntry(state, sequence, { ...goods, kind: 'return', time }),
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
    const { journal, pump } = this.#parts;
    const { store, till, head, queue, refused } = journal.state;
    const numberOf = (sequence: number) => receiptNumberOf({ store, till }, sequence);
    const queued = queue.map(({ entry }) => numberOf(entry.sequence));
    const { stuck } = pump;
    return {
      store,
      till,
      line: pump.line,
      recorded: head.sequence,
      queued,
      ...(stuck ? { stuck: { receiptNumber: numberOf(stuck.entry.sequence), problem: stuck.problem } } : {}),
      refused,
    };
  }

  /**
   * A person says that nobody holds the receipt of the sale that is stuck, or that its money was paid back: when the ledger refuses it
   * again, a void takes its number, and its content stays among what was refused.
   * @returns false when this is not the sale that is stuck, and then nothing was done
   */
  withdraw(receiptNumber: string): boolean {
    const { pump, journal } = this.#parts;
    const { stuck } = pump;
    if (stuck === undefined || receiptNumberOf(journal.state, stuck.entry.sequence) !== receiptNumber) return false;
    pump.withdraw(stuck.entry.sequence);
    return true;
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

  /** Why no entry like this may be made now: the ledger's rules, or the till's clock. */
  async #violations(make: MakeEntry): Promise<Violation[]> {
    const { pump, journal, clock, client, territory } = this.#parts;
    const { state } = journal;
    const entry = withPlainContent(make(state, nextSequence(state), localTime(clock.wall_ms())));
    if (state.isRetired && entry.kind !== 'closing') return [RETIRED];
    // a wrong clock is told first: the rates of its wrong day would only mislead
    const wrongClock = await clockViolations(client, clock, state.lastTime, pump.line === 'online');
    return wrongClock.length > 0 ? wrongClock : violationsOf(entry, territory);
  }

  /** Writes the entry down under the till's next number, and waits for what the ledger says of it. */
  async #enqueue(patience_ms: number, make: MakeEntry, isHeld: boolean) {
    const { pump, journal, clock } = this.#parts;
    if (pump.line === 'halted') throw new TillHalted('this till was halted: see its last report, and call the support');
    const until_ms = clock.elapsed_ms() + patience_ms;
    const errors = await this.#violations(make);
    if (errors.length > 0) return { state: 'rejected' as const, errors };
    const { entry } = await journal.record((state) => ({
      is: 'queued',
      entry: withPlainContent(make(state, nextSequence(state), localTime(clock.wall_ms()))),
      ...(isHeld ? { isHeld } : {}),
    }));
    if (pump.line === 'online') pump.kick();
    const settlement = await pump.settled(entry.sequence, until_ms - clock.elapsed_ms());
    if (settlement?.state === 'halted') throw new TillHalted(`nothing was sold: ${settlement.why}`);
    return { entry, settlement };
  }

  #needsLedger(what: string, patience_ms: number, make: MakeEntry): Promise<LedgerResult> {
    return this.#timed(async () => {
      if (this.#parts.pump.line === 'offline') return { state: 'offline', why: `${what} need the ledger` };
      const enqueued = await this.#enqueue(patience_ms, make, true);
      if (!('entry' in enqueued)) return enqueued;
      const { entry, settlement } = enqueued;
      if (settlement?.state === 'refused') return settlement;
      const receiptNumber = receiptNumberOf(this.#parts.journal.state, entry.sequence);
      return { receiptNumber, ...(settlement ?? { state: 'unsettled' }) };
    });
  }

  async #timed<T extends object>(step: () => Promise<T>): Promise<T & Waited> {
    const started_ms = this.#parts.clock.elapsed_ms();
    const result = await step();
    return { ...result, waited_ms: this.#parts.clock.elapsed_ms() - started_ms };
  }
}

const paysByVoucher = ({ tenders }: Sale): boolean =>
  Array.isArray(tenders) && tenders.some((tender) => tender?.type === 'voucher');

/** What is checked is what will be sent: a caller may change its object, and some values have no JSON. */
const withPlainContent = (entry: Entry): Entry => ({ ...entry, content: asSent(entry.content) });

function placeOf(receiptNumber: string, store: string): Place {
  const place = parseReceiptNumber(receiptNumber);
  if (place === undefined) throw new TypeError(`${receiptNumber} is no receipt number`);
  if (place.store !== store) throw new TypeError(`${receiptNumber} is not of the store ${store}`);
  return place;
}
