import { randomBytes } from 'node:crypto';
import { until } from '../../clock/until.ts';
import { failureFromJson } from '../../failure.ts';
import type { Resource } from '../../integrations/resource.ts';
import type { Json, JsonObject } from '../../json.ts';
import type { Attempt } from '../attempts.ts';
import { once } from '../once.ts';
import { answerKey, sealToken, tokenKey } from './token.ts';

/** The token of an attempt whose answer comes from who holds it; the same after a restart. */
export async function newToken(attempt: Attempt, { pattern }: Resource): Promise<string | undefined> {
  if (pattern !== 'waitForTaskToken') return undefined;
  const { branch, attemptKey } = attempt;
  return once(branch, tokenKey(attemptKey), () =>
    sealToken({ execution: branch.run.execution.arn, attemptKey, secret: randomBytes(16).toString('base64url') }),
  );
}

/**
 * Makes the call, unless it is known to have been made or answered, then waits for who holds the token.
 * @throws Failure what SendTaskFailure said
 */
export async function answerOf(
  { branch, attemptKey }: Attempt,
  call: () => Promise<Json>,
  submitted: (output: Json) => void,
  signal: AbortSignal,
): Promise<Json> {
  const { journal, answers } = branch.run;
  if (journal.get(answerKey(attemptKey)) === undefined) {
    submitted(await once(branch, `${attemptKey}:submitted`, () => until(call(), signal)));
  }
  while (journal.get(answerKey(attemptKey)) === undefined) await until(answers.next(), signal);
  const { output, failed } = journal.get(answerKey(attemptKey)) as JsonObject;
  if (failed !== undefined) throw failureFromJson(failed as JsonObject);
  return output ?? null;
}
