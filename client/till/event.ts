import type { Entry } from './entry.ts';
import type { Refused } from './state.ts';

/** What the people in the shop, or their support, should learn. */
export type TillEvent =
  | { is: 'online' }
  /** The till goes on selling; its queue is sent later. */
  | { is: 'offline'; why: string }
  | { is: 'recorded'; entry: Entry }
  /** For a sale this is a defect: money was taken for what the ledger does not accept. Its content stays in the journal. */
  | ({ is: 'refused' } & Refused)
  /** The till must stop: going on would give out numbers that are not its own. */
  | { is: 'halted'; why: string };

export type Report = (event: TillEvent) => void;
