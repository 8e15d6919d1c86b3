import type { Said } from '../../domain/tax-free/life/outcome.ts';
import { type MoneyKind, parseKey } from '../shared/form-work/attempt-key.ts';
import type { MoneyWord } from '../shared/form-work/hear.ts';
import type { Item } from './item.ts';

/** What an event says of a credit or a debit. */
interface EventRow {
  event: string;
  about: MoneyKind;
  /** Of an event that succeeded, and of one that did not; `nothing` where the word decides nothing. */
  whenTrue: Said | 'nothing';
  whenFalse: Said | 'nothing';
}

const row = (
  about: MoneyKind,
  event: string,
  whenTrue: EventRow['whenTrue'],
  whenFalse: EventRow['whenFalse'] = 'nothing',
): EventRow => ({ event, about, whenTrue, whenFalse });

/**
 * Every event that the acquirer can send of a payout or a payment, and what it says of the money. A payout's `success` says whether the
 * card's bank took it; a reviewer may decline it after that, and one that comes back is reported as reversed. A debit is captured by
 * itself, so its authorisation is its outcome until a capture fails, or the holder has it charged back.
 *
 * Source: Adyen, payout webhooks; standard webhooks; dispute webhooks.
 */
export const ACQUIRER_EVENTS: readonly EventRow[] = [
  row('credit', 'PAYOUT_THIRDPARTY', 'done', 'refused'),
  row('credit', 'PAYOUT_DECLINE', 'reversed'),
  row('credit', 'PAYOUT_EXPIRE', 'reversed'),
  row('credit', 'PAIDOUT_REVERSED', 'reversed'),
  row('credit', 'REFUNDED_REVERSED', 'reversed'),
  row('credit', 'AUTHORISATION', 'nothing'),
  row('debit', 'AUTHORISATION', 'done', 'refused'),
  row('debit', 'CAPTURE', 'nothing'),
  row('debit', 'CAPTURE_FAILED', 'reversed'),
  row('debit', 'CANCELLATION', 'reversed'),
  row('debit', 'TECHNICAL_CANCEL', 'reversed'),
  row('debit', 'CANCEL_OR_REFUND', 'reversed'),
  row('debit', 'REFUND', 'reversed'),
  row('debit', 'REFUND_FAILED', 'restored'),
  row('debit', 'REFUNDED_REVERSED', 'restored'),
  row('debit', 'REQUEST_FOR_INFORMATION', 'nothing'),
  row('debit', 'NOTIFICATION_OF_FRAUD', 'nothing'),
  row('debit', 'NOTIFICATION_OF_CHARGEBACK', 'nothing'),
  row('debit', 'CHARGEBACK', 'reversed'),
  row('debit', 'CHARGEBACK_REVERSED', 'restored'),
  row('debit', 'PREARBITRATION_WON', 'nothing'),
  row('debit', 'PREARBITRATION_LOST', 'nothing'),
];

/** What an item says: a word on one of our keys, something that decides nothing, or what cannot be placed and calls a person. */
export type Reading =
  | { word: MoneyWord }
  | { nothing: 'informative' | 'not-ours' }
  | { misfit: { formId: string; key: string; word: string } };

/** @param account our merchant account: an item of another one about a key of ours cannot be right */
export function readingOf(item: Item, account: string): Reading {
  const { eventCode, success, merchantReference: key, pspReference, reason, amount, merchantAccountCode } = item;
  const parsed = parseKey(key);
  if (parsed === undefined) return { nothing: 'not-ours' };
  const event = ACQUIRER_EVENTS.find((one) => one.event === eventCode && one.about === parsed.kind);
  if (event === undefined || merchantAccountCode !== account)
    return { misfit: { formId: parsed.formId, key, word: eventCode } };
  const said = success === 'true' ? event.whenTrue : event.whenFalse;
  if (said === 'nothing') return { nothing: 'informative' };
  const { value = 0, currency = '' } = amount;
  return { word: { key, said, amount: { value, currency }, pspReference, ...(reason ? { reason } : {}) } };
}
