import { isObject, type Json } from '../json.ts';

/** The names of all states that may follow a state, as far as it is well formed. */
export function nextOf(state: Json | undefined): string[] {
  if (!isObject(state)) return [];
  const rules = [state.Choices, state.Catch].filter((list) => Array.isArray(list)).flat();
  const targets = [state.Next, state.Default, ...rules.map((rule: Json) => (isObject(rule) ? rule.Next : undefined))];
  return targets.filter((target) => typeof target === 'string');
}
