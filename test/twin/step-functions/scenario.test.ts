import { expect, it } from 'vitest';
import { fail, late, never } from '../../support/state-machines/answers.ts';
import { runScenario } from '../../support/state-machines/scenario.ts';

const ask = (more: object) => ({
  QueryLanguage: 'JSONata',
  TimeoutSeconds: 3600,
  StartAt: 'Ask',
  States: {
    Ask: {
      Type: 'Task',
      Resource: 'arn:aws:states:::lambda:invoke',
      Arguments: { FunctionName: 'oracle', Payload: '{% $states.input %}' },
      Output: '{% $states.result.Payload %}',
      End: true,
      ...more,
    },
  },
});

it('a scenario tells the path, the output and the calls', async () => {
  const outcome = await runScenario({ definition: ask({}), input: { n: 1 }, answers: { oracle: { yes: true } } });
  expect(outcome).toMatchObject({
    path: ['Ask'],
    status: 'SUCCEEDED',
    output: { yes: true },
    calls: [{ resource: 'oracle', input: { n: 1 }, at: 0 }],
  });
});

it('answers come one after the other, as functions, late, never or as errors', async () => {
  const definition = ask({ TimeoutSeconds: 10, Retry: [{ ErrorEquals: ['Busy', 'States.Timeout'] }] });
  const answers = { oracle: [fail('Busy'), never, late(4, (_: unknown, n: number) => n)] };
  const { output, calls, seconds } = await runScenario({ definition, answers });
  expect(output).toBe(2);
  expect(calls.map(({ at }) => at)).toEqual([0, 1, 13]);
  expect(seconds).toBe(17);
});

it('a call that no scenario answers fails the test by name', async () => {
  await expect(runScenario({ definition: ask({}) })).rejects.toThrow('The scenario has no answer for oracle');
});

it('time stands still while an answer takes real time', async () => {
  const slow = () => new Promise((resolve) => setTimeout(() => resolve('done'), 50));
  const { output, seconds } = await runScenario({ definition: ask({ TimeoutSeconds: 1 }), answers: { oracle: slow } });
  expect([output, seconds]).toEqual(['done', 0]);
});
