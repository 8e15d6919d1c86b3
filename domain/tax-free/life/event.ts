/** What can happen to a form. */
export type FormEvent =
  | 'transmission-started'
  | 'transmission-failed'
  | 'customs-registered'
  | 'customs-rejected'
  | 'slip-used'
  | 'regularisation-started'
  | 'regularisation-accepted'
  | 'regularisation-rejected'
  | 'credit-held'
  | 'credit-started'
  | 'credit-repeated'
  | 'credit-succeeded'
  | 'credit-failed'
  | 'credit-reversed'
  | 'paid-otherwise'
  | 'customs-confirmed'
  | 'customs-annulled'
  | 'validation-overdue'
  | 'debit-started'
  | 'debit-repeated'
  | 'debit-succeeded'
  | 'debit-failed'
  | 'debit-reversed'
  | 'outcome-changed'
  | 'dispute-settled'
  | 'cancellation-requested'
  | 'deletion-repeated'
  | 'deletion-accepted'
  | 'deletion-rejected'
  | 'validation-expired';

/** Who brings an event, and what it is. */
export interface EventRow {
  event: FormEvent;
  by: 'us' | 'customs' | 'acquirer' | 'traveller' | 'staff';
  says: string;
}

const row = (event: FormEvent, by: EventRow['by'], says: string): EventRow => ({ event, by, says });

export const EVENTS: readonly EventRow[] = [
  row('transmission-started', 'us', 'Intent: A_E_C01 is about to be sent.'),
  row('transmission-failed', 'us', 'No technical acknowledgement, or G002: it is to be sent again.'),
  row('customs-registered', 'customs', 'R_AR_C02: accepted, with the id that scans.'),
  row('customs-rejected', 'customs', 'R_EC_C03, or G001: refused.'),
  row('slip-used', 'us', 'A slip number of the quota was given to the form and printed.'),
  row('regularisation-started', 'us', 'Intent: A_E_P01 is about to be sent.'),
  row('regularisation-accepted', 'customs', 'R_AR_P02: accepted.'),
  row('regularisation-rejected', 'customs', 'R_EC_P03, or G001: refused.'),
  row('credit-held', 'us', 'The credit waits for customs.'),
  row('credit-started', 'us', 'Intent: a credit with a new key is about to be sent.'),
  row('credit-repeated', 'us', 'Intent: the last key was never carried out; the next is about to be sent.'),
  row('credit-succeeded', 'acquirer', 'The credit under the last key is done.'),
  row(
    'credit-failed',
    'acquirer',
    'The credit under the last key is refused, or was not done and is no longer wanted.',
  ),
  row('credit-reversed', 'acquirer', 'The credit under the last key was declined, expired, or given back by the card.'),
  row('paid-otherwise', 'staff', 'The refund was paid by other means, with a reference.'),
  row('customs-confirmed', 'customs', 'R_E_A01, CONFIRME: the export is validated.'),
  row('customs-annulled', 'customs', 'R_E_A01, ANNULE: the form in force is annulled.'),
  row('validation-overdue', 'us', 'The operator’s days after an early credit have passed.'),
  row('debit-started', 'us', 'Intent: a debit with a new key is about to be sent.'),
  row('debit-repeated', 'us', 'Intent: the last key was never carried out; the next is about to be sent.'),
  row('debit-succeeded', 'acquirer', 'The debit under the last key is done.'),
  row('debit-failed', 'acquirer', 'The debit under the last key is refused, or was not done and is no longer wanted.'),
  row('debit-reversed', 'acquirer', 'The debit under the last key was not captured, was charged back, or refunded.'),
  row(
    'outcome-changed',
    'acquirer',
    'What an earlier key moved has changed, or of the last one the contrary of what was said before.',
  ),
  row('dispute-settled', 'staff', 'A person settled by hand what was owed, under evidence.'),
  row('cancellation-requested', 'traveller', 'The form is to be deleted; for a form at customs, intent of A_E_S01.'),
  row('deletion-repeated', 'us', 'No technical acknowledgement of A_E_S01, or G002: it is sent again.'),
  row('deletion-accepted', 'customs', 'R_AR_S02: deleted.'),
  row('deletion-rejected', 'customs', 'R_EC_S03: not deleted.'),
  row('validation-expired', 'us', 'Customs can no longer validate.'),
];
