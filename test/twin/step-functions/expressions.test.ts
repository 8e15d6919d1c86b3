import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fail } from '../../support/state-machines/answers.ts';
import { evaluated, oracle, run } from './support/machines.ts';

describe('expressions', () => {
  it('are the strings {% … %}, however deep; all other values stay as they are', async () => {
    const Output = { sum: '{% 1 + 2 %}', list: ['{% $states.input.a %}', 'text', 4, null, { deep: '{% true %}' }] };
    const { output } = await run({ Look: { Type: 'Pass', Output, End: true } }, { input: { a: 'x' } });
    expect(output).toEqual({ sum: 3, list: ['x', 'text', 4, null, { deep: true }] });
  });

  it('that give nothing fail the state with States.QueryEvaluationError, saying where they stand', async () => {
    const outcome = await run({ Look: { Type: 'Pass', Output: { v: '{% $states.input.absent %}' }, End: true } });
    expect(outcome).toMatchObject({ status: 'FAILED', error: 'States.QueryEvaluationError' });
    expect(outcome.cause).toBe(
      "An error occurred while executing the state 'Look' (entered at the event id #2). " +
        "The JSONata expression '$states.input.absent' specified for the field 'Output/v' returned nothing (undefined).",
    );
  });

  it.each([
    ['that fail', '$number("x")'],
    ['that give a function', '$sum'],
    ['that give a function of their own', 'function($x) { $x }'],
    ['that give a function with arguments left open', '$substring(?, 0, 3)'],
    ['that give a function inside a list', '[1, $sum]'],
    ['that give a function inside an object', '{"f": function() { 1 }}'],
    ['that call themselves for ever', '($f := function($x) { $f($x + 1) }; $f(1))'],
    ['that nest without end', '($f := function($x) { 1 + $f($x) }; $f(1))'],
    ['that make lists of lists without end', '[1..1000000].[1..1000000]'],
    ['whose regular expression never ends', '$match("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!", /^(a+)+$/)'],
    ['with $eval computed at run time', '($f := $eval; $f("1"))'],
  ])('%s fail the state with States.QueryEvaluationError', async (_, expression) => {
    const { error } = await run({ Look: { Type: 'Pass', Output: `{% ${expression} %}`, End: true } });
    expect(error).toBe('States.QueryEvaluationError');
  });

  it('have regular expressions that match, split and replace as those of JavaScript do', async () => {
    const text = fc.string({ unit: fc.constantFrom('a', 'b', '1', '2', '-', '\n'), maxLength: 40 });
    const property = fc.asyncProperty(text, async (t) => {
      const expression =
        '[[$match(t, /[ab]+/).match], $replace(t, /\\d/, "#"), [$split(t, /-+/)], $contains(t, /^1/m)]';
      expect(await evaluated(expression.replaceAll('t,', '$states.input,'), t)).toEqual([
        t.match(/[ab]+/g) ?? [],
        t.replace(/\d/g, '#'),
        t.split(/-+/),
        /^1/m.test(t),
      ]);
    });
    await fc.assert(property, { numRuns: 50 });
  });

  it('may ask a regular expression to begin behind the end of the text', async () => {
    const Output = '{% $exists(($search := /b/; $search("abc", 99))) %}';
    expect((await run({ Look: { Type: 'Pass', Output, End: true } })).output).toBe(false);
  });

  it('that fail in the arguments of a task are caught by their name', async () => {
    const outcome = await run({
      Ask: oracle({
        Arguments: { FunctionName: '{% $states.input.absent %}' },
        Catch: [{ ErrorEquals: ['States.QueryEvaluationError'], Next: 'Caught' }],
      }),
      Caught: { Type: 'Succeed' },
    });
    expect(outcome.path).toEqual(['Ask', 'Caught']);
    expect(outcome.events.map(({ type }) => type)).toContain('EvaluationFailed');
  });
});

