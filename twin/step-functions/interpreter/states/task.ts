import type { TaskState } from '../../definition/machine.ts';
import { fill } from '../../expressions/template.ts';
import { Failure } from '../../failure.ts';
import { taskEvents } from '../../history/task-events.ts';
import { type Resource, resourceOf } from '../../integrations/resource.ts';
import { bytesOf, type Json } from '../../json.ts';
import { PAYLOAD_BYTES, withinLimit } from '../../limits.ts';
import { type Attempt, attempts, sightOfAttempt } from '../attempts.ts';
import { watched } from '../deadline.ts';
import { once } from '../once.ts';
import type { Visit } from '../sight.ts';
import type { Step } from '../step.ts';
import { answerOf, newToken } from '../task/answer.ts';
import { limitsOf, watchOver } from '../task/time-limits.ts';

/** Calls what its `Resource` says, and waits for the answer within its time limits. */
export function task(visit: Visit, state: TaskState): Promise<Step> {
  return attempts(visit, state, async (attempt) => {
    const resource = resourceOf(state.Resource);
    const token = await newToken(attempt, resource);
    const seeing = token === undefined ? attempt : { ...attempt, additions: { ...attempt.additions, token } };
    const passed = await once(attempt.branch, `${attempt.attemptKey}:arguments`, () => argumentsOf(seeing, state));
    const limits = await limitsOf(seeing, state);
    const events = taskEvents(resource, { key: attempt.attemptKey, trail: attempt.branch.trail });
    events.scheduled(passed, limits);
    try {
      const result = await once(attempt.branch, `${attempt.attemptKey}:result`, () =>
        watched(
          attempt.branch.signal,
          (signal) => work(attempt, resource, passed, signal, events.submitted),
          (signal) => watchOver(attempt, limits, signal),
        ),
      );
      events.succeeded(result);
      return result;
    } catch (error) {
      if (error instanceof Failure) events.failed(error);
      throw error;
    }
  });
}

async function argumentsOf(attempt: Attempt, { Arguments }: TaskState): Promise<Json> {
  const passed = Arguments === undefined ? attempt.input : await fill(Arguments, 'Arguments', sightOfAttempt(attempt));
  return withinLimit(passed, `arguments of the task '${attempt.name}'`);
}

async function work(
  attempt: Attempt,
  resource: Resource,
  passed: Json,
  signal: AbortSignal,
  submitted: (output: Json) => void,
): Promise<Json> {
  const call = { resource, arguments: passed, id: `${attempt.branch.run.execution.arn} ${attempt.attemptKey}`, signal };
  const accepted = () => attempt.branch.run.perform(call);
  const result =
    resource.pattern === 'waitForTaskToken' ? await answerOf(attempt, accepted, submitted, signal) : await accepted();
  if (bytesOf(result) > PAYLOAD_BYTES) throw tooLarge(resource);
  return result;
}

/** In the words of AWS. Source: LocalStack's recordings, error_handling/test_states_errors. */
function tooLarge({ kind, service, arn }: Resource): Failure {
  const task = kind === 'function' ? arn : service;
  const reason = `The state/task '${task}' returned a result with a size exceeding the maximum number of bytes service limit.`;
  return new Failure('States.DataLimitExceeded', reason);
}
