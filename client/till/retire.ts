import type { Head } from '../../api/generated/contract.ts';
import { parseReceiptNumber } from '../../domain/receipt-number.ts';
import { receiptEntry, type TillName } from './entry.ts';
import type { Queued, TillState } from './state.ts';

/** What is known of a till whose journal is lost. */
export interface LostJournal {
  /** The highest receipt number that a customer may hold; better too high than too low. */
  printedUpTo: string;
  /** Who says so. */
  operator: string;
}

/** More voids than a till can have sold while it was offline say that the number was mistyped. */
const MOST_VOIDS = 20_000;

/** What was said of the lost journal cannot be. */
export class LostJournalUnlikely extends Error {
  override readonly name = 'LostJournalUnlikely';
}

function lastPrinted({ store, till }: TillName, { printedUpTo }: LostJournal, head: number): number {
  const place = parseReceiptNumber(printedUpTo);
  if (place?.store !== store || place.till !== till)
    throw new LostJournalUnlikely(
      `${printedUpTo} is no receipt number of ${store}/${till}: copy it from the last receipt`,
    );
  if (place.sequence - head > MOST_VOIDS)
    throw new LostJournalUnlikely(
      `${printedUpTo} is ${place.sequence - head} numbers beyond the ledger's last one, ${head}; at most ${MOST_VOIDS} are voided`,
    );
  return place.sequence;
}

/**
 * The state in which a till whose journal is lost ends its chain: every number that a customer may hold is voided, with the reason, and
 * then only closings follow.
 * @param time ISO 8601 with offset
 * @throws LostJournalUnlikely
 */
export function retiredState(till: TillName, head: Head, lost: LostJournal, time: string): TillState {
  const { store, till: code } = till;
  const { sequence, chainToken } = head;
  const last = lastPrinted(till, lost, sequence);
  const reason = 'journal lost: a customer may hold this number';
  const queue = Array.from({ length: Math.max(0, last - sequence) }, (_, n): Queued => {
    const entry = receiptEntry(till, sequence + n + 1, { kind: 'void', time, operator: lost.operator, reason });
    return { entry, isHeld: true };
  });
  return {
    store,
    till: code,
    head: { sequence, ...(chainToken === undefined ? {} : { chainToken }) },
    queue,
    refused: [],
    isRetired: true,
  };
}
