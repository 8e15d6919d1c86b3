import { expect, test } from 'vitest';
import type { Outcome } from '../../../twin/lambda/outcome.ts';
import { functionTasks } from '../../../twin/region/functions.ts';

const answered = (payload: string): Outcome => ({ kind: 'answered', payload });

/** What a task invoked, and what it came to. */
async function invoked(name: string, outcome: Outcome) {
  const seen: string[] = [];
  const invoke = functionTasks({
    invoke: async (functionName, event) => {
      seen.push(`${functionName} ${event}`);
      return outcome;
    },
  });
  return { answer: await invoke(name, { step: 'plan' }), seen };
}

test.each([
  'boot-check',
  'boot-check:live',
  'arn:aws:lambda:eu-west-3:000000000000:function:boot-check',
  'arn:aws:lambda:eu-west-3:000000000000:function:boot-check:7',
])('%s is the function boot-check', async (name) => {
  const { answer, seen } = await invoked(name, answered('{"parts":[]}'));
  expect(seen).toEqual(['boot-check {"step":"plan"}']);
  expect(answer).toEqual({ parts: [] });
});

test('a function that answers nothing has no answer', async () => {
  expect((await invoked('runs', answered(''))).answer).toBeUndefined();
});

test('an error of a function keeps the name of its class', async () => {
  const outcome: Outcome = {
    kind: 'failed',
    payload: JSON.stringify({ errorType: 'RunbookLocked', errorMessage: 'by another run', trace: [] }),
  };
  await expect(invoked('runs', outcome)).rejects.toMatchObject({ name: 'RunbookLocked', message: 'by another run' });
});

test('a function without a free sandbox is too many requests, as Lambda says it', async () => {
  await expect(invoked('runs', { kind: 'throttled' })).rejects.toMatchObject({
    name: 'Lambda.TooManyRequestsException',
  });
});
