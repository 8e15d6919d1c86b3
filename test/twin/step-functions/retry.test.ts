import { describe, expect, it } from 'vitest';
import { fail, never } from '../../support/state-machines/answers.ts';
import { runScenario } from '../../support/state-machines/scenario.ts';
import { machine, oracle, run } from './support/machines.ts';

const busy = fail('Busy');
const at = ({ calls }: { calls: readonly { at: number }[] }) => calls.map((call) => call.at);

describe('a retrier', () => {
  it('tries three times more, after 1, 2 and 4 seconds, unless told', async () => {
    const outcome = await run({ Ask: oracle({ Retry: [{ ErrorEquals: ['Busy'] }] }) }, { answers: { oracle: busy } });
    expect(at(outcome)).toEqual([0, 1, 3, 7]);
    expect(outcome).toMatchObject({ status: 'FAILED', error: 'Busy' });
  });

  it('waits IntervalSeconds times BackoffRate, never longer than MaxDelaySeconds', async () => {
    const Retry = [{ ErrorEquals: ['Busy'], IntervalSeconds: 2, BackoffRate: 3, MaxAttempts: 4, MaxDelaySeconds: 10 }];
    expect(at(await run({ Ask: oracle({ Retry }) }, { answers: { oracle: busy } }))).toEqual([0, 2, 8, 18, 28]);
  });

  it('with JitterStrategy FULL waits between nothing and the whole delay', async () => {
    const Retry = [{ ErrorEquals: ['Busy'], IntervalSeconds: 8, MaxAttempts: 2, JitterStrategy: 'FULL' }];
    const chances = [0.25, 0.75];
    const random = () => chances.shift() ?? 0;
    const definition = machine({ Ask: oracle({ Retry }) });
    expect(at(await runScenario({ definition, random, answers: { oracle: busy } }))).toEqual([0, 2, 14]);
  });

  it('with MaxAttempts 0 never tries again', async () => {
    const Retry = [{ ErrorEquals: ['Busy'], MaxAttempts: 0 }, { ErrorEquals: ['States.ALL'] }];
    expect(at(await run({ Ask: oracle({ Retry }) }, { answers: { oracle: busy } }))).toEqual([0]);
  });

  it('counts for itself, whatever other errors come in between', async () => {
    const Retry = [
      { ErrorEquals: ['A', 'B'], MaxAttempts: 2 },
      { ErrorEquals: ['C'], IntervalSeconds: 5 },
    ];
    const answers = { oracle: [fail('A'), fail('B'), fail('C'), fail('B'), 'too late'] };
    const Catch = [{ ErrorEquals: ['States.ALL'], Next: 'Z' }];
    const outcome = await run({ X: oracle({ Retry, Catch }), Z: { Type: 'Succeed' } }, { answers });
    expect(at(outcome)).toEqual([0, 1, 3, 8]);
    expect(outcome.path).toEqual(['X', 'Z']);
  });

  it('counts anew when the state is entered again', async () => {
    const again = { Type: 'Choice', Choices: [{ Condition: '{% $states.input = 1 %}', Next: 'Ask' }], Default: 'End' };
    const states = { Ask: oracle({ Retry: [{ ErrorEquals: ['Busy'], MaxAttempts: 1 }], Next: 'Again' }), Again: again };
    const answers = { oracle: [busy, 1, busy, 2] };
    const outcome = await run({ ...states, End: { Type: 'Succeed' } }, { answers });
    expect(outcome.status).toBe('SUCCEEDED');
  });

  it('runs a Parallel again as a whole', async () => {
    const flow = { StartAt: 'Ask', States: { Ask: oracle() } };
    const outcome = await run(
      { Both: { Type: 'Parallel', Branches: [flow], Retry: [{ ErrorEquals: ['Busy'] }], End: true } },
      { answers: { oracle: [busy, 'fine'] } },
    );
    expect([outcome.path, outcome.output]).toEqual([['Both', 'Ask', 'Ask'], ['fine']]);
  });
});

describe('error names', () => {
  const caught = async (names: string[], answer: unknown, more: object = {}) => {
    const Catch = [{ ErrorEquals: names, Next: 'Caught' }];
    const states = { Ask: oracle({ Catch, ...more }), Caught: { Type: 'Succeed' } };
    return (await run(states, { answers: { oracle: answer } })).status === 'SUCCEEDED';
  };
  const slow = [never, { TimeoutSeconds: 3 }] as const;
  const large = 'x'.repeat(300_000);

  it('States.ALL means any error', async () => {
    expect(await caught(['States.ALL'], busy)).toBe(true);
    expect(await caught(['States.ALL'], ...slow)).toBe(true);
  });

  it('States.TaskFailed means any error but States.Timeout', async () => {
    expect(await caught(['States.TaskFailed'], busy)).toBe(true);
    expect(await caught(['States.TaskFailed'], ...slow)).toBe(false);
    expect(await caught(['States.Timeout'], ...slow)).toBe(true);
  });

  it('a result that is too large is caught by its name and by States.ALL, not by States.TaskFailed', async () => {
    expect(await caught(['States.ALL'], large)).toBe(true);
    expect(await caught(['States.DataLimitExceeded'], large)).toBe(true);
    expect(await caught(['States.TaskFailed'], large)).toBe(false);
  });

  it('nothing catches States.Runtime', async () => {
    expect(await caught(['States.Runtime'], 1, { Arguments: { Payload: 1 } })).toBe(false);
  });
});
