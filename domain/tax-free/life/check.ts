import type { EventRow, FormEvent } from './event.ts';
import type { GuardRow } from './guard.ts';
import { isFromOutside, type MeaningRow } from './meaning.ts';
import type { State, StateRow } from './state.ts';
import type { Transition } from './transition.ts';

/** A life as data. */
export interface Life {
  initial: State;
  states: readonly StateRow[];
  events: readonly EventRow[];
  guards: readonly GuardRow[];
  transitions: readonly Transition[];
  meanings: readonly MeaningRow[];
}

/** States that can be reached from some by following steps. */
function closure(seed: readonly State[], steps: readonly (readonly [from: State, to: State])[]): Set<State> {
  const reached = new Set(seed);
  let before = 0;
  while (before < reached.size) {
    before = reached.size;
    for (const [from, to] of steps) if (reached.has(from)) reached.add(to);
  }
  return reached;
}

function stateProblems({ initial, states, transitions }: Life): string[] {
  const forward = closure(
    [initial],
    transitions.map(({ from, to }) => [from, to]),
  );
  const resting = states.filter(({ rest }) => rest === 'settled' || rest === 'final').map(({ state }) => state);
  const backward = closure(
    resting,
    transitions.map(({ from, to }) => [to, from]),
  );
  return states.flatMap(({ state, rest }) => {
    const leaves = transitions.some(({ from, to }) => from === state && to !== state);
    const goesOn = transitions.some(({ from, to }) => from === state && to !== state && to !== 'disputed-ended');
    return [
      ...(forward.has(state) ? [] : [`${state} is never reached`]),
      ...(backward.has(state) ? [] : [`${state} never comes to rest`]),
      ...(rest === 'final' && goesOn ? [`${state} is final and can be left`] : []),
      ...(rest !== 'final' && !leaves ? [`${state} is a dead end`] : []),
    ];
  });
}

function stepProblems({ states, events, guards, transitions }: Life): string[] {
  const keys = transitions.map(({ from, on }) => `${from} on ${on}`);
  const known = new Set<string>(states.map(({ state }) => state));
  return [
    ...keys.filter((key, i) => keys.indexOf(key) !== i).map((key) => `${key} leads to two states`),
    ...transitions
      .flatMap(({ from, to }) => [from, to].filter((state) => !known.has(state)))
      .map((s) => `${s} is not listed`),
    ...events
      .filter(({ event }) => !transitions.some(({ on }) => on === event))
      .map(({ event }) => `${event} does nothing`),
    ...guards
      .filter((row) => !transitions.some(({ guard }) => guard === row.guard))
      .map((row) => `${row.guard} guards nothing`),
  ];
}

/** Goods on a form that holds its receipts must not be paid for after they were let go: a form never takes them back. */
function claimProblems({ states, transitions }: Life): string[] {
  const holds = new Map(states.map(({ state, holdsReceipts }) => [state, holdsReceipts]));
  return transitions
    .filter(({ from, to }) => holds.get(from) === false && holds.get(to) === true)
    .map(({ from, to }) => `${from} let the receipts go and ${to} holds them`);
}

/** Every word from outside makes a step in a state, or means one named thing there. */
function holeProblems({ states, events, transitions, meanings }: Life): string[] {
  const said = (state: State, on: FormEvent): number =>
    transitions.filter((step) => step.from === state && step.on === on).length +
    meanings.filter((row) => row.on === on && row.in.includes(state)).length;
  return states.flatMap(({ state }) =>
    events.filter(isFromOutside).flatMap(({ event }) => {
      const times = said(state, event);
      if (times === 1) return [];
      return [`${event} in ${state} ${times === 0 ? 'means nothing that is named' : 'means several things'}`];
    }),
  );
}

/**
 * Everything wrong with a life, in words: a state never reached, a dead end that is not final, a final state that can be left, an
 * event that leads to two states, a state from which no form comes to rest, receipts held again after they were let go, a word from
 * outside that means nothing, or several things, in some state.
 */
export const lifeProblems = (life: Life): string[] => [
  ...stepProblems(life),
  ...stateProblems(life),
  ...claimProblems(life),
  ...holeProblems(life),
];
