import { expect, it } from 'vitest';
import { virtualClock } from '../../../twin/step-functions/clock/virtual.ts';
import { startRunner } from '../../../twin/step-functions/service/runner.ts';
import { machine, oracle } from './support/machines.ts';
import { tokenTaker } from './support/waiting.ts';

it('a heartbeat moves the moment at which the next one is missed', async () => {
  const clock = virtualClock();
  const { tasks, call } = tokenTaker();
  const runner = startRunner({ tasks, clock });
  const definition = JSON.stringify(
    machine({
      Ask: oracle({
        Resource: 'arn:aws:states:::lambda:invoke.waitForTaskToken',
        Arguments: { FunctionName: 'f', Payload: { token: '{% $states.context.Task.Token %}' } },
        HeartbeatSeconds: 60,
      }),
    }),
  );
  const stored = runner.define({ arn: 'arn:aws:states:eu-west-3:000000000000:stateMachine:m', name: 'm', definition });
  const execution = runner.executions.start(stored, 'one', {});
  const startMs = clock.now();
  const beat = call(0).then(({ token }) =>
    clock.sleep(startMs + 50_000, new AbortController().signal).then(() => runner.answers.beat(token)),
  );
  await beat;
  expect((await execution.ended())?.stopMs).toBe(startMs + 110_000);
});
