import type { WaitState } from '../../definition/machine.ts';
import { fill } from '../../expressions/template.ts';
import { evaluationFailure } from '../../failure.ts';
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
  if (typeof at !== 'string' || !isTime(at)) {
    throw evaluationFailure(`'Timestamp' must give a time like 2026-11-24T05:00:00Z, not ${JSON.stringify(at)}`);
  }
  return Date.parse(at);
}

/** The times of the Amazon States Language: RFC 3339 with capital T and Z. */
const RFC_3339 = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(\.\d{1,9})?(Z|[+-][01]\d:[0-5]\d)$/;

/** Whether it is a time of the calendar: JavaScript turns the 30th of February into a day of March. */
function isTime(text: string): boolean {
  const [, local = ''] = RFC_3339.exec(text) ?? [];
  const at = Date.parse(`${local}Z`);
  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(local) && !Number.isNaN(Date.parse(text));
}
