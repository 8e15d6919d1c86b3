import { createHash } from 'node:crypto';
import type { MapState } from '../../definition/machine.ts';
import type { Json, JsonObject } from '../../json.ts';
import type { Attempt } from '../attempts.ts';

/** The ARN of one run of a distributed Map. */
export function mapRunArn(attempt: Attempt, state: MapState): string {
  return `${arnOf(attempt, 'mapRun', state)}:${idOf(attempt, 'run')}`;
}

/** `$states.context` in a child execution: it is an execution of its own, whose input is the item. */
export function childContext(attempt: Attempt, state: MapState, index: number, input: Json): JsonObject {
  const { StateMachine = {}, Execution = {} } = attempt.branch.context;
  const name = idOf(attempt, String(index));
  return {
    StateMachine,
    Execution: {
      ...(Execution as JsonObject),
      Id: `${arnOf(attempt, 'execution', state)}:${name}`,
      Name: name,
      Input: input,
      StartTime: new Date(attempt.branch.run.clock.now()).toISOString(),
    },
  };
}

function arnOf({ branch, name }: Attempt, what: string, { Label }: MapState): string {
  const parent = branch.run.machine.arn.replace(':stateMachine:', `:${what}:`);
  return `${parent}/${Label ?? name.replaceAll(/[^\w-]/g, '').slice(0, 40)}`;
}

/** The same after a restart, another one for every attempt. */
function idOf({ branch, attemptKey }: Attempt, what: string): string {
  const digest = createHash('sha256').update(`${branch.run.execution.arn} ${attemptKey} ${what}`).digest('hex');
  return digest.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12}).*/, '$1-$2-$3-$4-$5');
}
