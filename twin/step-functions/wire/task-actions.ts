import type { Action } from './action.ts';
import { jsonOf, optionalText, textOf } from './input.ts';

/** Actions of who holds a task token. */
export const TASK_ACTIONS: Readonly<Record<string, Action>> = {
  SendTaskSuccess: ({ answers }, input) => {
    answers.succeed(textOf(input, 'taskToken'), jsonOf(textOf(input, 'output'), 'InvalidOutput'));
    return {};
  },
  SendTaskFailure: ({ answers }, input) => {
    answers.fail(textOf(input, 'taskToken'), optionalText(input, 'error'), optionalText(input, 'cause'));
    return {};
  },
  SendTaskHeartbeat: ({ answers }, input) => {
    answers.beat(textOf(input, 'taskToken'));
    return {};
  },
};
