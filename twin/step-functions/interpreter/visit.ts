import type { State } from '../definition/machine.ts';
import { carried, exitedDetails } from '../history/details.ts';
import type { Json } from '../json.ts';
import { withinLimit } from '../limits.ts';
import { once } from './once.ts';
import { placed } from './placed.ts';
import type { Branch } from './run.ts';
import { BEHAVIOURS } from './states/behaviours.ts';
import type { Step } from './step.ts';

/** Goes through one state, or takes what is known of having gone through it. @throws Failure */
export async function visitState(branch: Branch, key: string, name: string, state: State, input: Json): Promise<Step> {
  const enteredMs = await once(branch, `${key}:entered`, branch.run.clock.now);
  const eventBefore = branch.trail.last;
  const enteredEvent = enter(branch, key, name, state, input);
  const visit = { branch, key, name, input, enteredMs, eventBefore, enteredEvent };
  const step = await once(branch, `${key}:exit`, async () => {
    withinLimit(input, `input of the state '${name}'`);
    const again = `${key}.${branch.run.execution.redrivesMs.length}`;
    return BEHAVIOURS[state.Type](visit, state).catch((error: unknown) => {
      throw placed(visit, again, error);
    });
  });
  branch.trail.add(`${key}:exit`, `${state.Type}StateExited`, exitedDetails(name, step.output, step.assigned));
  return step;
}

function enter({ run, trail, path, signal }: Branch, key: string, name: string, { Type }: State, input: Json): number {
  signal.throwIfAborted();
  const details = { stateEnteredEventDetails: { name, ...carried('input', input) } };
  const id = trail.add(`${key}:enter`, `${Type}StateEntered`, details);
  if (run.journal.get(`${key}:seen`) === undefined) {
    run.journal.put(`${key}:seen`, true);
    run.observe(name, path);
  }
  return id;
}
