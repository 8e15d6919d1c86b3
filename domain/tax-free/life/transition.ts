import type { FormEvent } from './event.ts';
import type { Guard } from './guard.ts';
import type { State } from './state.ts';

/** One step of a form's life: in the store, one conditional update that names the state it leaves. */
export interface Transition {
  from: State;
  on: FormEvent;
  to: State;
  guard?: Guard;
}

type Step = readonly [on: FormEvent, to: State, guard?: Guard];

const leaving = (from: State, ...steps: Step[]): Transition[] =>
  steps.map(([on, to, guard]) => (guard === undefined ? { from, on, to } : { from, on, to, guard }));

/** The acquirer's words that upset a form which is disputed already: each is written down, and what is owed is reckoned again. */
const upsetting = (to: State): Step[] =>
  (['credit-succeeded', 'credit-reversed', 'debit-succeeded', 'debit-reversed', 'outcome-changed'] as const).map(
    (on) => [on, to] as const,
  );

/** Words after which no money moved: kept with the key. */
const unmoved = (to: State): Step[] => [
  ['credit-failed', to],
  ['debit-failed', to],
];

/**
 * The life of a form. What an event means that has no step here, `meaning.ts` says.
 *
 * - A form whose result from customs is not known cannot be cancelled; that is a matter of seconds, or of the emergency procedure.
 * - Customs may answer the nightly list before the create (a lost webhook): their word on the export implies the registration, also when
 *   they dropped one copy of the create and took in another.
 * - A deletion that reached customs twice is accepted and refused, in either order: that they deleted the form is true then.
 * - In an emergency an acceptance of the normal form is not followed: customs annul it at night once the slip is registered.
 * - While money moves, what customs say is kept in the state, so that no outcome is waited for before listening to them.
 * - Where what the card holds is no longer what the state says and no step of ours alone can mend it, the form is disputed: every word is
 *   still written down, what is owed is reckoned from the keys, and a person settles it.
 */
