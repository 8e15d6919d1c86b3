/** A key was used: what was asked under it and how it was answered. The same key never makes a second one. */
export interface RequestRecord {
  kind: 'request';
  /** ISO 8601 in UTC. */
  at: string;
  key: string;
  reference: string;
  does: 'credit' | 'debit';
  pspReference: string;
  /** The acquirer's token of the card. */
  card: string;
  /** Cents of a euro. */
  amount: number;
  /** Hash of the request, to notice other content under a key. */
  content: string;
  resultCode: string;
  /** How it ends: known to the acquirer now, told later. */
  succeeds: boolean;
  /** Whether the outcome is ever notified. */
  told: boolean;
}

/** Money of an earlier credit came back: the card's bank did not take it. */
export interface ReversalRecord {
  kind: 'reversal';
  at: string;
  key: string;
  pspReference: string;
}

/** A notification was acknowledged. */
export interface NotifiedRecord {
  kind: 'notified';
  at: string;
  id: string;
  tries: number;
  url: string;
  status: number;
  body: string;
}

export type AcquirerRecord = RequestRecord | ReversalRecord | NotifiedRecord;

/** The last request under a key. */
export const requestOf = (records: readonly AcquirerRecord[], key: string): RequestRecord | undefined =>
  records.findLast((record): record is RequestRecord => record.kind === 'request' && record.key === key);

/** What a card got and gave, from the records alone. */
export interface Movement {
  key: string;
  does: 'credit' | 'debit';
  card: string;
  amount: number;
}

/** Every movement of money that took effect, reversed ones left out: what a drill adds up by form. */
export function movementsOf(records: readonly AcquirerRecord[]): Movement[] {
  const reversed = new Set(records.flatMap((record) => (record.kind === 'reversal' ? [record.key] : [])));
  return records.flatMap((record) =>
    record.kind === 'request' && record.succeeds && !reversed.has(record.key)
      ? [{ key: record.key, does: record.does, card: record.card, amount: record.amount }]
      : [],
  );
}
