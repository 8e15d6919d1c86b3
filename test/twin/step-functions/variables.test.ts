import { describe, expect, it } from 'vitest';
import { fail } from '../../support/state-machines/answers.ts';
import { oracle, run } from './support/machines.ts';

describe('variables', () => {
  it('are seen by all states that follow', async () => {
    const { output } = await run(
      {
        Keep: { Type: 'Pass', Assign: { kept: '{% $states.input.a %}' }, Output: {}, Next: 'Wait' },
        Wait: { Type: 'Wait', Seconds: 1, Next: 'Use' },
        Use: { Type: 'Pass', Output: '{% $kept %}', End: true },
      },
      { input: { a: 7 } },
    );
    expect(output).toBe(7);
  });

  it('have the values from before in all expressions of the state that assigns them', async () => {
    const { output } = await run({
      First: { Type: 'Pass', Assign: { x: 1, y: 10 }, Next: 'Second' },
      Second: { Type: 'Pass', Assign: { x: '{% $y %}', y: '{% $x %}' }, Output: '{% [$x, $y] %}', Next: 'Third' },
      Third: { Type: 'Pass', Output: { second: '{% $states.input %}', now: '{% [$x, $y] %}' }, End: true },
    });
    expect(output).toEqual({ second: [1, 10], now: [10, 1] });
  });

  it('of a branch stay in the branch, which sees those around it', async () => {
    const branch = (name: string) => ({
      StartAt: `Set ${name}`,
      States: {
        [`Set ${name}`]: { Type: 'Pass', Assign: { mine: name }, Next: `Show ${name}` },
        [`Show ${name}`]: { Type: 'Pass', Output: '{% [$mine, $outer, $exists($other)] %}', End: true },
      },
    });
    const { output } = await run({
      Outer: { Type: 'Pass', Assign: { outer: 'o' }, Next: 'Both' },
      Both: { Type: 'Parallel', Branches: [branch('a'), branch('b')], Next: 'After' },
      After: { Type: 'Pass', Output: { inside: '{% $states.input %}', outside: '{% $exists($mine) %}' }, End: true },
    });
    expect(output).toEqual({
      inside: [
        ['a', 'o', false],
        ['b', 'o', false],
      ],
      outside: false,
    });
  });

  it('are not seen in the child executions of a distributed Map', async () => {
    const { output } = await run({
      Outer: { Type: 'Pass', Assign: { outer: 'o' }, Next: 'Each' },
      Each: {
        Type: 'Map',
        Items: [1],
        ItemProcessor: {
          ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' },
          StartAt: 'Look',
          States: { Look: { Type: 'Pass', Output: '{% $exists($outer) %}', End: true } },
        },
        End: true,
      },
    });
    expect(output).toEqual([false]);
  });

  it('are assigned by the choice that is taken, and by the state when it is the default', async () => {
    const choose = (condition: string) =>
      run({
        Which: {
          Type: 'Choice',
          Choices: [{ Condition: condition, Assign: { by: 'choice' }, Output: 'chosen', Next: 'Show' }],
          Assign: { by: 'state' },
          Output: 'default',
          Default: 'Show',
        },
        Show: { Type: 'Pass', Output: ['{% $by %}', '{% $states.input %}'], End: true },
      });
    expect((await choose('{% true %}')).output).toEqual(['choice', 'chosen']);
    expect((await choose('{% false %}')).output).toEqual(['state', 'default']);
  });

  it('are assigned by the catcher, not by the state, when it fails', async () => {
    const { output } = await run(
      {
        Ask: oracle({
          Assign: { by: 'state' },
          Catch: [{ ErrorEquals: ['Boom'], Assign: { by: 'catcher' }, Next: 'Show' }],
        }),
        Show: { Type: 'Pass', Output: '{% [$by, $states.input.Error] %}', End: true },
      },
      { answers: { oracle: fail('Boom') } },
    );
    expect(output).toEqual(['catcher', 'Boom']);
  });
});
