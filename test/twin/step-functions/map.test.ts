import { describe, expect, it } from 'vitest';
import { fail, late } from '../../support/state-machines/answers.ts';
import { oracle, run, typesOf } from './support/machines.ts';

const DISTRIBUTED = { ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' } };

function each(more: object, processor: object = {}): object {
  const { Processor = {}, ...map } = more as { Processor?: object };
  const flow = { StartAt: 'Ask', States: { Ask: oracle(processor) }, ...Processor };
  return { Each: { Type: 'Map', ItemProcessor: flow, End: true, ...map } };
}

const echo = { oracle: (input: unknown) => input };

describe('a Map', () => {
  it('runs its processor for each item of its input, the results in the order of the items', async () => {
    const answers = { oracle: (input: unknown) => late(5 - Number(input), input) };
    expect((await run(each({}), { input: [1, 2, 3], answers })).output).toEqual([1, 2, 3]);
  });

  it('takes Items from an expression, and selects from the item, its index, the input and variables', async () => {
    const ItemSelector = {
      item: '{% $states.context.Map.Item.Value %}',
      index: '{% $states.context.Map.Item.Index %}',
      all: '{% $count($states.input.list) %}',
    };
    const { output } = await run(each({ Items: '{% $states.input.list %}', ItemSelector }), {
      input: { list: ['a', 'b'] },
      answers: echo,
    });
    expect(output).toEqual([
      { item: 'a', index: 0, all: 2 },
      { item: 'b', index: 1, all: 2 },
    ]);
  });

  it('goes through the members of an object as Key and Value', async () => {
    const { output } = await run(each({ Items: '{% {"a": 1, "b": 2} %}' }), { answers: echo });
    expect(output).toEqual([
      { Key: 'a', Value: 1 },
      { Key: 'b', Value: 2 },
    ]);
  });

  it('does not take a single value for a list, which JSONata makes of a list of one', async () => {
    const outcome = await run(each({ Items: '{% $states.input.list[n = 1].n %}' }), { input: { list: [{ n: 1 }] } });
    expect(outcome.error).toBe('States.QueryEvaluationError');
  });

  it('of nothing gives nothing', async () => {
    expect((await run(each({ Items: [] }))).output).toEqual([]);
  });

  it('runs at most MaxConcurrency iterations at once', async () => {
    const answers = { oracle: () => late(10, 1) };
    const { calls } = await run(each({ Items: [1, 2, 3, 4], MaxConcurrency: '{% 2 %}' }), { answers });
    expect(calls.map(({ at }) => at)).toEqual([0, 0, 10, 10]);
  });

  it('runs at most 40 inline iterations at once', async () => {
    const answers = { oracle: () => late(10, 1) };
    const { calls } = await run(each({ Items: '{% [1..50] %}' }), { answers });
    expect(calls.filter(({ at }) => at === 0)).toHaveLength(40);
  });

  it('ends with the error of the first iteration that fails, and stops the others', async () => {
    const answers = { oracle: (n: unknown) => (n === 2 ? late(3, fail('Two')) : late(9, n)) };
    const outcome = await run(each({ Items: [1, 2, 3] }), { answers });
    expect(outcome).toMatchObject({ error: 'Two', seconds: 3 });
    expect(typesOf(outcome).slice(-3)).toEqual(['MapIterationFailed', 'MapStateFailed', 'ExecutionFailed']);
  });

  it('sees its item in the context of its processor', async () => {
    const look = { Arguments: { FunctionName: 'oracle', Payload: '{% $states.context.Map.Item %}' } };
    expect((await run(each({ Items: ['a'] }, look), { answers: echo })).output).toEqual([{ Index: 0, Value: 'a' }]);
  });
});

describe('a distributed Map', () => {
  const items = (failing: number, more: object) =>
    run(each({ Items: '{% [1..10] %}', Processor: DISTRIBUTED, ...more }), {
      answers: { oracle: (n: unknown) => (Number(n) <= failing ? fail('Bad') : n) },
    });

  it('fails with the first failure unless some are tolerated', async () => {
    expect((await items(1, {})).error).toBe('States.ExceedToleratedFailureThreshold');
  });

  it('tolerates as many failures as ToleratedFailureCount says; the result is what the others gave', async () => {
    expect((await items(2, { ToleratedFailureCount: 2 })).output).toEqual([3, 4, 5, 6, 7, 8, 9, 10]);
    expect((await items(3, { ToleratedFailureCount: '{% 2 %}' })).error).toBe('States.ExceedToleratedFailureThreshold');
  });

  it('tolerates the share of failures that ToleratedFailurePercentage says', async () => {
    expect((await items(2, { ToleratedFailurePercentage: 20 })).status).toBe('SUCCEEDED');
    expect((await items(3, { ToleratedFailurePercentage: 20 })).status).toBe('FAILED');
  });

  it('fails when the first of two thresholds is exceeded', async () => {
    expect((await items(2, { ToleratedFailurePercentage: 90, ToleratedFailureCount: 1 })).status).toBe('FAILED');
  });

  it('gives items in batches, with what all batches share', async () => {
    const ItemBatcher = { MaxItemsPerBatch: '{% 2 %}', BatchInput: { run: '{% $states.context.Execution.Name %}' } };
    const { output } = await run(each({ Items: [1, 2, 3], Processor: DISTRIBUTED, ItemBatcher }), { answers: echo });
    expect(output).toEqual([
      { BatchInput: { run: 'scenario' }, Items: [1, 2] },
      { BatchInput: { run: 'scenario' }, Items: [3] },
    ]);
  });

  it('fills batches up to MaxInputBytesPerBatch', async () => {
    const ItemBatcher = { MaxInputBytesPerBatch: 21 };
    const outcome = await run(each({ Items: ['aaa', 'bbb', 'c'], Processor: DISTRIBUTED, ItemBatcher }), {
      answers: echo,
    });
    expect(outcome.output).toEqual([{ Items: ['aaa'] }, { Items: ['bbb', 'c'] }]);
  });

  it('runs its children as executions of their own, whose input is the item', async () => {
    const look = { Arguments: { FunctionName: 'oracle', Payload: '{% $states.context.Execution %}' } };
    const { output, events } = await run(each({ Items: ['a'], Processor: DISTRIBUTED }, look), { answers: echo });
    expect(output).toMatchObject([{ Input: 'a', Id: expect.stringMatching(/:execution:machine\/Each:[\da-f-]{36}$/) }]);
    expect(events.map(({ type }) => type)).not.toContain('TaskStateEntered');
  });
});
