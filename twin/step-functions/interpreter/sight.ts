import type { Sight } from '../expressions/evaluate.ts';
import type { Json, JsonObject } from '../json.ts';
import type { Branch } from './run.ts';

/** One stay in a state. */
export interface Visit {
  readonly branch: Branch;
  /** Prefix of the keys of its facts. */
  readonly key: string;
  readonly name: string;
  readonly input: Json;
  readonly enteredMs: number;
  /** Id of the event before its Entered event. */
  readonly eventBefore: number;
  /** Id of its Entered event, which causes of failures quote. */
  readonly enteredEvent: number;
}

/** What a `$states` holds beyond input and context, and what the context holds beyond the usual. */
export interface Additions {
  readonly result?: Json;
  readonly errorOutput?: JsonObject;
  readonly retryCount?: number;
  readonly token?: string;
  readonly map?: JsonObject;
}

/** What expressions of the state see. */
export function sightOf({ branch, name, input, enteredMs }: Visit, additions: Additions = {}): Sight {
  const { result, errorOutput, retryCount = 0, token, map } = additions;
  const context = {
    ...branch.context,
    State: { Name: name, EnteredTime: new Date(enteredMs).toISOString(), RetryCount: retryCount },
    ...(token === undefined ? {} : { Task: { Token: token } }),
    ...(map === undefined ? {} : { Map: map }),
  };
  return {
    states: {
      input,
      context,
      ...(result === undefined ? {} : { result }),
      ...(errorOutput === undefined ? {} : { errorOutput }),
    },
    variables: branch.variables.seen(),
    chance: { nowMs: branch.run.clock.now, random: branch.run.random },
  };
}
