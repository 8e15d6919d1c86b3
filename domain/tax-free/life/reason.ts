/** Why a word from outside changes nothing. */
export type IgnoredReason =
  | 'registered-already'
  | 'rejected-already'
  | 'slip-in-force'
  | 'confirmed-already'
  | 'annulled-already'
  | 'reclaimed-already'
  | 'ended-already'
  | 'no-message-awaited'
  | 'no-deletion-awaited'
  | 'outcome-known'
  | 'older-message'
  | 'other-registration'
  | 'said-before'
  | 'superseded'
  | 'no-money-moved'
  | 'registered-without-id'
  | 'informative'
  | 'not-ours';

/** What of a word from outside calls a person. */
export type WordTrouble = 'outcome-of-other-key' | 'outcome-mismatch' | 'customs-contradict';

interface ReasonRow {
  reason: IgnoredReason;
  says: string;
}

const row = (reason: IgnoredReason, says: string): ReasonRow => ({ reason, says });

export const REASONS: readonly ReasonRow[] = [
  row('registered-already', 'Customs say again that they have the form.'),
  row('rejected-already', 'Customs say again that they refused the form.'),
  row('slip-in-force', 'The emergency slip counts; customs annul the other registration at night.'),
  row('confirmed-already', 'Customs validated the form before.'),
  row('annulled-already', 'Customs annulled the form before, and what follows from that is under way.'),
  row('reclaimed-already', 'The early credit is being taken back, or was: an annulment asks for the same.'),
  row('ended-already', 'The form was rejected, deleted or expired, and its receipts were let go.'),
  row('no-message-awaited', 'The message was answered, or another one was sent since.'),
  row('no-deletion-awaited', 'Nothing is being deleted: what was not deleted stays as it is.'),
  row('outcome-known', 'The state follows from the outcome of this key: the same word again.'),
  row('older-message', 'The answer is to a message that is not the last one.'),
  row('other-registration', 'The annulment is of a registration that is not the form’s.'),
  row('said-before', 'Customs said the same of the form last.'),
  row('superseded', 'An older word on a key of which a newer one was written down.'),
  row('no-money-moved', 'No money moved under an earlier key: noted with the key.'),
  row('registered-without-id', 'Registered already, without the id that scans: the acceptance or the list names it.'),
  row('informative', 'A word that decides nothing.'),
  row('not-ours', 'A reference that is none of our keys.'),
];

interface TroubleRow {
  trouble: WordTrouble;
  says: string;
}

export const WORD_TROUBLES: readonly TroubleRow[] = [
  { trouble: 'outcome-of-other-key', says: 'The acquirer speaks of a key that the form never used.' },
  {
    trouble: 'outcome-mismatch',
    says: 'Amount, currency, account or kind of a notification is not that of the try it names.',
  },
  { trouble: 'customs-contradict', says: 'Customs say what cannot be after what they said before.' },
];
