import type { Json, JsonObject } from '../json.ts';

/** A value as events carry it: its text, under a name, and that it was not cut. */
export function carried(name: 'input' | 'output', value: Json): JsonObject {
  return { [name]: JSON.stringify(value), [`${name}Details`]: { truncated: false } };
}

/** `stateExitedEventDetails`. */
export function exitedDetails(name: string, output: Json, assigned: JsonObject): JsonObject {
  const variables = Object.entries(assigned).map(([variable, value]) => [variable, JSON.stringify(value)]);
  return {
    stateExitedEventDetails: {
      name,
      ...carried('output', output),
      ...(variables.length > 0
        ? { assignedVariables: Object.fromEntries(variables), assignedVariablesDetails: { truncated: false } }
        : {}),
    },
  };
}
