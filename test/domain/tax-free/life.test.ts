import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
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
    fc.property(fc.constantFrom(...TRANSITIONS), ({ on, to }) => {
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

describe('money', () => {
  /** What a step adds to what the traveller has got: credits less what was given back or debited. */
  function moved(from: State, on: FormEvent): number {
    if (on === 'credit-succeeded' || on === 'paid-otherwise') return 1;
    if (on === 'debit-succeeded') return -1;
    const hadCredit = ['credited', 'overdue', 'validated', 'recredited'].includes(from);
    return on === 'credit-failed' && hadCredit ? -1 : 0;
  }

  const PAID: Partial<Record<State, number>> = {
    validated: 1,
    recredited: 1,
    'debit-refused': 1,
    reclaimed: 0,
    rejected: 0,
    cancelled: 0,
    expired: 0,
  };

  test('a form that came to rest has paid exactly one refund or none, as its state says, whatever happened to it', () => {
    const walks = fc.array(fc.nat(1000), { maxLength: 60 });
    fc.assert(
      fc.property(walks, (choices) => {
        let state: State = FORM_LIFE.initial;
        let net = 0;
        for (const choice of choices) {
          const steps = TRANSITIONS.filter(({ from }) => from === state);
          const step = steps[choice % steps.length];
          if (step === undefined) break;
          net += moved(state, step.on);
          state = step.to;
          expect(net === 0 || net === 1).toBe(true);
          if (PAID[state] !== undefined) expect(`${state} ${net}`).toBe(`${state} ${PAID[state]}`);
        }
      }),
      { numRuns: 2000 },
    );
  });

  test('every state at rest says what it has paid', () => {
    const resting = FORM_LIFE.states
      .filter(({ rest }) => rest === 'settled' || rest === 'final')
      .map(({ state }) => state);
    expect(Object.keys(PAID).sort()).toEqual([...resting].sort());
  });

  test('receipts are let go only where nothing was paid', () => {
    const free = FORM_LIFE.states.filter(({ state }) => !stateRow(state).holdsReceipts).map(({ state }) => state);
    expect(free).toEqual(['rejected', 'cancelled', 'expired']);
  });
});
