import { RedriveExecutionCommand } from '@aws-sdk/client-sfn';
import { afterEach, describe, expect, it } from 'vitest';
import { virtualClock } from '../../../twin/step-functions/clock/virtual.ts';
import { eventsIn } from '../../../twin/step-functions/history/history.ts';
import type { Tasks } from '../../../twin/step-functions/integrations/call.ts';
import type { Json } from '../../../twin/step-functions/json.ts';
import { machine, oracle } from './support/machines.ts';
import { type Service, service } from './support/service.ts';

let served: Service | undefined;
afterEach(async () => served?.close());

const ask = (name: string, more: object = {}) =>
  oracle({ Arguments: { FunctionName: name, Payload: '{% $states.input %}' }, ...more });

/** Runs a machine to its failure, mends what failed, and redrives it. */
async function redriven(states: object, more: object = {}) {
  const calls: string[] = [];
  const broken = new Set(['broken']);
  const invokeFunction = async (name: string, payload: Json) => {
    calls.push(typeof payload === 'string' ? `${name} ${payload}` : name);
    if (broken.has(name) || payload === 'bad') throw Object.assign(new Error('broken'), { name: 'Broken' });
    return name;
  };
  const tasks: Tasks = { invokeFunction, callService: async () => ({}) };
  served = await service({ tasks, clock: virtualClock() });
  const executionArn = await served.start(await served.create(machine(states, more)));
  const failed = await served.ended(executionArn);
  const before = calls.splice(0);
  broken.clear();
  await served.sfn.send(new RedriveExecutionCommand({ executionArn }));
  const ended = await served.ended(executionArn);
  return { failed, ended, before, after: calls, execution: served.runner.executions.get(executionArn) };
}

describe('a redrive', () => {
  it('goes on from the state that failed, and keeps what succeeded', async () => {
    const result = await redriven({ A: ask('a', { Next: 'B' }), B: ask('broken', { Next: 'C' }), C: ask('c') });
    expect(result.failed).toMatchObject({ status: 'FAILED', redriveStatus: 'REDRIVABLE' });
    expect(result.ended).toMatchObject({ status: 'SUCCEEDED', output: '"c"', redriveCount: 1 });
    expect([result.before, result.after]).toEqual([
      ['a a', 'broken a'].map((call) => call.replace('a a', 'a')),
      ['broken a', 'c broken'],
    ]);
    const types = eventsIn(result.execution.journal).map(({ type }) => type);
    expect(types.slice(types.indexOf('ExecutionFailed'))).toEqual([
      'ExecutionFailed',
      'ExecutionRedriven',
      'TaskScheduled',
      'TaskStarted',
      'TaskSucceeded',
      'TaskStateExited',
      'TaskStateEntered',
      'TaskScheduled',
      'TaskStarted',
      'TaskSucceeded',
      'TaskStateExited',
      'ExecutionSucceeded',
    ]);
  });

  it('runs only the branches and iterations again that did not succeed', async () => {
    const flow = (name: string, more: object = {}) => ({
      StartAt: `Ask ${name}`,
      States: { [`Ask ${name}`]: ask(name, more) },
    });
    const Retry = [{ ErrorEquals: ['Broken'], MaxAttempts: 1 }];
    const result = await redriven({
      Both: { Type: 'Parallel', Branches: [flow('a'), flow('broken', { Retry })], Next: 'Each' },
      Each: { Type: 'Map', Items: ['good', 'fine'], ItemProcessor: flow('f'), End: true },
    });
    expect(result.before).toEqual(['a', 'broken', 'broken']);
    expect(result.after).toEqual(['broken', 'f good', 'f fine']);
  });

  it('starts the time limit of the machine anew', async () => {
    const result = await redriven(
      {
        W: { Type: 'Wait', Seconds: 40, Next: 'B' },
        B: ask('broken', { Next: 'X' }),
        X: { Type: 'Wait', Seconds: 50, End: true },
      },
      { TimeoutSeconds: 60 },
    );
    expect(result.ended.status).toBe('SUCCEEDED');
  });

  it('of what is running or has succeeded is ExecutionNotRedrivable', async () => {
    served = await service();
    const executionArn = await served.start(await served.create(machine({ Done: { Type: 'Succeed' } })));
    await served.ended(executionArn);
    await expect(served.sfn.send(new RedriveExecutionCommand({ executionArn }))).rejects.toMatchObject({
      name: 'ExecutionNotRedrivable',
    });
  });
});
