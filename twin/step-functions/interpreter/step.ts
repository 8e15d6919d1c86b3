import type { Giving } from '../definition/machine.ts';
import { fill } from '../expressions/template.ts';
import type { Json, JsonObject } from '../json.ts';
import { withinLimit } from '../limits.ts';
import { type Additions, sightOf, type Visit } from './sight.ts';

/** What a state leaves behind. */
export interface Step extends JsonObject {
  readonly output: Json;
  readonly assigned: JsonObject;
  /** The next state, `null` at the end of the flow. */
  readonly next: string | null;
}

/**
 * Evaluates `Output` and `Assign`; both see the values from before the assignments.
 * @param otherwise the output when there is no `Output`
 */
export async function give(
  visit: Visit,
  { Output, Assign }: Giving,
  next: string | undefined,
  otherwise: Json,
  additions: Additions = {},
): Promise<Step> {
  const sight = sightOf(visit, additions);
  const output = Output === undefined ? otherwise : await fill(Output, 'Output', sight);
  const assigned = Assign === undefined ? {} : ((await fill(Assign, 'Assign', sight)) as JsonObject);
  withinLimit(assigned, `variables assigned by '${visit.name}'`);
  return { output: withinLimit(output, `output of the state '${visit.name}'`), assigned, next: next ?? null };
}
