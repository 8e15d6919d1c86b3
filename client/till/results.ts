import type { Problem, RecordedEntry, ReturnRequest, SaleRequest } from '../../api/generated/contract.ts';
import type { Violation } from '../../domain/violation.ts';
import type { Entry } from './entry.ts';

/** A sale as the sales screen knows it; the till adds its time, its number and the chain. */
export type Sale = Omit<SaleRequest, 'kind' | 'chainToken' | 'time' | 'offline'>;

/** A return as the sales screen knows it. */
export type Return = Omit<ReturnRequest, 'kind' | 'chainToken' | 'time' | 'offline'>;

export interface Waited {
  /** How long the customer waited for the answer. */
  waited_ms: number;
}

/**
 * What became of something for which nothing may be handed out before the ledger has recorded it: a return, a reprint, a closing, and the
 * sales that `Till.sell` names.
 */
export type LedgerResult = Waited &
  (
    | { state: 'recorded'; receiptNumber: string; answer: RecordedEntry }
    /** The till's own rules refuse it: nothing was done and no number was used. `errors` names each place and what is allowed there. */
    | { state: 'rejected'; errors: Violation[] }
    /** The ledger refused it: hand nothing out; its number is voided. */
    | { state: 'refused'; problem: Problem }
    /** Sent, and not answered: hand nothing out. It will be recorded or voided before anything behind it; ask for this number later. */
    | { state: 'unsettled'; receiptNumber: string }
    /** Nothing was done: this needs the ledger, and no Region answers. */
    | { state: 'offline'; why: string }
  );

/** What became of a sale. Its number may be printed when it is recorded or queued, and in no other state. */
export type SellResult =
  | LedgerResult
  /** On the till's disk under a number that will never belong to another receipt; it will be sent when a Region answers. */
  | (Waited & { state: 'queued'; receiptNumber: string });

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
  /** A sale that was handed out and that the ledger refuses: the queue waits for a person, and is tried again meanwhile. */
  stuck?: { receiptNumber: string; problem: Problem };
  /** What the ledger refused, kept whole. */
  refused: { entry: Entry; problem: Problem }[];
}
