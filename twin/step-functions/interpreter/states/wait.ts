import type { WaitState } from '../../definition/machine.ts';
import { fill } from '../../expressions/template.ts';
import { unexpectedType } from '../../expressions/unexpected.ts';
import { EvaluationFailure } from '../../failure.ts';
import { isTime } from '../../timestamp.ts';
import { secondsOf } from '../numbers.ts';
import { once } from '../once.ts';
import { sightOf, type Visit } from '../sight.ts';
import { give, type Step } from '../step.ts';

/** Waits until its time has come. The time is decided once, so that it survives a restart; a redrive waits anew. */
export async function wait(visit: Visit, state: WaitState): Promise<Step> {
  const { branch, key } = visit;
  const dueMs = await once(branch, `${key}:due.${branch.run.execution.redrivesMs.length}`, () => dueOf(visit, state));
  await branch.run.clock.sleep(dueMs, branch.signal);
  return give(visit, state, state.Next, visit.input);
}

async function dueOf(visit: Visit, { Seconds, Timestamp }: WaitState): Promise<number> {
  if (Timestamp === undefined) {
    return visit.branch.run.clock.now() + 1000 * (await secondsOf(Seconds ?? 0, 'Seconds', sightOf(visit)));
  }
  const at = await fill(Timestamp, 'Timestamp', sightOf(visit));
  if (typeof at !== 'string') throw unexpectedType(Timestamp, 'Timestamp', 'string', at);
  if (!isTime(at)) throw new EvaluationFailure('Timestamp', `${UNPARSED}: ${at}`);
  return Date.parse(at);
}

/** In the words of AWS. Source: LocalStack's recordings, scenarios/test_base_scenarios, `test_wait_timestamp_jsonata`. */
const UNPARSED = 'The Timestamp field cannot be parsed as an ISO-8601 extended offset date-time format string';
