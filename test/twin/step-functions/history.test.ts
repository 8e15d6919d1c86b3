import { expect, it } from 'vitest';
import { fail } from '../../support/state-machines/answers.ts';
import { oracle, run, typesOf } from './support/machines.ts';

it('the history of a task tells what was scheduled, started, failed and exited, each event after the one before', async () => {
  const outcome = await run(
    { Ask: oracle({ TimeoutSeconds: 9, Retry: [{ ErrorEquals: ['Busy'] }], Assign: { n: 1 } }) },
    { input: { a: 1 }, answers: { oracle: [fail('Busy', 'later'), 'yes'] } },
  );
  expect(typesOf(outcome)).toEqual([
    'ExecutionStarted',
    'TaskStateEntered',
    'TaskScheduled',
    'TaskStarted',
    'TaskFailed',
    'TaskScheduled',
    'TaskStarted',
    'TaskSucceeded',
    'TaskStateExited',
    'ExecutionSucceeded',
  ]);
  expect(outcome.events.map(({ previousEventId }) => previousEventId)).toEqual([0, 0, 2, 3, 4, 5, 6, 7, 8, 9]);
  expect(outcome.events[2]).toMatchObject({
    id: 3,
    taskScheduledEventDetails: { resource: 'invoke', resourceType: 'lambda', timeoutInSeconds: 9 },
  });
  expect(outcome.events[4]).toMatchObject({ taskFailedEventDetails: { error: 'Busy' } });
  expect(outcome.events[8]).toMatchObject({
    stateExitedEventDetails: { name: 'Ask', output: '"yes"', assignedVariables: { n: '1' } },
  });
});

it('each type of state has events of its own name', async () => {
  const branch = { StartAt: 'Inner', States: { Inner: { Type: 'Pass', End: true } } };
  const outcome = await run({
    Pass: { Type: 'Pass', Next: 'Choice' },
    Choice: { Type: 'Choice', Choices: [{ Condition: true, Next: 'Wait' }] },
    Wait: { Type: 'Wait', Seconds: 1, Next: 'Both' },
    Both: { Type: 'Parallel', Branches: [branch], Next: 'Succeed' },
    Succeed: { Type: 'Succeed' },
  });
  const both = ['ParallelStateStarted', 'PassStateEntered', 'PassStateExited', 'ParallelStateSucceeded'];
  expect(typesOf(outcome)).toEqual([
    'ExecutionStarted',
    ...['Pass', 'Choice', 'Wait'].flatMap((type) => [`${type}StateEntered`, `${type}StateExited`]),
    ...['ParallelStateEntered', ...both, 'ParallelStateExited'],
    ...['SucceedStateEntered', 'SucceedStateExited', 'ExecutionSucceeded'],
  ]);
});

it('the history of a distributed Map tells of its run and not of its children', async () => {
  const ProcessorConfig = { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' };
  const ItemProcessor = { ProcessorConfig, StartAt: 'Inner', States: { Inner: { Type: 'Pass', End: true } } };
  expect(typesOf(await run({ Each: { Type: 'Map', Items: [1, 2], ItemProcessor, End: true } }))).toEqual([
    'ExecutionStarted',
    'MapStateEntered',
    'MapStateStarted',
    'MapRunStarted',
    'MapRunSucceeded',
    'MapStateSucceeded',
    'MapStateExited',
    'ExecutionSucceeded',
  ]);
});
