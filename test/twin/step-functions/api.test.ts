import {
  DeleteStateMachineCommand,
  DescribeExecutionCommand,
  DescribeStateMachineCommand,
  DescribeStateMachineForExecutionCommand,
  GetActivityTaskCommand,
  GetExecutionHistoryCommand,
  ListExecutionsCommand,
  ListStateMachinesCommand,
  ListTagsForResourceCommand,
  StartExecutionCommand,
  StopExecutionCommand,
  TagResourceCommand,
  UpdateStateMachineCommand,
} from '@aws-sdk/client-sfn';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { machine, oracle } from './support/machines.ts';
import { type Service, service } from './support/service.ts';

let server: Service;
beforeAll(async () => {
  server = await service();
});
afterAll(() => server.close());

const HELLO = machine({ Hello: { Type: 'Pass', Output: '{% "hello " & $states.input.to %}', End: true } });
const WAITS = machine({ Wait: { Type: 'Wait', Seconds: 3600, End: true } });
const GONE = 'arn:aws:states:eu-west-3:000000000000:stateMachine:gone';

describe('state machines', () => {
  it('are created, described, listed and deleted', async () => {
    const stateMachineArn = await server.create(HELLO, 'described');
    const described = await server.sfn.send(new DescribeStateMachineCommand({ stateMachineArn }));
    expect(described).toMatchObject({ name: 'described', status: 'ACTIVE', type: 'STANDARD' });
    expect(JSON.parse(described.definition ?? '')).toEqual(HELLO);
    expect(described.creationDate).toBeInstanceOf(Date);
    const { stateMachines } = await server.sfn.send(new ListStateMachinesCommand());
    expect(stateMachines?.map(({ name }) => name)).toContain('described');
    await server.sfn.send(new DeleteStateMachineCommand({ stateMachineArn }));
    await expect(server.sfn.send(new DescribeStateMachineCommand({ stateMachineArn }))).rejects.toMatchObject({
      name: 'StateMachineDoesNotExist',
    });
  });

  it('created twice are the same machine when nothing differs, and StateMachineAlreadyExists else', async () => {
    const arn = await server.create(HELLO, 'twice');
    expect(await server.create(HELLO, 'twice')).toBe(arn);
    await expect(server.create(WAITS, 'twice')).rejects.toMatchObject({ name: 'StateMachineAlreadyExists' });
  });

  it('are changed for executions that start later', async () => {
    const stateMachineArn = await server.create(WAITS, 'changed');
    const before = await server.start(stateMachineArn);
    const { revisionId } = await server.sfn.send(
      new UpdateStateMachineCommand({ stateMachineArn, definition: JSON.stringify(HELLO) }),
    );
    const after = await server.start(stateMachineArn, { to: 'you' });
    expect((await server.ended(after)).output).toBe('"hello you"');
    const of = (executionArn: string) => server.sfn.send(new DescribeStateMachineForExecutionCommand({ executionArn }));
    expect((await of(after)).revisionId).toBe(revisionId);
    expect(JSON.parse((await of(before)).definition ?? '')).toEqual(WAITS);
    await server.sfn.send(new StopExecutionCommand({ executionArn: before }));
  });

  it('carry tags', async () => {
    const resourceArn = await server.create(HELLO, 'tagged');
    await server.sfn.send(new TagResourceCommand({ resourceArn, tags: [{ key: 'a', value: '1' }] }));
    const { tags } = await server.sfn.send(new ListTagsForResourceCommand({ resourceArn }));
    expect(tags).toEqual([{ key: 'a', value: '1' }]);
  });

  it('with a bad definition are refused as InvalidDefinition, saying why', async () => {
    const bad = machine({ Ask: oracle({ ResultPath: '$.x' }) });
    await expect(server.create(bad, 'bad')).rejects.toMatchObject({
      name: 'InvalidDefinition',
      message: expect.stringContaining("Field 'ResultPath' belongs to JSONPath"),
    });
  });

  it.each([
    ['a name with a space', () => server.create(HELLO, 'a b'), 'InvalidName'],
    ['what is no ARN', () => server.start('machine'), 'InvalidArn'],
    ['a machine that is not there', () => server.start(GONE), 'StateMachineDoesNotExist'],
    [
      'an action that is not run',
      () => server.sfn.send(new GetActivityTaskCommand({ activityArn: GONE })),
      'UnknownOperationException',
    ],
  ])('%s is refused by name', async (_, send, name) => {
    await expect(send()).rejects.toMatchObject({ name });
  });
});

