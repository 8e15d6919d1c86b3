/**
 * What AWS was recorded to do, in github.com/localstack/localstack, tests/aws/services/stepfunctions/v2; each test names the recording.
 */
import { describe, expect, it } from 'vitest';
import type { Json } from '../../../twin/step-functions/json.ts';
import { fail, late, never } from '../../support/state-machines/answers.ts';
import type { Outcome } from '../../support/state-machines/scenario.ts';
import { oracle, run } from './support/machines.ts';

/** The events as `type` and the id of the event that each follows. */
function followed({ events }: Outcome): [string, number][] {
  return events.map(({ type, previousEventId }) => [type, previousEventId]);
}

const pass = { StartAt: 'Process', States: { Process: { Type: 'Pass', End: true } } };
const each = (more: object) => ({ Start: { Type: 'Map', ItemProcessor: pass, End: true, ...more } });

describe('the events of an inline Map', () => {
  // evaluate_jsonata/test_base_evaluate_expressions: test_base_map_from_input[ITEMS].
  it('follow each other as on AWS: an iteration begins after the states of the one whose place it takes', async () => {
    const outcome = await run(each({ Items: '{% $states.input %}', MaxConcurrency: 1 }), { input: [1, 2, 3] });
    const iteration = (before: number, id: number): [string, number][] => [
      ['MapIterationStarted', before],
      ['PassStateEntered', id],
      ['PassStateExited', id + 1],
      ['MapIterationSucceeded', id + 2],
    ];
    expect(followed(outcome)).toEqual([
      ['ExecutionStarted', 0],
      ['MapStateEntered', 0],
      ['MapStateStarted', 2],
      ...iteration(3, 4),
      ...iteration(6, 8),
      ...iteration(10, 12),
      ['MapStateSucceeded', 15],
      ['MapStateExited', 15],
      ['ExecutionSucceeded', 17],
    ]);
  });

  // timeouts/test_timeouts: test_service_lambda_map_timeout. The …Aborted events of the others are not told here.
  it('end with MapStateFailed, which follows what failed and says no more', async () => {
    const Ask = oracle({ TimeoutSeconds: 5 });
    const ItemProcessor = { StartAt: 'Ask', States: { Ask } };
    const outcome = await run(each({ Items: [1, 2], ItemProcessor }), {
      answers: { oracle: (item: Json) => (item === 1 ? never : late(9, item)) },
    });
    const timedOut = outcome.events.find(({ type }) => type === 'TaskTimedOut');
    const [iteration, state, execution] = outcome.events.slice(-3);
    expect(iteration).toMatchObject({ type: 'MapIterationFailed', previousEventId: timedOut?.id });
    expect(state).toEqual({
      ...{ id: expect.any(Number), timestampMs: expect.any(Number) },
      ...{ type: 'MapStateFailed', previousEventId: timedOut?.id },
    });
    expect(execution).toMatchObject({ type: 'ExecutionFailed', previousEventId: state?.id });
    expect(timedOut).toMatchObject({
      taskTimedOutEventDetails: { error: 'States.Timeout', resource: 'invoke', resourceType: 'lambda' },
    });
  });

  // The runner of LocalStack, whose tests compare it with these recordings, tells it after the last retry, before the catcher.
  it.each(['Map', 'Parallel'])('and a %s that is retried and caught tell of one failure', async (Type) => {
    const flow = { StartAt: 'Ask', States: { Ask: oracle() } };
    const work = Type === 'Map' ? { Items: [1], ItemProcessor: flow } : { Branches: [flow] };
    const Retry = [{ ErrorEquals: ['Bad'], MaxAttempts: 2 }];
    const Catch = [{ ErrorEquals: ['Bad'], Next: 'Caught' }];
    const Work = { Type, ...work, Retry, Catch, End: true };
    const outcome = await run({ Work, Caught: { Type: 'Succeed' } }, { answers: { oracle: fail('Bad') } });
    const told = followed(outcome).filter(([type]) => type.startsWith(`${Type}State`));
    expect(told.map(([type]) => type)).toEqual([
      `${Type}StateEntered`,
      ...new Array(3).fill(`${Type}StateStarted`),
      `${Type}StateFailed`,
      `${Type}StateExited`,
    ]);
  });
});

