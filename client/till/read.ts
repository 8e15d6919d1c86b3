import type { RegionalClient } from '../regions/regional-client.ts';
import { problemOf } from './problem.ts';
import type { ReadResult } from './results.ts';

/** Reads from whichever Region answers. */
export async function read<T>(client: RegionalClient, path: string): Promise<ReadResult<T>> {
  const outcome = await client.call({ method: 'GET', path });
  if (outcome.state === 'unanswered') return { state: 'offline', why: 'no Region answered' };
  if (outcome.status === 200 && typeof outcome.body === 'object') return { state: 'found', value: outcome.body as T };
  const problem = problemOf(outcome.body);
  return problem ? { state: 'refused', problem } : { state: 'offline', why: `${outcome.status} from something else` };
}
