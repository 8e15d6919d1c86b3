import { SendTaskFailureCommand, SendTaskHeartbeatCommand, SendTaskSuccessCommand } from '@aws-sdk/client-sfn';
import { afterEach, expect, it } from 'vitest';
import { virtualClock } from '../../../twin/step-functions/clock/virtual.ts';
import { machine, oracle } from './support/machines.ts';
import { type Service, service } from './support/service.ts';
import { tokenTaker } from './support/waiting.ts';

const waits = (more: object = {}) =>
  machine({
    Ask: oracle({
      Resource: 'arn:aws:states:::lambda:invoke.waitForTaskToken',
      Arguments: { FunctionName: 'f', Payload: { token: '{% $states.context.Task.Token %}' } },
      Output: '{% $states.result %}',
      ...more,
    }),
  });

let served: Service | undefined;
afterEach(async () => served?.close());

/** A machine that waits for an answer, and the token that its function got. */
async function waiting(more: object = {}) {
  const taker = tokenTaker();
  served = await service({ tasks: taker.tasks });
  const execution = await served.start(await served.create(waits(more)));
  const { token } = await taker.call(0);
  return { ...served, execution, taskToken: token, taker };
}

it('who holds a task token ends the task with an output', async () => {
  const { sfn, ended, execution, taskToken } = await waiting();
  await sfn.send(new SendTaskSuccessCommand({ taskToken, output: '{"yes":true}' }));
  expect(await ended(execution)).toMatchObject({ status: 'SUCCEEDED', output: '{"yes":true}' });
});

it('who holds a task token ends the task with an error', async () => {
  const { sfn, ended, execution, taskToken } = await waiting();
  await sfn.send(new SendTaskFailureCommand({ taskToken, error: 'Refused', cause: 'by the manager' }));
  expect(await ended(execution)).toMatchObject({ status: 'FAILED', error: 'Refused', cause: 'by the manager' });
});

it('a failure by token that names neither error nor cause is caught with both null', async () => {
  const catching = waits({ Catch: [{ ErrorEquals: ['States.ALL'], Next: 'Caught' }] }) as { States: object };
  const taker = tokenTaker();
  served = await service({ tasks: taker.tasks });
  const caught = { ...catching, States: { ...catching.States, Caught: { Type: 'Succeed' } } };
  const execution = await served.start(await served.create(caught));
  const { token: taskToken } = await taker.call(0);
  await served.sfn.send(new SendTaskFailureCommand({ taskToken }));
  expect(await served.ended(execution)).toMatchObject({ output: '{"Error":null,"Cause":null}' });
});

it('a task is answered once; later answers are TaskTimedOut', async () => {
  const { sfn, ended, execution, taskToken } = await waiting();
  await sfn.send(new SendTaskSuccessCommand({ taskToken, output: '1' }));
  await ended(execution);
  await expect(sfn.send(new SendTaskSuccessCommand({ taskToken, output: '2' }))).rejects.toMatchObject({
    name: 'TaskTimedOut',
  });
});

it('tokens that are none, or of nobody, and outputs that are no JSON are refused by name', async () => {
  const { sfn, taskToken } = await waiting();
  const send = (token: string, output: string) => sfn.send(new SendTaskSuccessCommand({ taskToken: token, output }));
  await expect(send('nonsense', '1')).rejects.toMatchObject({ name: 'InvalidToken' });
  const forged = JSON.parse(Buffer.from(taskToken, 'base64url').toString());
  const other = Buffer.from(JSON.stringify({ ...forged, secret: 'guess' })).toString('base64url');
  await expect(send(other, '1')).rejects.toMatchObject({ name: 'TaskDoesNotExist' });
  await expect(send(taskToken, '{')).rejects.toMatchObject({ name: 'InvalidOutput' });
});

it('without a heartbeat in HeartbeatSeconds the task fails with States.Timeout, caught as States.HeartbeatTimeout', async () => {
  const taker = tokenTaker();
  served = await service({ tasks: taker.tasks, clock: virtualClock() });
  const definition = (name: string) => ({
    ...waits({ HeartbeatSeconds: 60, TimeoutSeconds: 600, Catch: [{ ErrorEquals: [name], Next: 'Caught' }] }),
  });
  const both = await Promise.all(
    ['States.HeartbeatTimeout', 'States.Timeout'].map(async (name, index) => {
      const { States, ...rest } = definition(name) as { States: object };
      const caught = { ...rest, States: { ...States, Caught: { Type: 'Succeed' } } };
      const at = served as Service;
      return at.ended(await at.start(await at.create(caught, `m${index}`)));
    }),
  );
  const output = '{"Error":"States.Timeout","Cause":""}';
  expect(both).toMatchObject([{ output }, { output }]);
});

it('heartbeats keep a task alive', async () => {
  const clock = virtualClock();
  const taker = tokenTaker();
  served = await service({ tasks: taker.tasks, clock });
  const { sfn, start, create, ended } = served;
  const beats = async () => {
    const { token: taskToken } = await taker.call(0);
    for (let beat = 0; beat < 3; beat++) await sfn.send(new SendTaskHeartbeatCommand({ taskToken }));
    await sfn.send(new SendTaskSuccessCommand({ taskToken, output: '"alive"' }));
  };
  const execution = await start(await create(waits({ HeartbeatSeconds: 60 })));
  await clock.hold(beats());
  expect(await ended(execution)).toMatchObject({ output: '"alive"' });
});
