import { type ResourceError, resourceOf } from '../integrations/resource.ts';
import { isObject, type Json, type JsonObject } from '../json.ts';
import { actionProblem } from '../sdk/actions.ts';
import { checkFields } from './check-fields.ts';
import { checkMap } from './check-map.ts';
import { CHOICE_FIELDS } from './fields.ts';
import type { Finding } from './invalid.ts';

type Check = (state: JsonObject, at: string) => Iterable<Finding>;

const CHECKS: Readonly<Record<string, Check>> = {
  Task: checkTask,
  Choice: checkChoice,
  Wait: checkWait,
  Parallel: checkParallel,
  Map: checkMap,
};

/** What a state of its type must have. */
export function* checkBody(state: JsonObject, at: string): Generator<Finding> {
  yield* CHECKS[String(state.Type)]?.(state, at) ?? [];
}

function* checkTask(state: JsonObject, at: string): Generator<Finding> {
  if (typeof state.Resource !== 'string') return yield { says: "Field 'Resource' is missing", at };
  try {
    const { kind, pattern, service, action } = resourceOf(state.Resource);
    const problem = kind === 'aws-sdk' ? actionProblem(service, action) : undefined;
    if (problem !== undefined) yield { says: `Resource '${state.Resource}': ${problem}`, at: `${at}/Resource` };
    if (pattern !== 'waitForTaskToken' && state.HeartbeatSeconds !== undefined) {
      yield { says: "Field 'HeartbeatSeconds' is run with .waitForTaskToken only", at: `${at}/HeartbeatSeconds` };
    }
  } catch (error) {
    yield { says: (error as ResourceError).message, at: `${at}/Resource` };
  }
}

function* checkChoice({ Choices: choices }: JsonObject, at: string): Generator<Finding> {
  if (!Array.isArray(choices) || choices.length === 0) return yield { says: 'Choices is a list of at least one', at };
  for (const [index, choice] of choices.entries()) {
    const place = `${at}/Choices/${index}`;
    if (!isObject(choice)) yield { says: 'A choice is a JSON object', at: place };
    else yield* checkRule(choice, place);
  }
}

function* checkRule(choice: JsonObject, at: string): Generator<Finding> {
  yield* checkFields(choice, CHOICE_FIELDS, at);
  if (typeof choice.Next !== 'string') yield { says: "A choice has 'Next'", at };
  if (!isExpression(choice.Condition) && typeof choice.Condition !== 'boolean') {
    yield { says: 'Condition is a JSONata expression or a boolean', at };
  }
}

function* checkWait({ Seconds: seconds, Timestamp: timestamp }: JsonObject, at: string): Generator<Finding> {
  if ((seconds === undefined) === (timestamp === undefined)) yield { says: 'A Wait has Seconds or Timestamp', at };
}

function* checkParallel({ Branches: branches }: JsonObject, at: string): Generator<Finding> {
  if (!Array.isArray(branches) || branches.length === 0) yield { says: 'Branches is a list of at least one', at };
}

function isExpression(value: Json | undefined): boolean {
  return typeof value === 'string' && value.startsWith('{%');
}
