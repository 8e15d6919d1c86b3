import { isObject, type Json, type JsonObject } from '../json.ts';
import { checkFields, checkQueryLanguage } from './check-fields.ts';
import { checkState } from './check-state.ts';
import { assignedIn, checkVariables } from './check-variables.ts';
import { FLOW_FIELDS } from './fields.ts';
import type { Finding } from './invalid.ts';
import { nextOf } from './next.ts';

/** The longest name of a state, in characters. Source: Amazon States Language. */
const NAME_LENGTH = 80;

/** What is known around a flow. */
interface Around {
  /** Names of the states of the whole machine so far. */
  readonly names: Set<string>;
  /** Names of the variables that the flows around it assign. */
  readonly variables: ReadonlySet<string>;
}

/** The states of a machine, a branch or a processor. */
export function* checkFlow(flow: JsonObject, at: string, { names, variables }: Around): Generator<Finding> {
  if (!isObject(flow.States)) return yield { says: "Field 'States' is missing", at };
  yield* checkQueryLanguage(flow, at);
  yield* checkVariables(flow.States, variables, at);
  const around = { names, variables: new Set([...variables, ...assignedIn(flow.States)]) };
  for (const [name, state] of Object.entries(flow.States)) {
    const place = `${at}/States/${name}`;
    if (name.length > NAME_LENGTH) yield { says: `A name has at most ${NAME_LENGTH} characters`, at: place };
    if (names.has(name)) yield { says: 'DUPLICATE_STATE_NAME: names are unique in the whole machine', at: place };
    names.add(name);
    if (!isObject(state)) yield { says: 'A state is a JSON object', at: place };
    else {
      yield* checkState(state, place);
      yield* checkInner(state, place, around);
    }
  }
  yield* checkTransitions(flow, flow.States, at);
}

function* checkInner({ Branches, ItemProcessor }: JsonObject, at: string, around: Around): Generator<Finding> {
  const branches = Array.isArray(Branches) ? Branches.map((flow: Json, index) => [`Branches/${index}`, flow]) : [];
  const flows = ItemProcessor === undefined ? branches : [...branches, ['ItemProcessor', ItemProcessor]];
  for (const [place, flow] of flows) {
    if (!isObject(flow)) yield { says: 'States that follow each other are a JSON object', at: `${at}/${place}` };
    else {
      yield* checkFields(flow, FLOW_FIELDS, `${at}/${place}`);
      yield* checkFlow(flow, `${at}/${place}`, around);
    }
  }
}

function* checkTransitions({ StartAt: start }: JsonObject, states: JsonObject, at: string): Generator<Finding> {
  if (typeof start !== 'string' || !isObject(states[start])) {
    return yield { says: `MISSING_TRANSITION_TARGET: StartAt names no state: ${String(start)}`, at: `${at}/StartAt` };
  }
  const reached = new Set([start]);
  for (const name of reached) {
    for (const next of nextOf(states[name])) {
      if (isObject(states[next])) reached.add(next);
      else yield { says: `MISSING_TRANSITION_TARGET: there is no state '${next}'`, at: `${at}/States/${name}` };
    }
  }
  for (const name of Object.keys(states)) {
    if (!reached.has(name)) yield { says: `State '${name}' is not reachable`, at: `${at}/States/${name}` };
  }
}