// scenarios/test_base_scenarios: test_map_state_nested_config_distributed.
it('MapStateExited of a distributed Map follows MapRunStarted', async () => {
  const ProcessorConfig = { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' };
  const outcome = await run(each({ Items: [1], ItemProcessor: { ProcessorConfig, ...pass } }));
  expect(followed(outcome).slice(2)).toEqual([
    ['MapStateStarted', 2],
    ['MapRunStarted', 3],
    ['MapRunSucceeded', 4],
    ['MapStateSucceeded', 5],
    ['MapStateExited', 4],
    ['ExecutionSucceeded', 7],
  ]);
});

// scenarios/test_base_scenarios: test_parallel_state, where the exit 19 follows 17, the last event of the last branch.
it('ParallelStateExited follows the last event of the branches', async () => {
  const branch = (name: string) => ({ StartAt: name, States: { [name]: { Type: 'Pass', End: true } } });
  const outcome = await run({ Both: { Type: 'Parallel', Branches: [branch('A'), branch('B')], End: true } });
  const exits = outcome.events.filter(({ type }) => type === 'PassStateExited');
  expect(followed(outcome).slice(-3)).toEqual([
    ['ParallelStateSucceeded', exits.at(-1)?.id],
    ['ParallelStateExited', exits.at(-1)?.id],
    ['ExecutionSucceeded', outcome.events.length - 1],
  ]);
});

// error_handling/test_task_service_lambda: test_invoke_timeout. timeouts/test_heartbeats has the same event for a missed heartbeat.
it('a timeout has no cause in its event and an empty one when it is caught', async () => {
  const Catch = [{ ErrorEquals: ['States.Timeout'], Next: 'Caught' }];
  const states = { Ask: oracle({ TimeoutSeconds: 5, Catch }), Caught: { Type: 'Succeed' } };
  const { events, output } = await run(states, { answers: { oracle: never } });
  expect(events[4]).toEqual({
    ...{ id: 5, previousEventId: 4, type: 'TaskTimedOut', timestampMs: expect.any(Number) },
    taskTimedOutEventDetails: { error: 'States.Timeout', resource: 'invoke', resourceType: 'lambda' },
  });
  expect(output).toEqual({ Error: 'States.Timeout', Cause: '' });
});

describe('EvaluationFailed', () => {
  // scenarios/test_base_scenarios: test_map_state_items_eval_jsonata_fail, test_map_state_items_variable_sampling.
  it.each<[string, Json]>([
    ['number', 1],
    ['string', 'string'],
    ['boolean', true],
    ['null', null],
  ])(
    'says in the words of AWS that the Items of a Map are a %s, and follows what came before the state',
    async (is, value) => {
      const states = {
        Start: { Type: 'Pass', Assign: { ItemsVar: '{% $states.input.value %}' }, Next: 'Each' },
        Each: { Type: 'Map', Items: '{% $ItemsVar %}', ItemProcessor: pass, End: true },
      };
      const outcome = await run(states, { input: { value } });
      const cause =
        "An error occurred while executing the state 'Each' (entered at the event id #4). The JSONata expression '$ItemsVar' specified " +
        "for the field 'Items' returned an unexpected result type. " +
        `Expected 'array', but was '${is}' for value: ${JSON.stringify(value)}`;
      const error = 'States.QueryEvaluationError';
      expect(outcome).toMatchObject({ error, cause });
      expect(followed(outcome).slice(4)).toEqual([
        ['EvaluationFailed', 3],
        ['MapStateFailed', 5],
        ['ExecutionFailed', 6],
      ]);
      expect(outcome.events[4]).toMatchObject({
        evaluationFailedEventDetails: { error, cause, location: 'Items', state: 'Each' },
      });
    },
  );

  // scenarios/test_base_scenarios: test_wait_timestamp_jsonata[NO_T].
  it('of a Wait follows its Entered event and says that it was the Timestamp', async () => {
    const wait = { Wait: { Type: 'Wait', Timestamp: '{% $states.input %}', End: true } };
    const outcome = await run(wait, { input: '2016-12-05 21:29:29Z' });
    expect(outcome.events[2]).toMatchObject({
      previousEventId: 2,
      evaluationFailedEventDetails: { cause: outcome.cause, location: 'Timestamp', state: 'Wait' },
    });
    expect(followed(outcome).slice(2)).toEqual([
      ['EvaluationFailed', 2],
      ['ExecutionFailed', 3],
    ]);
  });

  it.each([
    ['a Choice', { Type: 'Choice', Choices: [{ Condition: '{% 1 %}', Next: 'End' }] }, 'Choices[0]/Condition'],
    ['a Fail', { Type: 'Fail', Error: '{% 1 %}' }, 'Error'],
    ['a Task', oracle({ TimeoutSeconds: '{% "1" %}' }), 'TimeoutSeconds'],
    ['a Pass', { Type: 'Pass', Output: { a: '{% $sum %}' }, End: true }, 'Output/a'],
  ])('of %s says where the expression stands', async (_, state, location) => {
    const more = 'Choices' in state ? { End: { Type: 'Succeed' } } : {};
    const { events, cause } = await run({ Look: state, ...more });
    expect(events.find(({ type }) => type === 'EvaluationFailed')).toMatchObject({
      evaluationFailedEventDetails: { location, cause },
    });
  });
});