describe('executions', () => {
  it('are started, described and listed', async () => {
    const stateMachineArn = await server.create(HELLO, 'hello');
    const executionArn = await server.start(stateMachineArn, { to: 'world' }, 'first');
    expect(executionArn).toBe('arn:aws:states:eu-west-3:000000000000:execution:hello:first');
    expect(await server.ended(executionArn)).toMatchObject({
      status: 'SUCCEEDED',
      output: '"hello world"',
      input: '{"to":"world"}',
      name: 'first',
      stateMachineArn,
      redriveStatus: 'NOT_REDRIVABLE',
      stopDate: expect.any(Date),
    });
    const list = (statusFilter: 'SUCCEEDED' | 'FAILED') =>
      server.sfn.send(new ListExecutionsCommand({ stateMachineArn, statusFilter }));
    expect((await list('SUCCEEDED')).executions).toMatchObject([{ name: 'first', status: 'SUCCEEDED' }]);
    expect((await list('FAILED')).executions).toEqual([]);
  });

  it('started again with the same name and input while running are the same', async () => {
    const arn = await server.create(WAITS, 'waits');
    const execution = await server.start(arn, { n: 1 }, 'once');
    expect(await server.start(arn, { n: 1 }, 'once')).toBe(execution);
    await expect(server.start(arn, { n: 2 }, 'once')).rejects.toMatchObject({ name: 'ExecutionAlreadyExists' });
    await server.sfn.send(new StopExecutionCommand({ executionArn: execution }));
    await expect(server.start(arn, { n: 1 }, 'once')).rejects.toMatchObject({ name: 'ExecutionAlreadyExists' });
  });

  it('are stopped, with an error and a cause', async () => {
    const executionArn = await server.start(await server.create(WAITS, 'stopped'));
    await server.sfn.send(new StopExecutionCommand({ executionArn, error: 'Enough', cause: 'no reason' }));
    expect(await server.ended(executionArn)).toMatchObject({ status: 'ABORTED', error: 'Enough', cause: 'no reason' });
  });

  it('have a history, in pages, from either end, with data or without', async () => {
    const executionArn = await server.start(await server.create(HELLO, 'history'), { to: 'you' });
    await server.ended(executionArn);
    const look = (more: object) => server.sfn.send(new GetExecutionHistoryCommand({ executionArn, ...more }));
    const first = await look({ maxResults: 3 });
    const second = await look({ maxResults: 3, nextToken: first.nextToken });
    const types = [...(first.events ?? []), ...(second.events ?? [])].map(({ type }) => type);
    expect(types).toEqual(['ExecutionStarted', 'PassStateEntered', 'PassStateExited', 'ExecutionSucceeded']);
    expect(second.nextToken).toBeUndefined();
    expect(first.events?.[0]).toMatchObject({ id: 1, timestamp: expect.any(Date) });
    expect((await look({ reverseOrder: true })).events?.[0]?.type).toBe('ExecutionSucceeded');
    const bare = (await look({ includeExecutionData: false })).events ?? [];
    expect(bare[1]?.stateEnteredEventDetails).not.toHaveProperty('input');
  });

  it('that are not there are ExecutionDoesNotExist', async () => {
    const executionArn = 'arn:aws:states:eu-west-3:000000000000:execution:hello:gone';
    await expect(server.sfn.send(new DescribeExecutionCommand({ executionArn }))).rejects.toMatchObject({
      name: 'ExecutionDoesNotExist',
    });
  });

  it('with an input that is no JSON are InvalidExecutionInput', async () => {
    const stateMachineArn = await server.create(HELLO, 'hello');
    await expect(server.sfn.send(new StartExecutionCommand({ stateMachineArn, input: '{' }))).rejects.toMatchObject({
      name: 'InvalidExecutionInput',
    });
  });

  it('with an input that is no text is refused, as the service refuses it', async () => {
    const stateMachineArn = await server.create(HELLO, 'hello');
    const input = { to: 'world' } as unknown as string;
    await expect(server.sfn.send(new StartExecutionCommand({ stateMachineArn, input }))).rejects.toMatchObject({
      name: 'SerializationException',
    });
  });
});
