import type { Fallible } from '../definition/machine.ts';
import { errorOutput, Failure, failureFromJson, failureToJson } from '../failure.ts';
import type { Json, JsonObject } from '../json.ts';
import { matches } from './matching.ts';
import { once } from './once.ts';
import { placed } from './placed.ts';
import { retries } from './retries.ts';
import { type Additions, sightOf, type Visit } from './sight.ts';
import { give, type Step } from './step.ts';

/** One try of a state's work. */
export interface Attempt extends Visit {
  /** Prefix of the keys of its own facts; another one after a redrive. */
  readonly attemptKey: string;
  /** Prefix for branches inside; a redrive goes on in the same branches. */
  readonly innerPath: string;
  readonly additions: Additions;
}

type Work = (attempt: Attempt) => Promise<Json>;

/** Does the work of a state with its retriers and catchers. @throws Failure when neither helps. */
export async function attempts(visit: Visit, state: Fallible, work: Work): Promise<Step> {
  try {
    return await tried(visit, state, work);
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    tellFailed(visit, state);
    const catcher = state.Catch?.find(({ ErrorEquals }) => matches(ErrorEquals, error));
    if (!catcher) throw error;
    const output = errorOutput(error);
    return give(visit, catcher, catcher.Next, output, { errorOutput: output });
  }
}

/** States that hold states have an event of their own when no retry is left; it carries no details, as on AWS. */
function tellFailed({ branch, key }: Visit, { Type }: Fallible): void {
  if (Type === 'Task') return;
  branch.trail.add(`${key}:failed.${branch.run.execution.redrivesMs.length}`, `${Type}StateFailed`);
}

async function tried(visit: Visit, state: Fallible, work: Work): Promise<Step> {
  const { branch, key } = visit;
  const redrives = branch.run.execution.redrivesMs.length;
  const first = await once(branch, `${key}:first.${redrives}`, () =>
    Number(branch.run.journal.get(`${key}:last`) ?? 0),
  );
  const delayAfter = retries(state.Retry ?? [], branch.run.random);
  for (let number = first; ; number++) {
    if (branch.run.journal.get(`${key}:last`) !== number) branch.run.journal.put(`${key}:last`, number);
    const attempt = attemptOf(visit, number, redrives, number - first);
    const outcome = await once(branch, attempt.attemptKey, () => settle(attempt, state, work));
    branch.trail.follow(Number(outcome.last));
    if (outcome.failed === undefined) return outcome.step as Step;
    const failure = failureFromJson(outcome.failed as JsonObject);
    const delayMs = delayAfter(failure);
    if (delayMs === undefined) throw failure;
    const dueMs = await once(branch, `${attempt.attemptKey}:again`, () => branch.run.clock.now() + delayMs);
    await branch.run.clock.sleep(dueMs, branch.signal);
  }
}

function attemptOf(visit: Visit, number: number, redrives: number, retryCount: number): Attempt {
  const innerPath = `${visit.key}:a${number}`;
  return { ...visit, attemptKey: `${innerPath}.${redrives}`, innerPath, additions: { retryCount } };
}

/** What came of an attempt, `step` or `failed`, and the `last` of its events, which the next one follows after a restart as well. */
async function settle(attempt: Attempt, state: Fallible, work: Work): Promise<JsonObject> {
  try {
    const result = await work(attempt);
    const step = await give(attempt, state, state.Next, result, { ...attempt.additions, result });
    return { step, last: attempt.branch.trail.last };
  } catch (thrown) {
    const failure = placed(attempt, attempt.attemptKey, thrown);
    if (!(failure instanceof Failure)) throw failure;
    return { failed: failureToJson(failure), last: attempt.branch.trail.last };
  }
}

/** What the expressions of an attempt see. */
export function sightOfAttempt(attempt: Attempt, additions: Additions = {}) {
  return sightOf(attempt, { ...attempt.additions, ...additions });
}
