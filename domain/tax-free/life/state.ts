/** Where a form stands. */
export type State =
  | 'issued'
  | 'transmitted'
  | 'emergency'
  | 'regularising'
  | 'registered'
  | 'awaiting-customs'
  | 'crediting'
  | 'credited'
  | 'credit-refused'
  | 'confirmed'
  | 'crediting-confirmed'
  | 'refund-owed'
  | 'crediting-annulled'
  | 'overdue'
  | 'reclaiming'
  | 'reclaiming-confirmed'
  | 'debit-refused'
  | 'reclaimed'
  | 'confirmed-late'
  | 'recrediting'
  | 'cancelling'
  | 'validated'
  | 'recredited'
  | 'rejected'
  | 'cancelled'
  | 'expired'
  | 'disputed'
  | 'disputed-ended'
  | 'settled-by-hand';

/** What a state means for everybody else. */
export interface StateRow {
  state: State;
  /**
   * `working` when something of ours is due, `waiting` when somebody else must speak first, `settled` when nothing is due though
   * something may still come, `final` when nothing can but a late word of the acquirer that calls a person.
   */
  rest: 'working' | 'waiting' | 'settled' | 'final';
  /** Whether the form holds its receipts: no second form and no return of these goods. */
  holdsReceipts: boolean;
  says: string;
}

const row = (state: State, rest: StateRow['rest'], says: string, holdsReceipts = true): StateRow => ({
  state,
  rest,
  holdsReceipts,
  says,
});

export const INITIAL_STATE: State = 'issued';

export const STATES: readonly StateRow[] = [
  row('issued', 'working', 'Receipts are claimed; the form is to be sent to customs.'),
  row('transmitted', 'waiting', 'The form was sent, or is about to be; the result is awaited.'),
  row('emergency', 'working', 'Customs were silent for a minute; a slip number was used, to be registered later.'),
  row('regularising', 'waiting', 'The emergency slip was sent; the result is awaited.'),
  row('registered', 'working', 'Customs have the form; the credit is to be sent or held back.'),
  row('awaiting-customs', 'waiting', 'Nothing is credited before customs have validated.'),
  row('crediting', 'waiting', 'A credit was sent, or is about to be; the outcome is awaited.'),
  row('credited', 'waiting', 'The card is credited; customs have not validated yet.'),
  row('credit-refused', 'waiting', 'The card refused the credit; another card or customs are awaited.'),
  row('confirmed', 'working', 'Customs have validated; the credit is to be sent.'),
  row('crediting-confirmed', 'waiting', 'Customs have validated, and a credit is under way.'),
  row('refund-owed', 'waiting', 'Customs have validated and the card refused: the refund is owed.'),
  row('crediting-annulled', 'waiting', 'Customs annulled the form while a credit is under way.'),
  row('overdue', 'working', 'The early credit is not justified: the card is to be debited again.'),
  row('reclaiming', 'waiting', 'A debit was sent, or is about to be; the outcome is awaited.'),
  row('reclaiming-confirmed', 'waiting', 'The stamp came while the card is being debited again.'),
  row('debit-refused', 'settled', 'The card refused the debit: a debt, unless the stamp comes.'),
  row('reclaimed', 'settled', 'The card is debited again; a late stamp may still come.'),
  row('confirmed-late', 'working', 'The stamp came after the debit: the card is to be credited again.'),
  row('recrediting', 'waiting', 'The second credit was sent, or is about to be; the outcome is awaited.'),
  row('cancelling', 'waiting', 'The deletion was sent to customs, or is about to be; the result is awaited.'),
  row('validated', 'settled', 'Customs have validated and the card is credited.'),
  row('recredited', 'settled', 'Customs validated late and the card is credited again.'),
  row('rejected', 'final', 'Customs refused the form; nothing was paid.', false),
  row('cancelled', 'final', 'The form was deleted; nothing was paid.', false),
  row('expired', 'final', 'Customs did not validate in time; nothing was paid, or all was debited again.', false),
  row('disputed', 'waiting', 'A late word of the acquirer upset what was paid: a person settles what is owed.'),
  row('disputed-ended', 'waiting', 'As disputed, of a form that had ended and let its receipts go.', false),
  row('settled-by-hand', 'settled', 'A person settled what was owed; the receipts stay held.'),
];
