import type { Problem, RecordedEntry, ReturnRequest, SaleRequest } from '../../api/generated/contract.ts';
import type { Entry } from './entry.ts';

/** A sale as the sales screen knows it; the till adds its time, its number and the chain. */
export type Sale = Omit<SaleRequest, 'kind' | 'chainToken' | 'time'>;

/** A return as the sales screen knows it. */
export type Return = Omit<ReturnRequest, 'kind' | 'chainToken' | 'time'>;

export interface Waited {
  /** How long the customer waited for the answer. */
  waited_ms: number;
}

/** The number may be printed in each of these states: it is on the till's disk, and it will never belong to another receipt. */
export type SellResult = Waited & { receiptNumber: string } & (
    | { state: 'recorded'; answer: RecordedEntry }
    /** On the till's disk; it will be sent when a Region answers. */
    | { state: 'queued' }
    /** The ledger takes no such sale (a defect of the till); its number is voided. */
    | { state: 'refused'; problem: Problem }
  );

/** A return, a reprint or a closing: nothing may be handed out before the ledger has answered. */
export type LedgerResult = Waited &
  (
    | { state: 'recorded'; receiptNumber: string; answer: RecordedEntry }
    | { state: 'refused'; problem: Problem }
    /** Sent, and not answered: it will be recorded or voided before anything behind it. Ask for this number later. */
    | { state: 'unsettled'; receiptNumber: string }
    /** Nothing was done: this needs the ledger, and no Region answers. */
    | { state: 'offline'; why: string }
  );

export type ReadResult<T> =
  | { state: 'found'; value: T }
  | { state: 'refused'; problem: Problem }
  | { state: 'offline'; why: string };

export interface TillStatus {
  store: string;
  till: string;
  line: 'online' | 'offline' | 'halted';
  /** The last sequence that the ledger is known to hold. */
  recorded: number;
  /** Receipt numbers on the till's disk that the ledger is not yet known to hold, in order. */
  queued: string[];
  /** What the ledger refused, kept whole. */
  refused: { entry: Entry; problem: Problem }[];
}
