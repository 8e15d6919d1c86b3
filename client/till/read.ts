import type { RegionalRequest } from '../regions/attempt.ts';
import type { CallLimits } from '../regions/call.ts';
import type { RegionalClient } from '../regions/regional-client.ts';
import { problemOf } from './problem.ts';
import type { ReadResult } from './results.ts';

/** Reads from whichever Region answers. */
export const read = <T>(client: RegionalClient, path: string): Promise<ReadResult<T>> =>
  ask(client, { method: 'GET', path });

/** Asks whichever Region answers. `offline` after a write means that it may have been done: ask the same again. */
export async function ask<T>(
  client: RegionalClient,
  request: RegionalRequest,
  limits: Partial<CallLimits> = {},
): Promise<ReadResult<T>> {
  const outcome = await client.call(request, limits);
  if (outcome.state === 'unanswered') return { state: 'offline', why: 'no Region answered' };
  const isAnswer = outcome.status === 200 || outcome.status === 201;
  if (isAnswer && typeof outcome.body === 'object') return { state: 'found', value: outcome.body as T };
  const problem = problemOf(outcome.body);
  return problem ? { state: 'refused', problem } : { state: 'offline', why: `${outcome.status} from something else` };
}
