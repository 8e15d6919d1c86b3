import type { Json, JsonObject } from '../json.ts';
import type { Resource } from './resource.ts';

/** The world outside a machine. Both throw errors whose `name` is the error name that `Retry` and `Catch` see. */
export interface Tasks {
  /** The answer of a function. What the function itself throws has the name of its error class. */
  readonly invokeFunction: (nameOrArn: string, payload: Json) => Promise<Json | undefined>;
  /**
   * The answer of an action of an AWS service, members in PascalCase, times in ISO 8601.
   * @throws errors named like `DynamoDb.ConditionalCheckFailedException`
   */
  readonly callService: (service: string, action: string, input: JsonObject) => Promise<Json | undefined>;
}

/** One call of a Task. */
export interface Call {
  readonly resource: Resource;
  readonly arguments: Json;
  /** The same for every repetition of this call, another one for every other call of the execution. */
  readonly id: string;
  readonly signal: AbortSignal;
}

/** Makes a call. @throws Failure */
export type Perform = (call: Call) => Promise<Json>;
