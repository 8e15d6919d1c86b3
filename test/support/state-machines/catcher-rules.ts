import { evaluate } from '../../../twin/step-functions/expressions/evaluate.ts';
import { isObject, type Json, type JsonObject } from '../../../twin/step-functions/json.ts';
import { expressionsIn } from './unknown-variables.ts';

/** What a catcher may be handed: whoever answers a task token need not say an error or a cause, and `null` is written for what is absent. */
const ERROR_OUTPUTS: readonly JsonObject[] = [
  { Error: 'Refused' },
  { Error: 'Refused', Cause: null },
  { Error: null, Cause: null },
  {},
  { Error: 'Refused', Cause: 'by camille' },
];

const CHANCE = { nowMs: () => 0, random: () => 0.5 };

/** Every catcher of a machine with the name of its state, those inside Map and Parallel included. */
function catchersIn(flow: JsonObject): [state: string, catcher: JsonObject][] {
  return Object.entries((flow.States ?? {}) as Record<string, JsonObject>).flatMap(([name, state]) => {
    const own = ((state.Catch ?? []) as JsonObject[]).map((catcher): [string, JsonObject] => [name, catcher]);
    const inner = [...((state.Branches ?? []) as JsonObject[]), state.ItemProcessor].filter((one) => isObject(one));
    return [...own, ...inner.flatMap(catchersIn)];
  });
}

async function failures(expression: string): Promise<string[]> {
  const context = { State: { EnteredTime: '1970-01-01T00:00:00.000Z' } };
  const found = await Promise.all(
    ERROR_OUTPUTS.map((errorOutput) =>
      evaluate(expression, 'Catch', { states: { errorOutput, context }, variables: {}, chance: CHANCE }).then(
        () => [],
        () => [`caught ${JSON.stringify(errorOutput)}, fails itself: ${expression}`],
      ),
    ),
  );
  return found.flat();
}

/**
 * Catchers that fail themselves when the error has no cause or no name: what they assign is then nothing, and a run
 * ends in the middle with its lock held. Variables read as nothing here; what a run had assigned is only joined to it.
 */
export async function failingCatchers(machine: JsonObject): Promise<string[]> {
  const found = await Promise.all(
    catchersIn(machine).map(async ([name, { Assign = {}, Output = {} }]) => {
      const expressions = expressionsIn([Assign, Output] as Json).filter((one) => one.includes('errorOutput'));
      return (await Promise.all(expressions.map(failures))).flat().map((problem) => `${name}, ${problem}`);
    }),
  );
  return found.flat();
}
