import type { Json } from '../../../../twin/step-functions/json.ts';
import type { Answers } from '../../../support/state-machines/answers.ts';
import { type Outcome, runScenario } from '../../../support/state-machines/scenario.ts';

/** A machine of these states, beginning with the first one. */
export function machine(states: object, more: object = {}): object {
  return { QueryLanguage: 'JSONata', StartAt: Object.keys(states)[0], States: states, ...more };
}

/** A task that asks the function `oracle` and gives its answer on; it ends the machine unless told. */
export function oracle(more: object = {}): object {
  return {
    Type: 'Task',
    Resource: 'arn:aws:states:::lambda:invoke',
    Arguments: { FunctionName: 'oracle', Payload: '{% $states.input %}' },
    Output: '{% $states.result.Payload %}',
    ...('Next' in more ? {} : { End: true }),
    ...more,
  };
}

/** Runs states on a virtual clock. */
export function run(states: object, { input = {}, answers = {} }: { input?: Json; answers?: Answers } = {}) {
  return runScenario({ definition: machine(states), input, answers });
}

/** The value of one JSONata expression in a Pass state. */
export async function evaluated(expression: string, input: Json = {}): Promise<Json | undefined> {
  const outcome = await run({ Look: { Type: 'Pass', Output: `{% ${expression} %}`, End: true } }, { input });
  if (outcome.status !== 'SUCCEEDED') throw new Error(`${outcome.error}: ${outcome.cause}`);
  return outcome.output;
}

/** The types of the events of a run. */
export function typesOf({ events }: Outcome): string[] {
  return events.map(({ type }) => type);
}
