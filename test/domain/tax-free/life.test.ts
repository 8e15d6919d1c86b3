import fc from 'fast-check';
import { expect, test } from 'vitest';
import { EVENTS, type FormEvent } from '../../../domain/tax-free/life/event.ts';
import { FORM_LIFE, next, stateRow, statesFrom } from '../../../domain/tax-free/life/life.ts';
import type { State } from '../../../domain/tax-free/life/state.ts';
import { TRANSITIONS } from '../../../domain/tax-free/life/transition.ts';

const after = (...events: FormEvent[]): State =>
  events.reduce<State>((state, event) => next(state, event)?.to ?? state, 'issued');

const REGISTERED: FormEvent[] = ['transmission-started', 'customs-registered'];
const CREDITED: FormEvent[] = [...REGISTERED, 'credit-started', 'credit-succeeded'];
const RECLAIMED: FormEvent[] = [...CREDITED, 'validation-overdue', 'debit-started', 'debit-succeeded'];

test.each<[string, FormEvent[], State]>([
  ['credited, then validated', [...CREDITED, 'customs-confirmed'], 'validated'],
  [
    'credited only after customs',
    [...REGISTERED, 'credit-held', 'customs-confirmed', 'credit-started', 'credit-succeeded'],
    'validated',
  ],
  ['never validated, debited again', RECLAIMED, 'reclaimed'],
  [
    'validated late, credited again',
    [...RECLAIMED, 'customs-confirmed', 'credit-started', 'credit-succeeded'],
    'recredited',
  ],
  [
    'silent customs, a slip, registered later',
    ['transmission-started', 'slip-used', 'regularisation-started', 'regularisation-accepted'],
    'registered',
  ],
  [
    'the stamp during the credit',
    [...REGISTERED, 'credit-started', 'customs-confirmed', 'credit-succeeded'],
    'validated',
  ],
  [
    'the stamp during the debit',
    [...CREDITED, 'validation-overdue', 'debit-started', 'customs-confirmed', 'debit-failed'],
    'validated',
  ],
  [
    'the stamp before the registration',
    ['transmission-started', 'customs-confirmed', 'customs-registered'],
    'confirmed',
  ],
  ['annulled during the credit', [...REGISTERED, 'credit-started', 'customs-annulled', 'credit-succeeded'], 'overdue'],
  ['cancelled before any money', [...REGISTERED, 'cancellation-requested', 'deletion-accepted'], 'cancelled'],
  [
    'a card refused, another one taken',
    [...REGISTERED, 'credit-started', 'credit-failed', 'credit-started', 'credit-succeeded'],
    'credited',
  ],
])('%s', (_, events, state) => {
  expect(after(...events)).toBe(state);
});

test('a form cannot be cancelled while its credit is under way or made', () => {
  for (const state of ['crediting', 'credited', 'validated', 'reclaiming'] as const)
    expect(next(state, 'cancellation-requested')).toBeUndefined();
});

test('a message that came before changes nothing', () => {
  fc.assert(
    fc.property(fc.constantFrom(...TRANSITIONS.filter(({ guard }) => guard !== 'newly-said')), ({ on, to }) => {
      const again = next(to, on);
      if (['customs-registered', 'customs-rejected', 'customs-confirmed', 'customs-annulled'].includes(on))
        expect(again).toBeUndefined();
    }),
  );
});

test('the states that an event may leave are those of its steps', () => {
  expect(statesFrom('customs-registered')).toEqual(['issued', 'transmitted']);
  for (const { event } of EVENTS)
    for (const { state } of FORM_LIFE.states)
      expect(statesFrom(event).includes(state)).toBe(next(state, event) !== undefined);
});

test('receipts are let go only where nothing was paid, or where a person settles what is owed', () => {
  const free = FORM_LIFE.states.filter(({ state }) => !stateRow(state).holdsReceipts).map(({ state }) => state);
  expect(free).toEqual(['rejected', 'cancelled', 'expired', 'disputed-ended']);
});
