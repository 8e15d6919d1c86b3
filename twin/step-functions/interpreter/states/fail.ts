import type { FailState } from '../../definition/machine.ts';
import { fill } from '../../expressions/template.ts';
import { unexpectedType } from '../../expressions/unexpected.ts';
import { Failure } from '../../failure.ts';
import { sightOf, type Visit } from '../sight.ts';
import type { Step } from '../step.ts';

/** Ends its flow with an error. @throws Failure always */
export async function fail(visit: Visit, { Error: error, Cause: cause }: FailState): Promise<Step> {
  throw new Failure(await textOf(visit, error, 'Error'), await textOf(visit, cause, 'Cause'));
}

async function textOf(visit: Visit, value: string | undefined, field: string): Promise<string | undefined> {
  if (value === undefined) return undefined;
  const text = await fill(value, field, sightOf(visit));
  if (typeof text !== 'string') throw unexpectedType(value, field, 'string', text);
  return text;
}
