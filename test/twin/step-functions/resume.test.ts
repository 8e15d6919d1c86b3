import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { virtualClock } from '../../../twin/step-functions/clock/virtual.ts';
import { eventsIn } from '../../../twin/step-functions/history/history.ts';
import type { Tasks } from '../../../twin/step-functions/integrations/call.ts';
import type { Execution } from '../../../twin/step-functions/service/execution.ts';
import { type Runner, startRunner } from '../../../twin/step-functions/service/runner.ts';
import { machine, oracle } from './support/machines.ts';
import { tokenTaker } from './support/waiting.ts';

const ARN = 'arn:aws:states:eu-west-3:000000000000:stateMachine:m';
const START_MS = Date.UTC(2026, 10, 24, 4);

let directory: string;
let runner: Runner;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'machines-'));
});
afterEach(async () => {
  await runner.close();
  rmSync(directory, { recursive: true });
});

function open(tasks: Tasks, startMs = START_MS): Runner {
  runner = startRunner({ tasks, directory, clock: virtualClock(startMs) });
  return runner;
}

function begin(states: object, name = 'one'): Execution {
  const stored = runner.define({ arn: ARN, name: 'm', definition: JSON.stringify(machine(states)) });
  return runner.executions.start(stored, name, {});
}

const again = (name = 'one') => runner.executions.get(`${ARN.replace(':stateMachine:', ':execution:')}:${name}`);

/** Functions that answer with their name, but for one that never answers; calls are counted. */
function functions(stuck?: string) {
  const calls: string[] = [];
  const called = Promise.withResolvers<void>();
  const tasks: Tasks = {
    invokeFunction: async (name) => {
      calls.push(name);
      if (name !== stuck) return name;
      called.resolve();
      return new Promise(() => undefined);
    },
    callService: async () => ({}),
  };
  return { tasks, calls, stuck: called.promise };
}

const ask = (name: string, more: object = {}) => oracle({ Arguments: { FunctionName: name, Payload: {} }, ...more });

describe('an execution that another process left running', () => {
  it('goes on after the last completed step, and only the task in flight is called again', async () => {
    const before = functions('b');
    open(before.tasks);
    begin({ A: ask('a', { Assign: { kept: '{% $uuid() %}' }, Next: 'B' }), B: ask('b', { Output: '{% $kept %}' }) });
    await before.stuck;
    const kept = JSON.stringify(runner.executions.all()[0]?.journal.get('0:exit'));
    await runner.close();
    const after = functions();
    open(after.tasks);
    const end = await again().ended();
    expect([before.calls, after.calls]).toEqual([['a', 'b'], ['b']]);
    expect(kept).toContain(String(end?.output));
  });

  it('has one history, without gaps or repetitions', async () => {
    const before = functions('b');
    open(before.tasks);
    begin({ A: ask('a', { Next: 'B' }), B: ask('b') });
    await before.stuck;
    await runner.close();
    open(functions().tasks);
    await again().ended();
    const events = eventsIn(again().journal);
    expect(events.map(({ id }) => id)).toEqual(events.map((_, index) => index + 1));
    const types = ['Entered', 'Scheduled', 'Started', 'Succeeded', 'Exited'];
    const task = types.map((what) => (['Entered', 'Exited'].includes(what) ? `TaskState${what}` : `Task${what}`));
    expect(events.map(({ type }) => type)).toEqual(['ExecutionStarted', ...task, ...task, 'ExecutionSucceeded']);
  });

  it('waits no longer than it would have', async () => {
    open(functions('never').tasks);
    begin({ Wait: { Type: 'Wait', Seconds: 3600, End: true } });
    await new Promise((turn) => setImmediate(turn));
    await runner.close();
    open(functions().tasks, START_MS + 600_000);
    expect((await again().ended())?.stopMs).toBe(START_MS + 3_600_000);
  });

  it('gives up a task when it would have', async () => {
    const before = functions('a');
    open(before.tasks);
    begin({ A: ask('a', { TimeoutSeconds: 300 }) });
    await before.stuck;
    await runner.close();
    open(functions('a').tasks, START_MS + 100_000);
    expect(await again().ended()).toMatchObject({ error: 'States.Timeout', stopMs: START_MS + 300_000 });
  });

  it('does not try again more often than it would have', async () => {
    const busy = { tasks: failing(), calls: 0 };
    open(busy.tasks);
    begin({ A: ask('a', { Retry: [{ ErrorEquals: ['Busy'], IntervalSeconds: 100, BackoffRate: 1 }] }) });
    await new Promise((turn) => setImmediate(turn));
    await runner.close();
    const calls: number[] = [];
    open(failing(calls), START_MS + 40_000);
    await again().ended();
    expect(calls).toHaveLength(3);
  });

  it('keeps its task tokens: an answer given to the new process, or just before the old one ended, counts', async () => {
    const Resource = 'arn:aws:states:::lambda:invoke.waitForTaskToken';
    const Arguments = { FunctionName: 'f', Payload: { token: '{% $states.context.Task.Token %}' } };
    const taker = tokenTaker();
    open(taker.tasks);
    const state = oracle({ Resource, Arguments, Output: '{% $states.result %}' });
    const early = begin({ Ask: state }, 'early');
    begin({ Ask: state }, 'late');
    const [first, second] = [await taker.call(0), await taker.call(1)];
    const close = runner.close();
    early.journal.put('0:a0.0:answer', { output: 'early' });
    await close;
    open(taker.tasks);
    expect(first.token).not.toBe(second.token);
    runner.answers.succeed(second.token, 'late');
    expect((await again('late').ended())?.output).toBe('late');
    expect((await again('early').ended())?.output).toBe('early');
    expect(taker.calls).toHaveLength(2);
  });

  it('goes on in the branches and iterations that had not ended', async () => {
    const before = functions('b');
    open(before.tasks);
    const flow = (name: string) => ({ StartAt: name, States: { [name]: ask(name) } });
    const states = {
      StartAt: 'Each',
      States: { Each: { Type: 'Map', Items: ['x', 'y'], End: true, ItemProcessor: flow('c') } },
    };
    begin({ All: { Type: 'Parallel', Branches: [flow('a'), flow('b'), states], End: true } });
    await before.stuck;
    for (let turn = 0; turn < 50; turn++) await new Promise((next) => setImmediate(next));
    await runner.close();
    expect([...before.calls].sort()).toEqual(['a', 'b', 'c', 'c']);
    const after = functions();
    open(after.tasks);
    expect((await again().ended())?.output).toEqual(['a', 'b', ['c', 'c']]);
    expect(after.calls).toEqual(['b']);
  });

  it('that has ended stays ended', async () => {
    const before = functions();
    open(before.tasks);
    await begin({ A: ask('a') }).ended();
    await runner.close();
    open(before.tasks);
    expect(again().end).toMatchObject({ status: 'SUCCEEDED', output: 'a' });
    expect(before.calls).toEqual(['a']);
  });
});

function failing(calls: number[] = []): Tasks {
  const invokeFunction = async () => {
    calls.push(calls.length);
    throw Object.assign(new Error('busy'), { name: 'Busy' });
  };
  return { invokeFunction, callService: invokeFunction };
}
