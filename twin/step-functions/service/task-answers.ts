import { Failure, failureToJson } from '../failure.ts';
import { beatKey } from '../interpreter/task/time-limits.ts';
import { answerKey, openToken, type TaskToken, tokenKey } from '../interpreter/task/token.ts';
import type { Json, JsonObject } from '../json.ts';
import { ServiceError } from './errors.ts';
import type { Execution } from './execution.ts';
import type { Executions } from './executions.ts';

/** What who holds a task token can say. All throw ServiceError `InvalidToken`, `TaskDoesNotExist`, `TaskTimedOut`. */
export interface TaskAnswers {
  readonly succeed: (token: string, output: Json) => void;
  readonly fail: (token: string, error: string | undefined, cause: string | undefined) => void;
  readonly beat: (token: string) => void;
}

/** Answers to the tasks of these executions. An answer is kept before it is acknowledged. */
export function taskAnswers(executions: Executions, nowMs: () => number): TaskAnswers {
  const answer = (token: string, content: JsonObject) => {
    const { execution, attemptKey } = openTask(executions, token);
    execution.journal.put(answerKey(attemptKey), content);
    execution.answers.ring();
  };
  return {
    succeed: (token, output) => answer(token, { output }),
    fail: (token, error, cause) => answer(token, { failed: failureToJson(new Failure(error ?? null, cause ?? null)) }),
    beat: (token) => {
      const { execution, attemptKey } = openTask(executions, token);
      execution.journal.put(beatKey(attemptKey), nowMs());
    },
  };
}

function openTask(executions: Executions, text: string): { execution: Execution; attemptKey: string } {
  const token: TaskToken | undefined = openToken(text);
  if (!token) throw new ServiceError('InvalidToken', 'Invalid token');
  const { attemptKey } = token;
  const execution = executions.find(token.execution);
  if (execution?.journal.get(tokenKey(attemptKey)) !== text) {
    throw new ServiceError('TaskDoesNotExist', 'Task does not exist');
  }
  const settled = [attemptKey, answerKey(attemptKey)].some((key) => execution.journal.get(key) !== undefined);
  if (settled || execution.end) {
    throw new ServiceError('TaskTimedOut', "Task Timed Out: 'Provided task does not exist anymore'");
  }
  return { execution, attemptKey };
}
