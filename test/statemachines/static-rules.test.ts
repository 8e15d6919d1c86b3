import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { unknownErrors } from '../support/state-machines/known-errors.ts';
import { catcherProblemsOf, invalidityOf, problemsOf } from '../support/state-machines/static-rules.ts';

const FOLDER = 'statemachines';
const FILES = existsSync(FOLDER) ? readdirSync(FOLDER).filter((file) => file.endsWith('.asl.json')) : [];

const GOOD = {
  Comment: 'Says what it is for',
  QueryLanguage: 'JSONata',
  TimeoutSeconds: 60,
  StartAt: 'Ask',
  States: {
    Ask: {
      Type: 'Task',
      Resource: 'arn:aws:states:::lambda:invoke',
      Arguments: { FunctionName: 'f', Payload: '{% $map([1], function($v) { $v }) %}' },
      TimeoutSeconds: 5,
      Retry: [{ ErrorEquals: ['Busy'], MaxAttempts: 2, MaxDelaySeconds: 9, JitterStrategy: 'FULL' }],
      Catch: [
        { ErrorEquals: ['Busy'], Next: 'Give up' },
        { ErrorEquals: ['States.DataLimitExceeded'], Next: 'Give up' },
      ],
      End: true,
    },
    'Give up': { Type: 'Fail', Error: 'GaveUp' },
  },
};

const { Ask } = GOOD.States;
const withTask = (changes: object) => ({ ...GOOD, States: { ...GOOD.States, Ask: { ...Ask, ...changes } } });

describe('every state machine of ours', () => {
  it.each(FILES)('%s is valid, bounded, and names the errors it expects', (file) => {
    const text = readFileSync(`${FOLDER}/${file}`, 'utf8');
    expect(invalidityOf(text)).toBeUndefined();
    expect(problemsOf(text)).toEqual([]);
  });

  it.each(FILES)('%s catches an error that says neither its name nor its cause', async (file) => {
    expect(await catcherProblemsOf(readFileSync(`${FOLDER}/${file}`, 'utf8'))).toEqual([]);
  });

  it.each(FILES)('%s waits for no error that never comes', (file) => {
    expect(unknownErrors(readFileSync(`${FOLDER}/${file}`, 'utf8'))).toEqual([]);
  });
});

describe('the rules for state machines', () => {
  it('let a good one pass', () => {
    expect(invalidityOf(JSON.stringify(GOOD))).toBeUndefined();
    expect(problemsOf(JSON.stringify(GOOD))).toEqual([]);
  });

  it('name errors that never come', () => {
    const names = ['Backup.ThrottlingException', 'Backup.BackupException', 'DynamoDb.InternalServerErrorException'];
    expect(unknownErrors(JSON.stringify(names))).toEqual(['Backup.ThrottlingException']);
  });

  it('refuse what is not valid', () => {
    expect(invalidityOf(JSON.stringify({ ...GOOD, StartAt: 'Nowhere' }))).toContain('StartAt');
  });

  it.each([
    ['no comment', { ...GOOD, Comment: undefined }, 'Comment'],
    ['JSONPath', { ...GOOD, QueryLanguage: 'JSONPath' }, 'QueryLanguage is JSONata'],
    ['no time limit', { ...GOOD, TimeoutSeconds: undefined }, 'the machine has TimeoutSeconds'],
    ['a task without time limit', withTask({ TimeoutSeconds: undefined }), 'Ask: a Task has TimeoutSeconds'],
    ['a task without retry', withTask({ Retry: undefined }), 'Ask: a Task has Retry'],
    ['an unbounded retry', withTask({ Retry: [{ ErrorEquals: ['Busy'] }] }), 'Ask: Retry is bounded by MaxAttempts'],
    ['a retry of anything', withTask({ Retry: [{ ErrorEquals: ['States.ALL'] }] }), 'Ask: Retry names its errors'],
    [
      'a catch of anything only',
      withTask({ Catch: [{ ErrorEquals: ['States.ALL'], Next: 'Give up' }] }),
      'Ask: a Task has a Catch that names its errors',
    ],
    [
      'a task that ends the run when its answer is too large',
      withTask({ Catch: [{ ErrorEquals: ['Busy', 'States.TaskFailed'], Next: 'Give up' }] }),
      'Ask: a Catch names States.DataLimitExceeded',
    ],
    [
      'a variable with the name of a function',
      withTask({ Assign: { round: 1 } }),
      '$round is the name of a function of JSONata',
    ],
    ['a variable that nobody assigns', withTask({ Output: '{% $tables %}' }), '$tables is read and never assigned'],
  ])('refuse %s', (_, definition, problem) => {
    expect(problemsOf(JSON.stringify(definition)).join('\n')).toContain(problem);
  });

  it('refuse a catcher that takes a cause for granted', async () => {
    const Assign = { why: '{% $string($states.errorOutput.Cause) %}' };
    const machine = withTask({ Catch: [{ ErrorEquals: ['States.ALL'], Assign, Next: 'Give up' }] });
    expect((await catcherProblemsOf(JSON.stringify(machine))).join('\n')).toContain('Ask, caught {"Error":"Refused"}');
  });
});
