import { expect, test } from 'vitest';
import { type Life, lifeProblems } from '../../../domain/tax-free/life/check.ts';
import { GUARDS, type Guard, type GuardFacts } from '../../../domain/tax-free/life/guard.ts';
import { FORM_LIFE, isAllowed } from '../../../domain/tax-free/life/life.ts';
import type { Transition } from '../../../domain/tax-free/life/transition.ts';

const without = (drop: (step: Transition) => boolean): Life => ({
  ...FORM_LIFE,
  transitions: FORM_LIFE.transitions.filter((step) => !drop(step)),
});
const adding = (...steps: Transition[]): Life => ({ ...FORM_LIFE, transitions: [...FORM_LIFE.transitions, ...steps] });

test('the life of a form has no problem', () => {
  expect(lifeProblems(FORM_LIFE)).toEqual([]);
});

test.each<[string, Life, string]>([
  ['a state never reached', without(({ to }) => to === 'confirmed-late'), 'confirmed-late is never reached'],
  ['a dead end', without(({ from }) => from === 'refund-owed'), 'refund-owed is a dead end'],
  [
    'a final state that can be left',
    adding({ from: 'expired', on: 'credit-started', to: 'crediting' }),
    'expired is final and can be left',
  ],
  [
    'two ways out of one event',
    adding({ from: 'issued', on: 'customs-registered', to: 'rejected' }),
    'issued on customs-registered leads to two states',
  ],
  [
    'a loop without rest',
    without(({ from, on }) => from === 'cancelling' && on !== 'deletion-repeated'),
    'cancelling never comes to rest',
  ],
  ['an event that does nothing', without(({ on }) => on === 'paid-otherwise'), 'paid-otherwise does nothing'],
  ['a guard that guards nothing', without(({ guard }) => guard === 'never-sent'), 'never-sent guards nothing'],
  [
    'receipts held again',
    adding({ from: 'cancelled', on: 'credit-held', to: 'registered' }),
    'cancelled let the receipts go and registered holds them',
  ],
  [
    'a word from outside that means nothing in some state',
    { ...FORM_LIFE, meanings: FORM_LIFE.meanings.filter(({ on }) => on !== 'credit-reversed') },
    'credit-reversed in refund-owed means nothing that is named',
  ],
  [
    'a word that means two things',
    {
      ...FORM_LIFE,
      meanings: [
        ...FORM_LIFE.meanings,
        { on: 'debit-reversed', in: ['reclaimed'], means: { ignored: 'outcome-known' } },
      ],
    },
    'debit-reversed in reclaimed means several things',
  ],
  [
    'a state that is not listed',
    { ...FORM_LIFE, states: FORM_LIFE.states.filter(({ state }) => state !== 'overdue') },
    'overdue is not listed',
  ],
])('%s is a problem', (_, life, problem) => {
  expect(lifeProblems(life)).toContain(problem);
});

const FACTS: GuardFacts = {
  now: 1_000_000_000,
  transmittedAt: 1_000_000_000 - 60_000,
  slipsLeft: 1,
  lastKeyNotDone: true,
  credit: 'before-customs',
  reclaimFrom: 1_000_000_000,
  validationBefore: 1_000_000_000 - 7 * 24 * 3_600_000,
  newlySaid: true,
};

test.each<[Guard, Partial<GuardFacts>, Partial<GuardFacts>]>([
  ['within-ceiling', {}, { credit: 'after-customs' }],
  ['above-ceiling', { credit: 'after-customs' }, {}],
  ['never-sent', { transmittedAt: undefined }, {}],
  ['a-minute-passed', {}, { transmittedAt: FACTS.now - 59_999 }],
  ['a-minute-passed', { transmittedAt: undefined }, { transmittedAt: FACTS.now }],
  ['slip-left', {}, { slipsLeft: 0 }],
  ['slip-left', {}, { transmittedAt: FACTS.now - 59_999 }],
  ['slip-left', {}, { transmittedAt: undefined }],
  ['last-key-not-done', {}, { lastKeyNotDone: false }],
  ['operator-days-passed', {}, { reclaimFrom: FACTS.now + 1 }],
  ['newly-said', {}, { newlySaid: false }],
  ['validation-deadline-passed', {}, { validationBefore: FACTS.validationBefore + 1 }],
])('%s holds on its edge and not beyond', (guard, allowed, refused) => {
  const step: Transition = { from: 'issued', on: 'credit-started', to: 'crediting', guard };
  expect(isAllowed(step, { ...FACTS, ...allowed })).toBe(true);
  expect(isAllowed(step, { ...FACTS, ...refused })).toBe(false);
});

test('a step without a guard is always allowed, and every guard was tried', () => {
  expect(isAllowed({ from: 'issued', on: 'credit-started', to: 'crediting' }, FACTS)).toBe(true);
  expect(GUARDS).toHaveLength(9);
});
