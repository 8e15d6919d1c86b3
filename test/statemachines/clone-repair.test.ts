import { describe, expect, it } from 'vitest';
import { callsOf, OLD_RUN, runMachine, seen } from '../support/clones/machines.ts';
import { fail } from '../support/state-machines/answers.ts';

const FOUND = ['Read what is asked', 'Take the lock', 'Look at the clone', 'Is there anything to repair?'];
const TAKEN = [
  'Is a run still at work on it?',
  'Has that run ended?',
  'Mark it broken',
  'Note what is to be done',
  'Which way?',
];
const WAITED = [
  'Wait for the other machine',
  'Ask how the other machine goes',
  'Has the other machine ended?',
  'Wait for the other machine',
  'Ask how the other machine goes',
  'Has the other machine ended?',
  'End the run',
  'The clone is repaired',
];
const started = (outcome: Awaited<ReturnType<typeof runMachine>>) => callsOf(outcome, 'sfn:startExecution')[0];

describe('repair of a clone', () => {
  it.each(['planned', 'restoring', 'masking', 'broken'])(
    'begins one that was left %s again, in the hands of the repair',
    async (state) => {
      const outcome = await runMachine('repair-clone', { 'Clone:look': seen(state) });
      expect(outcome.path).toEqual([...FOUND, ...TAKEN, 'Begin it again', ...WAITED]);
      expect(callsOf(outcome, 'Clone:mark:broken')).toMatchObject([{ instead_of: OLD_RUN }]);
      const run = callsOf(outcome, 'Clone:mark:broken')[0]?.run;
      const { StateMachineArn, Input } = started(outcome) as { StateMachineArn: string; Input: string };
      expect(StateMachineArn).toBe(
        'arn:aws:states:eu-west-3:000000000000:stateMachine:permanence-test-clone-environment',
      );
      expect(JSON.parse(Input)).toMatchObject({ name: 'july', repair_of: run });
      expect(outcome.output).toMatchObject({ name: 'july', way: 'finish' });
    },
  );

  it('removes one that was tried too often, or whose date has come', async () => {
    const outcome = await runMachine('repair-clone', { 'Clone:look': seen('broken', { way: 'remove' }) });
    expect(outcome.path).toEqual([...FOUND, ...TAKEN, 'Remove it', ...WAITED]);
    expect(String(started(outcome)?.StateMachineArn)).toMatch(/remove-clone$/);
  });

  it('goes the way that it is told', async () => {
    const outcome = await runMachine('repair-clone', {}, { name: 'july', way: 'remove' });
    expect(outcome.path).toContain('Remove it');
  });

  it.each(['serving', 'removed'])('refuses one that is %s, whatever it is told', async (state) => {
    const otherwise = { 'Clone:look': seen(state, { way: 'nothing' }) };
    const outcome = await runMachine('repair-clone', otherwise, { name: 'july', way: 'remove' });
    expect(outcome.path).toEqual([
      ...FOUND,
      'Say that nothing is broken',
      'End the run as refused',
      'The repair was refused',
    ]);
    expect(callsOf(outcome, 'Clone:mark:broken')).toEqual([]);
  });

  it('refuses one that a run is still at work on', async () => {
    const outcome = await runMachine('repair-clone', { 'sfn:describeExecution': { Status: 'RUNNING' } });
    expect(outcome.path.slice(-3)).toEqual([
      'Say that it is at work',
      'End the run as refused',
      'The repair was refused',
    ]);
    expect(callsOf(outcome, 'Clone:mark:broken')).toEqual([]);
  });

  it('takes one over from a run that nobody remembers', async () => {
    const outcome = await runMachine('repair-clone', {
      'sfn:describeExecution': [fail('Sfn.ExecutionDoesNotExistException'), { Status: 'SUCCEEDED' }],
    });
    expect(outcome.status).toBe('SUCCEEDED');
  });

  it('refuses one that another repair took meanwhile', async () => {
    const outcome = await runMachine('repair-clone', { 'Clone:mark:broken': fail('WrongState') });
    expect(outcome.path.at(-1)).toBe('The repair was refused');
    expect(started(outcome)).toBeUndefined();
  });

  it('says what became of the other machine when it failed', async () => {
    const outcome = await runMachine('repair-clone', {
      'sfn:describeExecution': [{ Status: 'FAILED' }, { Status: 'FAILED', Cause: 'no restore' }],
    });
    expect(outcome.error).toBe('CloneNotRepaired');
    expect(outcome.cause).toContain('finish ended FAILED: no restore');
    expect(callsOf(outcome, 'Runs:end')).toMatchObject([{ verdict: 'bad' }]);
  });

  it.each(['Clone:look', 'sfn:describeExecution', 'Clone:mark:broken', 'Runs:note', 'sfn:startExecution'])(
    'a fault at %s frees the lock',
    async (key) => {
      const outcome = await runMachine('repair-clone', { [key]: fail('Unheard.OfException') });
      expect(outcome.path.slice(-2)).toEqual(['End the run as failed', 'The clone is not repaired']);
      expect(callsOf(outcome, 'Runs:end')).toHaveLength(1);
    },
  );
});
