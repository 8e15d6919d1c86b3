import type { JsonObject } from '../json.ts';
import type { Runner } from '../service/runner.ts';

/** Where the service says it is: part of the ARNs it makes. */
export interface Place {
  readonly region: string;
  readonly account: string;
}

/** What answers one action of the API. @throws ServiceError, InvalidDefinition */
export type Action = (runner: Runner, input: JsonObject, place: Place) => JsonObject | Promise<JsonObject>;
