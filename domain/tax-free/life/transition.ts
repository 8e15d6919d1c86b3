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

/**
 * The life of a form. What is not here cannot happen: a message that finds no step is a replay, came too late, or is a matter for
 * staff, and changes nothing.
 *
 * - A form whose result from customs is not known cannot be cancelled; that is a matter of seconds, or of the emergency procedure.
 * - Customs may answer the nightly list before the create (a lost webhook): their word on the export implies the registration, also when
 *   they dropped one copy of the create and took in another.
 * - A deletion that reached customs twice is accepted and refused, in either order: that they deleted the form is true then.
 * - In an emergency an acceptance of the normal form is not followed: customs annul it at night once the slip is registered.
 * - While money moves, what customs say is kept in the state, so that no outcome is waited for before listening to them.
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
  ...leaving('emergency', ['regularisation-started', 'regularising'], ['customs-confirmed', 'confirmed']),
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
  ),
  ...leaving(
    'crediting',
    ['credit-succeeded', 'credited'],
    ['credit-failed', 'credit-refused'],
    ['credit-repeated', 'crediting', 'last-key-not-done'],
    ['customs-confirmed', 'crediting-confirmed'],
    ['customs-annulled', 'crediting-annulled'],
  ),
  ...leaving(
    'credited',
    ['customs-confirmed', 'validated'],
    ['customs-annulled', 'overdue'],
    ['validation-overdue', 'overdue', 'operator-days-passed'],
    ['credit-failed', 'credit-refused'],
  ),
  ...leaving(
    'credit-refused',
    ['credit-started', 'crediting'],
    ['customs-confirmed', 'refund-owed'],
    ['customs-annulled', 'cancelled'],
    ['cancellation-requested', 'cancelling'],
    ['validation-expired', 'expired', 'validation-deadline-passed'],
  ),
  ...leaving('confirmed', ['credit-started', 'crediting-confirmed']),
  ...leaving(
    'crediting-confirmed',
    ['credit-succeeded', 'validated'],
    ['credit-failed', 'refund-owed'],
    ['credit-repeated', 'crediting-confirmed', 'last-key-not-done'],
  ),
  ...leaving('refund-owed', ['credit-started', 'crediting-confirmed'], ['paid-otherwise', 'validated']),
  ...leaving('crediting-annulled', ['credit-succeeded', 'overdue'], ['credit-failed', 'cancelled']),
  ...leaving(
    'overdue',
    ['debit-started', 'reclaiming'],
    ['customs-confirmed', 'validated'],
    ['credit-failed', 'awaiting-customs'],
  ),
  ...leaving(
    'reclaiming',
    ['debit-succeeded', 'reclaimed'],
    ['debit-failed', 'debit-refused'],
    ['debit-repeated', 'reclaiming', 'last-key-not-done'],
    ['customs-confirmed', 'reclaiming-confirmed'],
  ),
  ...leaving('reclaiming-confirmed', ['debit-succeeded', 'confirmed-late'], ['debit-failed', 'validated']),
  ...leaving('debit-refused', ['debit-started', 'reclaiming'], ['customs-confirmed', 'validated']),
  ...leaving(
    'reclaimed',
    ['customs-confirmed', 'confirmed-late'],
    ['validation-expired', 'expired', 'validation-deadline-passed'],
  ),
  ...leaving('confirmed-late', ['credit-started', 'recrediting']),
  ...leaving(
    'recrediting',
    ['credit-succeeded', 'recredited'],
    ['credit-failed', 'refund-owed'],
    ['credit-repeated', 'recrediting', 'last-key-not-done'],
  ),
  ...leaving(
    'cancelling',
    ['deletion-accepted', 'cancelled'],
    ['deletion-rejected', 'awaiting-customs'],
    ['deletion-repeated', 'cancelling'],
    ['customs-confirmed', 'confirmed'],
    ['customs-annulled', 'cancelled'],
  ),
  ...leaving('validated', ['credit-failed', 'refund-owed']),
  ...leaving('recredited', ['credit-failed', 'refund-owed']),
];
