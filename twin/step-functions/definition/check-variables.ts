import { isObject, type Json, type JsonObject } from '../json.ts';
import type { Finding } from './invalid.ts';

/** Names of variables: JavaScript-like identifiers of at most 80 characters; `states` is taken. */
const NAME = /^[\p{ID_Start}_][\p{ID_Continue}]{0,79}$/u;

/** The names of all variables that the states of a flow assign, not counting those of flows inside. */
export function assignedIn(states: JsonObject): Set<string> {
  return new Set(Object.values(states).flatMap((state) => givingsOf(state).flatMap(namesOf)));
}

/**
 * Variables of a flow that cannot be assigned there, each told once. A name that an outer flow assigns is taken. Source:
 * Step Functions developer guide, "Passing data between states with variables", scope.
 */
export function* checkVariables(states: JsonObject, outer: ReadonlySet<string>, at: string): Generator<Finding> {
  for (const name of assignedIn(states)) {
    if (!NAME.test(name) || name === 'states') yield { says: `'${name}' is no name of a variable`, at };
    if (outer.has(name)) yield { says: `The variable '${name}' is already assigned in an outer scope`, at };
  }
}

/** The state itself, its choices and its catchers: all that can have `Assign`. */
function givingsOf(state: Json): JsonObject[] {
  if (!isObject(state)) return [];
  const rules = [state.Choices, state.Catch].filter((list) => Array.isArray(list)).flat();
  return [state, ...rules.filter((rule: Json) => isObject(rule))];
}

function namesOf({ Assign }: JsonObject): string[] {
  return isObject(Assign) ? Object.keys(Assign) : [];
}
