import {
  CreateStackCommand,
  DeleteStackCommand,
  DescribeStacksCommand,
  ListStacksCommand,
} from '@aws-sdk/client-cloudformation';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { StackPlan } from '../../../twin/cloudformation/stack-plan.ts';
import type { RunningStack } from '../../../twin/cloudformation/stacks.ts';
import { inStatus, order, type Served, served } from './support.ts';

const URL = 'http://127.0.0.1:9';

let world: Served;
let launched: StackPlan[];
let stopped: number;
let fails: boolean;
/** Whatever begins or ends waits for it. */
let gate: PromiseWithResolvers<void>;

async function launch(plan: StackPlan): Promise<RunningStack> {
  launched.push(plan);
  await gate.promise;
  if (fails) throw new Error('no room for it');
  return {
    url: URL,
    stop: async () => {
      await gate.promise;
      stopped += 1;
    },
  };
}

beforeEach(async () => {
  [launched, stopped, fails] = [[], 0, false];
  gate = Promise.withResolvers();
  world = await served(launch);
});
afterEach(() => {
  gate.resolve();
  return world.service.close();
});

const create = (values?: Readonly<Record<string, string>>) => world.client.send(new CreateStackCommand(order(values)));
const describeStacks = (StackName: string) => world.client.send(new DescribeStacksCommand({ StackName }));

test('a stack is in progress at first, then runs its functions with its parameters, and says where', async () => {
  const { StackId = '' } = await create();
  const { Stacks: [first] = [] } = await describeStacks('clone-spring');
  expect(first?.StackStatus).toBe('CREATE_IN_PROGRESS');
  gate.resolve();
  const stack = await inStatus(world.client, StackId, 'CREATE_COMPLETE');
  expect(stack.Outputs).toEqual([{ OutputKey: 'Url', OutputValue: URL }]);
  expect(stack.Tags).toEqual([{ Key: 'permanence:clone', Value: 'spring & <summer>' }]);
  expect(launched[0]?.functions[0]).toMatchObject({
    name: 'clone-spring-checkout',
    environment: { LEDGER_TABLE: 'clone-ledger' },
  });
  expect([...(launched[0]?.tables ?? [])]).toEqual(['clone-ledger']);
});

test('the same token gets the same stack, another one is told that it exists', async () => {
  const { StackId } = await create();
  expect((await create()).StackId).toBe(StackId);
  const other = new CreateStackCommand({ ...order(), ClientRequestToken: 'create-2' });
  await expect(world.client.send(other)).rejects.toMatchObject({ name: 'AlreadyExistsException' });
  expect(launched).toHaveLength(1);
});

test('an absent stack does not exist, and deleting it is nothing', async () => {
  await expect(describeStacks('nobody')).rejects.toMatchObject({
    name: 'ValidationError',
    message: 'Stack with id nobody does not exist',
  });
  await world.client.send(new DeleteStackCommand({ StackName: 'nobody' }));
});

test('a deleted stack has stopped, is found by its id only, and leaves its name free', async () => {
  gate.resolve();
  const { StackId = '' } = await create();
  await inStatus(world.client, StackId, 'CREATE_COMPLETE');
  gate = Promise.withResolvers();
  await world.client.send(new DeleteStackCommand({ StackName: StackId }));
  await inStatus(world.client, 'clone-spring', 'DELETE_IN_PROGRESS');
  gate.resolve();
  await inStatus(world.client, StackId, 'DELETE_COMPLETE');
  expect(stopped).toBe(1);
  await expect(describeStacks('clone-spring')).rejects.toMatchObject({ name: 'ValidationError' });
  expect((await create()).StackId).not.toBe(StackId);
});

test('a stack deleted while it is being built does not go on running', async () => {
  const { StackId = '' } = await create();
  await world.client.send(new DeleteStackCommand({ StackName: StackId }));
  gate.resolve();
  await inStatus(world.client, StackId, 'DELETE_COMPLETE');
  await world.service.close();
  expect(stopped).toBe(1);
});

test('a stack that cannot run is deleted again, with its reason', async () => {
  fails = true;
  gate.resolve();
  const { StackId = '' } = await create();
  const stack = await inStatus(world.client, StackId, 'DELETE_COMPLETE');
  expect(stack.StackStatusReason).toBe('no room for it');
});

test.each([
  ['a value that its pattern does not allow', { CloneName: 'SPRING' }, /CloneName failed to satisfy/],
  ['a parameter that nobody declared', { Colour: 'red' }, /\[Colour\] do not exist/],
])('%s is refused before anything runs', async (_, values, message) => {
  await expect(create(values)).rejects.toMatchObject({
    name: 'ValidationError',
    message: expect.stringMatching(message),
  });
  expect(launched).toEqual([]);
});

test('a template that was never uploaded is refused', async () => {
  const command = new CreateStackCommand({ ...order(), TemplateURL: 'https://s3.amazonaws.com/assets/other.json' });
  await expect(world.client.send(command)).rejects.toMatchObject({ name: 'ValidationError' });
});

test('what the twin does not do is said by name', async () => {
  const { OnFailure: _, ...byDefault } = order();
  await expect(world.client.send(new CreateStackCommand(byDefault))).rejects.toThrow(/does not do OnFailure ROLLBACK/);
  await expect(world.client.send(new ListStacksCommand({}))).rejects.toThrow(/does not do ListStacks/);
});
