import { inspect } from 'node:util';
import type { Entry } from './entry.ts';
import type { Refused } from './state.ts';

/** What the people in the shop, or their support, should learn. */
export type TillEvent =
  | { is: 'online' }
  /** The till goes on selling; its queue is sent later. */
  | { is: 'offline'; why: string }
  | { is: 'recorded'; entry: Entry }
  /** It was voided, and nothing of it was handed out. */
  | ({ is: 'refused' } & Refused)
  /**
   * The ledger refuses a sale that was handed out: a defect, and money was taken. Nothing behind it is sent; it is sent again and again
   * until the ledger takes it, or a person withdraws it.
   */
  | ({ is: 'stuck' } & Refused)
  /** The till must stop: going on would give out numbers that are not its own. */
  | { is: 'halted'; why: string };

/** What the shop does with an event. What it throws, or rejects with, stops nothing: it is told once, as a warning of the process. */
export type Report = (event: TillEvent) => void | Promise<void>;

/** Characters of an error's text. */
const MOST_TOLD = 500;

/** Wraps a shop's report so that it never throws. */
export function safeReport(report: Report): (event: TillEvent) => void {
  let isTold = false;
  const tell = (error: unknown): void => {
    if (isTold) return;
    isTold = true;
    const what = inspect(error, { depth: 0 }).slice(0, MOST_TOLD);
    process.emitWarning(`the till's report failed, and later failures are not told: ${what}`, 'TillReportFailed');
  };
  return (event) => {
    try {
      void Promise.resolve(report(event)).catch(tell);
    } catch (error) {
      tell(error);
    }
  };
}
