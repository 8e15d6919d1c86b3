import { expect, it } from 'vitest';
import { fail, late, never } from '../../support/state-machines/answers.ts';
import { oracle, run, typesOf } from './support/machines.ts';

const ask = (name: string) => ({
  StartAt: name,
  States: { [name]: oracle({ Arguments: { FunctionName: name, Payload: '{% $states.input %}' } }) },
});

it('a Parallel runs its branches at the same time and gives the list of their outputs', async () => {
  const answers = { a: late(9, 'A'), b: late(4, 'B') };
  const outcome = await run({ Both: { Type: 'Parallel', Branches: [ask('a'), ask('b')], End: true } }, { answers });
  expect(outcome).toMatchObject({ output: ['A', 'B'], seconds: 9 });
});

it('all branches of a Parallel get its Arguments, or else its input', async () => {
  const both = (more: object) => ({ Both: { Type: 'Parallel', Branches: [ask('a'), ask('b')], End: true, ...more } });
  const answers = { a: (given: unknown) => given, b: (given: unknown) => given };
  const Arguments = { n: '{% $states.input.n + 1 %}' };
  expect((await run(both({}), { input: { n: 1 }, answers })).output).toEqual([{ n: 1 }, { n: 1 }]);
  expect((await run(both({ Arguments }), { input: { n: 1 }, answers })).output).toEqual([{ n: 2 }, { n: 2 }]);
});

it('a Parallel fails with the error of the first branch that fails, stops the others and can catch it', async () => {
  const Catch = [{ ErrorEquals: ['First'], Next: 'Caught' }];
  const states = {
    Both: { Type: 'Parallel', Branches: [ask('a'), ask('b'), ask('c')], Catch, End: true },
    Caught: { Type: 'Succeed' },
  };
  const answers = { a: late(9, fail('Second')), b: late(4, fail('First')), c: never };
  const outcome = await run(states, { answers });
  expect(outcome).toMatchObject({ status: 'SUCCEEDED', seconds: 4, output: { Error: 'First' } });
  expect(typesOf(outcome).filter((type) => type === 'TaskFailed')).toHaveLength(1);
});

it('a Parallel in a Parallel fails as one branch', async () => {
  const inner = {
    StartAt: 'Inner',
    States: { Inner: { Type: 'Parallel', Branches: [ask('a'), ask('b')], End: true } },
  };
  const outcome = await run(
    { Outer: { Type: 'Parallel', Branches: [inner, ask('c')], End: true } },
    { answers: { a: never, b: late(1, fail('Deep')), c: never } },
  );
  expect(outcome).toMatchObject({ status: 'FAILED', error: 'Deep', seconds: 1 });
});
