import type { Choice, ChoiceState } from '../../definition/machine.ts';
import { fill } from '../../expressions/template.ts';
import { unexpectedType } from '../../expressions/unexpected.ts';
import { Failure } from '../../failure.ts';
import { sightOf, type Visit } from '../sight.ts';
import { give, type Step } from '../step.ts';

/**
 * Takes the first choice whose condition is true, with that choice's `Output` and `Assign`; without one the default,
 * with those of the state. @throws Failure `States.NoChoiceMatched`
 */
export async function choose(visit: Visit, state: ChoiceState): Promise<Step> {
  for (const [index, choice] of state.Choices.entries()) {
    if (await holds(visit, choice, index)) return give(visit, choice, choice.Next, visit.input);
  }
  if (state.Default === undefined) {
    throw new Failure('States.NoChoiceMatched', 'There are no choices that match, and there is no Default');
  }
  return give(visit, state, state.Default, visit.input);
}

async function holds(visit: Visit, { Condition: condition }: Choice, index: number): Promise<boolean> {
  const field = `Choices[${index}]/Condition`;
  const value = await fill(condition, field, sightOf(visit));
  if (typeof value === 'boolean') return value;
  throw unexpectedType(condition, field, 'boolean', value);
}