export const TRANSITIONS: readonly Transition[] = [
  ...leaving(
    'issued',
    ['transmission-started', 'transmitted', 'a-minute-passed'],
    ['customs-registered', 'registered'],
    ['customs-rejected', 'rejected'],
    ['slip-used', 'emergency', 'slip-left'],
    ['customs-confirmed', 'confirmed'],
    ['customs-annulled', 'cancelled'],
    ['cancellation-requested', 'cancelled', 'never-sent'],
  ),
  ...leaving(
    'transmitted',
    ['customs-registered', 'registered'],
    ['customs-rejected', 'rejected'],
    ['transmission-failed', 'issued'],
    ['slip-used', 'emergency', 'slip-left'],
    ['customs-confirmed', 'confirmed'],
    ['customs-annulled', 'cancelled'],
  ),
  ...leaving(
    'emergency',
    ['regularisation-started', 'regularising'],
    ['regularisation-accepted', 'registered'],
    ['regularisation-rejected', 'rejected'],
    ['customs-confirmed', 'confirmed'],
  ),
  ...leaving(
    'regularising',
    ['regularisation-accepted', 'registered'],
    ['regularisation-rejected', 'rejected'],
    ['transmission-failed', 'emergency'],
    ['customs-confirmed', 'confirmed'],
  ),
  ...leaving(
    'registered',
    ['credit-started', 'crediting', 'within-ceiling'],
    ['credit-held', 'awaiting-customs', 'above-ceiling'],
    ['customs-confirmed', 'confirmed'],
    ['customs-annulled', 'cancelled'],
    ['cancellation-requested', 'cancelling'],
  ),
  ...leaving(
    'awaiting-customs',
    ['customs-confirmed', 'confirmed'],
    ['customs-annulled', 'cancelled'],
    ['cancellation-requested', 'cancelling'],
    ['deletion-accepted', 'cancelled'],
    ['validation-expired', 'expired', 'validation-deadline-passed'],
    ['credit-succeeded', 'credited'],
    ['debit-succeeded', 'disputed'],
    ['outcome-changed', 'disputed'],
  ),
  ...leaving(
    'crediting',
    ['credit-succeeded', 'credited'],
    ['credit-failed', 'credit-refused'],
    ['credit-repeated', 'crediting', 'last-key-not-done'],
    ['customs-confirmed', 'crediting-confirmed'],
    ['customs-annulled', 'crediting-annulled'],
    ['credit-reversed', 'credit-refused'],
    ['outcome-changed', 'disputed'],
  ),
  ...leaving(
    'credited',
    ['customs-confirmed', 'validated'],
    ['customs-annulled', 'overdue'],
    ['validation-overdue', 'overdue', 'operator-days-passed'],
    ['credit-reversed', 'credit-refused'],
    ['outcome-changed', 'disputed'],
  ),
  ...leaving(
    'credit-refused',
    ['credit-started', 'crediting'],
    ['customs-confirmed', 'refund-owed'],
    ['customs-annulled', 'cancelled'],
    ['cancellation-requested', 'cancelling'],
    ['validation-expired', 'expired', 'validation-deadline-passed'],
    ['credit-succeeded', 'credited'],
    ['outcome-changed', 'disputed'],
  ),
  ...leaving(
    'confirmed',
    ['credit-started', 'crediting-confirmed'],
    ['credit-succeeded', 'validated'],
    ['debit-succeeded', 'disputed'],
    ['outcome-changed', 'disputed'],
  ),
  ...leaving(
    'crediting-confirmed',
    ['credit-succeeded', 'validated'],
    ['credit-failed', 'refund-owed'],
    ['credit-repeated', 'crediting-confirmed', 'last-key-not-done'],
    ['credit-reversed', 'refund-owed'],
    ['debit-succeeded', 'disputed'],
    ['debit-reversed', 'disputed'],
    ['outcome-changed', 'disputed'],
  ),
  ...leaving(
    'refund-owed',
    ['credit-started', 'crediting-confirmed'],
    ['paid-otherwise', 'validated'],
    ['credit-succeeded', 'validated'],
    ['debit-succeeded', 'disputed'],
    ['debit-reversed', 'validated'],
    ['outcome-changed', 'disputed'],
  ),
  ...leaving(
    'crediting-annulled',
    ['credit-succeeded', 'overdue'],
    ['credit-failed', 'cancelled'],
    ['credit-reversed', 'cancelled'],
    ['customs-confirmed', 'crediting-confirmed'],
    ['outcome-changed', 'disputed'],
  ),
  ...leaving(
    'overdue',
    ['debit-started', 'reclaiming'],
    ['customs-confirmed', 'validated'],
    ['credit-reversed', 'awaiting-customs'],
    ['outcome-changed', 'disputed'],
  ),
  ...leaving(
    'reclaiming',
    ['debit-succeeded', 'reclaimed'],
    ['debit-failed', 'debit-refused'],
    ['debit-repeated', 'reclaiming', 'last-key-not-done'],
    ['customs-confirmed', 'reclaiming-confirmed'],
    ['debit-reversed', 'debit-refused'],
    ['credit-reversed', 'disputed'],
    ['outcome-changed', 'disputed'],
  ),
  ...leaving(
    'reclaiming-confirmed',
    ['debit-succeeded', 'confirmed-late'],
    ['debit-failed', 'validated'],
    ['debit-reversed', 'validated'],
    ['credit-reversed', 'disputed'],
    ['outcome-changed', 'disputed'],
  ),
  ...leaving(
    'debit-refused',
    ['debit-started', 'reclaiming'],
    ['customs-confirmed', 'validated'],
    ['credit-reversed', 'awaiting-customs'],
    ['debit-succeeded', 'reclaimed'],
    ['outcome-changed', 'disputed'],
  ),
  ...leaving(
    'reclaimed',
    ['customs-confirmed', 'confirmed-late'],
    ['validation-expired', 'expired', 'validation-deadline-passed'],
    ['credit-reversed', 'disputed'],
    ['debit-reversed', 'debit-refused'],
    ['outcome-changed', 'disputed'],
  ),
  ...leaving(
    'confirmed-late',
    ['credit-started', 'recrediting'],
    ['credit-reversed', 'disputed'],
    ['debit-reversed', 'validated'],
    ['outcome-changed', 'disputed'],
  ),
  ...leaving(
    'recrediting',
    ['credit-succeeded', 'recredited'],
    ['credit-failed', 'refund-owed'],
    ['credit-repeated', 'recrediting', 'last-key-not-done'],
    ['credit-reversed', 'refund-owed'],
    ['debit-reversed', 'disputed'],
    ['outcome-changed', 'disputed'],
  ),
  ...leaving(
    'cancelling',
    ['deletion-accepted', 'cancelled'],
    ['deletion-rejected', 'awaiting-customs'],
    ['deletion-repeated', 'cancelling'],
    ['customs-confirmed', 'confirmed'],
    ['customs-annulled', 'cancelled'],
    ['credit-succeeded', 'disputed'],
    ['debit-succeeded', 'disputed'],
    ['outcome-changed', 'disputed'],
  ),
  ...leaving(
    'validated',
    ['credit-reversed', 'refund-owed'],
    ['credit-succeeded', 'disputed'],
    ['debit-succeeded', 'confirmed-late'],
    ['debit-reversed', 'disputed'],
    ['outcome-changed', 'disputed'],
  ),
  ...leaving(
    'recredited',
    ['credit-reversed', 'refund-owed'],
    ['debit-reversed', 'disputed'],
    ['outcome-changed', 'disputed'],
  ),
  ...leaving(
    'cancelled',
    ['credit-succeeded', 'disputed-ended'],
    ['debit-succeeded', 'disputed-ended'],
    ['outcome-changed', 'disputed-ended'],
  ),
  ...leaving('expired', ...upsetting('disputed-ended')),
  ...leaving(
    'disputed',
    ...upsetting('disputed'),
    ...unmoved('disputed'),
    ['customs-confirmed', 'disputed', 'newly-said'],
    ['customs-annulled', 'disputed', 'newly-said'],
    ['deletion-accepted', 'disputed', 'newly-said'],
    ['dispute-settled', 'settled-by-hand'],
  ),
  ...leaving(
    'disputed-ended',
    ...upsetting('disputed-ended'),
    ...unmoved('disputed-ended'),
    ['customs-confirmed', 'disputed-ended', 'newly-said'],
    ['dispute-settled', 'expired'],
  ),
  ...leaving(
    'settled-by-hand',
    ...upsetting('disputed'),
    ...unmoved('settled-by-hand'),
    ['customs-confirmed', 'disputed', 'newly-said'],
    ['customs-annulled', 'disputed', 'newly-said'],
  ),
];