describe('functions of Step Functions', () => {
  it('$partition cuts a list, the last part shorter', async () => {
    expect(await evaluated('$partition([1, 2, 3, 4, 5], 2)')).toEqual([[1, 2], [3, 4], [5]]);
  });

  it('$range counts with a step, both ends included where the step meets them', async () => {
    expect(await evaluated('[$range(1, 9, 2), $range(3, 1, -1), $range(0, 3, 2)]')).toEqual([
      1, 3, 5, 7, 9, 3, 2, 1, 0, 2,
    ]);
  });

  it('$range gives at most 1000 elements', async () => {
    await expect(evaluated('$range(1, 1001, 1)')).rejects.toThrow('at most 1000');
  });

  it.each([
    ['MD5', '900150983cd24fb0d6963f7d28e17f72'],
    ['SHA-1', 'a9993e364706816aba3e25717850c26c9cd0d89d'],
    ['SHA-256', 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad'],
  ])('$hash knows %s', async (algorithm, digest) => {
    expect(await evaluated(`$hash("abc", "${algorithm}")`)).toBe(digest);
  });

  it('$random gives a number from 0 to 1, the same for the same seed', async () => {
    const [a, b, c] = (await evaluated('[$random(7), $random(7), $random()]')) as [number, number, number];
    expect(a).toBe(b);
    expect(c).toBe(0.5);
  });

  it('$uuid gives another one every time', async () => {
    const [a, b] = (await evaluated('[$uuid(), $uuid()]')) as [string, string];
    expect(a).toMatch(/^[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/);
    expect(a).not.toBe(b);
  });

  it('$parse reads JSON', async () => {
    expect(await evaluated('$parse($states.input.text).a', { text: '{"a":[1]}' })).toEqual([1]);
  });

  it('$now and $millis read the clock of the machine', async () => {
    expect(await evaluated('[$now(), $now("[Y]", "+0000"), $fromMillis($millis())]')).toEqual([
      '2026-11-24T04:00:00.000Z',
      '2026',
      '2026-11-24T04:00:00.000Z',
    ]);
  });
});

describe('$states', () => {
  it('holds input, result and context in a task, and the error in a catcher', async () => {
    const outcome = await run(
      {
        Ask: oracle({ Output: '{% $keys($states) %}', Next: 'Fail' }),
        Fail: oracle({
          Arguments: { FunctionName: 'broken' },
          Catch: [
            { ErrorEquals: ['Boom'], Output: ['{% $keys($states) %}', '{% $states.errorOutput %}'], Next: 'End' },
          ],
        }),
        End: { Type: 'Succeed', Output: { before: '{% $states.input %}', keys: '{% $keys($states) %}' } },
      },
      { answers: { oracle: 1, broken: fail('Boom', 'why') } },
    );
    expect(outcome.output).toEqual({
      before: [
        ['input', 'context', 'errorOutput'],
        { Error: 'Boom', Cause: '{"errorType":"Boom","errorMessage":"why","trace":[]}' },
      ],
      keys: ['input', 'context'],
    });
  });

  it('has a context that names the execution, the machine and the state', async () => {
    expect(await evaluated('$states.context', { a: 1 })).toEqual({
      Execution: {
        Id: 'arn:aws:states:eu-west-3:000000000000:execution:machine:scenario',
        Input: { a: 1 },
        Name: 'scenario',
        RoleArn: 'arn:aws:iam::000000000000:role/scenario',
        StartTime: '2026-11-24T04:00:00.000Z',
        RedriveCount: 0,
      },
      State: { Name: 'Look', EnteredTime: '2026-11-24T04:00:00.000Z', RetryCount: 0 },
      StateMachine: { Id: 'arn:aws:states:eu-west-3:000000000000:stateMachine:machine', Name: 'machine' },
    });
  });

  it('counts the retries of a task in its context', async () => {
    const { calls } = await run(
      {
        Ask: oracle({
          Arguments: { FunctionName: 'oracle', Payload: { n: '{% $states.context.State.RetryCount %}' } },
          Retry: [{ ErrorEquals: ['Busy'] }],
        }),
      },
      { answers: { oracle: [fail('Busy'), fail('Busy'), 1] } },
    );
    expect(calls.map(({ input }) => input)).toEqual([{ n: 0 }, { n: 1 }, { n: 2 }]);
  });
});
