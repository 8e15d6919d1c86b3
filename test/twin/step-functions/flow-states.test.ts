import { describe, expect, it } from 'vitest';
import { runScenario } from '../../support/state-machines/scenario.ts';
import { machine, run } from './support/machines.ts';

const End = { Type: 'Succeed' };

describe('a Choice', () => {
  const which = (Choices: object[], more: object = {}) =>
    run({ Which: { Type: 'Choice', Choices, ...more }, First: End, Second: End, Other: End }, { input: { n: 5 } });

  it('takes the first rule that is true', async () => {
    const rules = [
      { Condition: '{% $states.input.n > 9 %}', Next: 'First' },
      { Condition: '{% $states.input.n > 4 %}', Next: 'Second' },
      { Condition: true, Next: 'Other' },
    ];
    expect((await which(rules)).path).toEqual(['Which', 'Second']);
  });

  it('without a match and without Default fails with States.NoChoiceMatched', async () => {
    const rules = ['First', 'Second', 'Other'].map((Next) => ({ Condition: false, Next }));
    expect((await which(rules)).error).toBe('States.NoChoiceMatched');
  });

  it('whose condition gives no boolean fails with States.QueryEvaluationError', async () => {
    const rules = ['First', 'Second', 'Other'].map((Next) => ({ Condition: '{% 1 %}', Next }));
    expect((await which(rules)).error).toBe('States.QueryEvaluationError');
  });
});

describe('a Wait', () => {
  const waited = async (more: object, input: object = {}) => {
    const { seconds, error } = await runScenario({
      definition: machine({ Wait: { Type: 'Wait', ...more, End: true } }),
      input: input as never,
    });
    return error ?? seconds;
  };

  it('waits for seconds, written or computed', async () => {
    expect(await waited({ Seconds: 90 })).toBe(90);
    expect(await waited({ Seconds: '{% $states.input.s * 2 %}' }, { s: 4 })).toBe(8);
  });

  it('waits until a time, not at all when it has passed', async () => {
    expect(await waited({ Timestamp: '2026-11-24T04:10:00Z' })).toBe(600);
    expect(await waited({ Timestamp: '{% $states.input.t %}' }, { t: '2020-01-01T00:00:00+01:00' })).toBe(0);
  });

  it.each([
    { Seconds: '{% -1 %}' },
    { Seconds: '{% 1.5 %}' },
    { Seconds: '{% "1" %}' },
    { Timestamp: '{% "tomorrow" %}' },
  ])('does not take %j', async (more) => expect(await waited(more)).toBe('States.QueryEvaluationError'));
});

describe('the ends', () => {
  it('Succeed ends with its Output', async () => {
    expect(await run({ Done: { Type: 'Succeed', Output: '{% 1 + 1 %}' } })).toMatchObject({
      status: 'SUCCEEDED',
      output: 2,
    });
  });

  it('Fail ends with its Error and Cause, written or computed', async () => {
    const outcome = await run(
      { Bad: { Type: 'Fail', Error: 'Bad', Cause: '{% "n=" & $states.input.n %}' } },
      { input: { n: 1 } },
    );
    expect(outcome).toMatchObject({ status: 'FAILED', error: 'Bad', cause: 'n=1' });
  });

  it('Fail can go without Error and Cause', async () => {
    expect(await run({ Bad: { Type: 'Fail' } })).toMatchObject({
      status: 'FAILED',
      error: undefined,
      cause: undefined,
    });
  });
});

describe('limits', () => {
  it('an output above 256 KiB fails the state with States.DataLimitExceeded', async () => {
    const Output = '{% $join($range(1, 1000, 1).$pad("x", 300)) %}';
    expect((await run({ Big: { Type: 'Pass', Output, End: true } })).error).toBe('States.DataLimitExceeded');
  });

  it('a history ends at 25,000 events', async () => {
    const states = { Around: { Type: 'Pass', Next: 'Again' }, Again: { Type: 'Pass', Next: 'Around' } };
    const { error, events } = await run(states);
    expect(error).toBe('States.Runtime');
    expect(events).toHaveLength(25_001);
  });

  it("a machine's own TimeoutSeconds ends it as TIMED_OUT, and nothing catches that", async () => {
    const states = { Wait: { Type: 'Wait', Seconds: 100, End: true } };
    const flow = { StartAt: 'Wait', States: states };
    const Both = {
      Type: 'Parallel',
      Branches: [flow],
      Catch: [{ ErrorEquals: ['States.ALL'], Next: 'Done' }],
      End: true,
    };
    const definition = machine({ Both, Done: { Type: 'Succeed' } }, { TimeoutSeconds: 30 });
    expect(await runScenario({ definition })).toMatchObject({
      status: 'TIMED_OUT',
      seconds: 30,
      path: ['Both', 'Wait'],
    });
  });
});

it.each(['2016-13-05T21:29:29Z', '2026-02-30T00:00:00Z', '2026-11-24T24:00:00Z', '2026-11-24T05:00:00', '2026-11-24'])(
  'a Wait until %s, which is no time, fails the state when it is computed and is refused when it is written',
  async (time) => {
    const wait = (Timestamp: string) => run({ Wait: { Type: 'Wait', Timestamp, End: true } }, { input: { time } });
    const { status, error, cause } = await wait('{% $states.input.time %}');
    expect({ status, error }).toEqual({ status: 'FAILED', error: 'States.QueryEvaluationError' });
    // LocalStack, scenarios/test_base_scenarios: test_wait_timestamp_jsonata and test_wait_timestamp_invalid.
    expect(cause).toBe(
      "An error occurred while executing the state 'Wait' (entered at the event id #2). The Timestamp field cannot be parsed as an " +
        `ISO-8601 extended offset date-time format string: ${time}`,
    );
    await expect(wait(time)).rejects.toThrow('Timestamp is a time as RFC 3339 has it');
  },
);
