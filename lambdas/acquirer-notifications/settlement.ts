import { parseKey } from '../shared/form-work/attempt-key.ts';
import type { Settlement } from '../shared/form-work/outside.ts';
import type { Item } from './item.ts';

/** What an event says of a credit or a debit. */
interface EventRow {
  event: string;
  about: 'credit' | 'debit';
  /** Of an event that succeeded, and of one that did not; undefined where nothing follows. */
  whenTrue?: 'done' | 'not-done';
  whenFalse?: 'done' | 'not-done';
}

/**
 * The events that decide, and no others: the rest is accepted and changes nothing. A payout's `success` says whether the card's bank
 * took it; one that comes back later is reported as reversed. A debit is captured by itself, so its authorisation is its outcome.
 *
 * Source: Adyen, payout webhook; standard webhooks.
 */
export const DECIDING: readonly EventRow[] = [
  { event: 'PAYOUT_THIRDPARTY', about: 'credit', whenTrue: 'done', whenFalse: 'not-done' },
  { event: 'PAYOUT_DECLINE', about: 'credit', whenTrue: 'not-done' },
  { event: 'PAYOUT_EXPIRE', about: 'credit', whenTrue: 'not-done' },
  { event: 'PAIDOUT_REVERSED', about: 'credit', whenTrue: 'not-done' },
  { event: 'REFUNDED_REVERSED', about: 'credit', whenTrue: 'not-done' },
  { event: 'AUTHORISATION', about: 'debit', whenTrue: 'done', whenFalse: 'not-done' },
  { event: 'CAPTURE_FAILED', about: 'debit', whenTrue: 'not-done' },
];

/** What an item says of one of our keys; undefined when it decides nothing, or is about something that is not ours. */
export function settlementOf({
  eventCode,
  success,
  merchantReference,
  pspReference,
  reason,
}: Item): Settlement | undefined {
  const kind = parseKey(merchantReference)?.kind;
  const row = DECIDING.find(({ event, about }) => event === eventCode && about === kind);
  const verdict = success === 'true' ? row?.whenTrue : row?.whenFalse;
  if (verdict === undefined) return undefined;
  return { key: merchantReference, done: verdict === 'done', pspReference, ...(reason ? { reason } : {}) };
}
