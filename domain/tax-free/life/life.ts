import { type Life, lifeProblems } from './check.ts';
import { EVENTS, type FormEvent } from './event.ts';
import { GUARDS, type Guard, type GuardFacts } from './guard.ts';
import { MEANINGS, type Meaning } from './meaning.ts';
import { INITIAL_STATE, STATES, type State, type StateRow } from './state.ts';
import { TRANSITIONS, type Transition } from './transition.ts';

export const FORM_LIFE: Life = {
  initial: INITIAL_STATE,
  states: STATES,
  events: EVENTS,
  guards: GUARDS,
  transitions: TRANSITIONS,
  meanings: MEANINGS,
};

const problems = lifeProblems(FORM_LIFE);
if (problems.length > 0) throw new Error(`life of a form: ${problems.join('; ')}`);

const ROWS: ReadonlyMap<State, StateRow> = new Map(STATES.map((row) => [row.state, row]));
const HOLDS: ReadonlyMap<Guard, (facts: GuardFacts) => boolean> = new Map(GUARDS.map((row) => [row.guard, row.holds]));

/** The step that an event makes from a state, with the guard it needs; undefined if it makes none there. */
export const next = (state: State, event: FormEvent): Transition | undefined =>
  TRANSITIONS.find(({ from, on }) => from === state && on === event);

/** The states that an event may leave: what the condition of its update must name. */
export const statesFrom = (event: FormEvent): State[] =>
  TRANSITIONS.filter(({ on }) => on === event).map(({ from }) => from);

/** Whether a step's guard is satisfied; a step without one always is. */
export const isAllowed = ({ guard }: Transition, facts: GuardFacts): boolean =>
  guard === undefined || HOLDS.get(guard)?.(facts) === true;

/** What a state means: who must act, and whether the form holds its receipts. */
export function stateRow(state: State): StateRow {
  const row = ROWS.get(state);
  if (row === undefined) throw new Error(`no state ${state}`);
  return row;
}

/** What an event means where it makes no step; undefined for our own, of which a worker that meets another state makes nothing. */
export const meaningOf = (state: State, event: FormEvent): Meaning | undefined =>
  MEANINGS.find((row) => row.on === event && row.in.includes(state))?.means;
