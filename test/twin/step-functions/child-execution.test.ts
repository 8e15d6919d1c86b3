import { afterEach, expect, it } from 'vitest';
import { machine } from './support/machines.ts';
import { type Service, service } from './support/service.ts';

let served: Service | undefined;
afterEach(async () => served?.close());

async function parent(pattern: string, child: object, Input: unknown = { n: 1 }) {
  served = await service();
  const StateMachineArn = await served.create(machine(child), 'child');
  const Resource = `arn:aws:states:::states:startExecution${pattern}`;
  const Call = { Type: 'Task', Resource, Arguments: { StateMachineArn, Input }, End: true };
  return served.ended(await served.start(await served.create(machine({ Call }), 'parent')));
}

const DOUBLE = { Double: { Type: 'Pass', Output: '{% $states.input.n * 2 %}', End: true } };

it('startExecution starts an execution and does not wait for it', async () => {
  const { output } = await parent('', { Wait: { Type: 'Wait', Seconds: 3600, End: true } });
  const { ExecutionArn } = JSON.parse(output ?? '');
  expect(ExecutionArn).toMatch(/:execution:child:/);
  expect(served?.runner.executions.get(ExecutionArn).end).toBeUndefined();
});

it('startExecution.sync:2 waits for the end and gives input and output as JSON', async () => {
  const { output } = await parent('.sync:2', DOUBLE);
  expect(JSON.parse(output ?? '')).toMatchObject({ Status: 'SUCCEEDED', Input: { n: 1 }, Output: 2 });
});

it('startExecution.sync:2 fails with States.TaskFailed when the execution fails', async () => {
  const ended = await parent('.sync:2', { Bad: { Type: 'Fail', Error: 'Bad' } });
  expect(ended).toMatchObject({ status: 'FAILED', error: 'States.TaskFailed' });
  expect(JSON.parse(ended.cause ?? '')).toMatchObject({ Status: 'FAILED', Error: 'Bad' });
});
