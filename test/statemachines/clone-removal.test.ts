import { describe, expect, it } from 'vitest';
import { absent, callsOf, noStack, OLD_RUN, runMachine, seen, stack } from '../support/clones/machines.ts';
import { fail } from '../support/state-machines/answers.ts';

const REMOVED = [
  'Take up the clone',
  'What is there to do?',
  'Mark it removing',
  'Ask for its API',
  'Delete its API',
  'Wait for the API to go',
  'Look whether the API is gone',
  'Is the API gone?',
  'Wait for the API to go',
  'Look whether the API is gone',
  'Is the API gone?',
  'Ask for restores that are coming',
  'Are restores still coming?',
  'Remove its tables',
  'Take up the table',
  'Delete the table',
  'Look whether the table is gone',
  'Is it time to give up?',
  'Wait for the table to go',
  'Delete the table',
  'Look whether the table is gone',
  'The table is gone',
  'Is everything gone?',
  'Mark it removed',
  'It is removed',
];
const DONE = ['Is any of them left?', 'End the run', 'The clones are gone'];
const LEFT = ['Is any of them left?', 'End the run with what is left', 'Something is left'];
const expired = (...clones: object[]) => ({ 'Clone:due': { clones } });

describe('removal of clones', () => {
  it('removes all whose date has come: the API first, then the tables, each until it is gone', async () => {
    const outcome = await runMachine('remove-clone', {}, {});
    expect(outcome.path).toEqual([
      'Read what is asked',
      'Take the lock',
      'Is one named?',
      'List what is due',
      'Remove each clone',
      ...REMOVED,
      ...DONE,
    ]);
    expect(outcome.output).toMatchObject({ removed: 1, left: 0, clones: [{ name: 'july', removed: true }] });
    expect(callsOf(outcome, 'Clone:mark:removing')).toMatchObject([{ instead_of: OLD_RUN }]);
  });

  it('removes one that is named before its date', async () => {
    const outcome = await runMachine('remove-clone', { 'Clone:look': seen('serving') });
    expect(outcome.path).toContain('Look at the clone');
    expect(outcome.status).toBe('SUCCEEDED');
  });

  it('is done at once when no date has come', async () => {
    const outcome = await runMachine('remove-clone', expired(), {});
    expect(outcome.path.slice(3)).toEqual(['List what is due', 'Remove each clone', ...DONE]);
    expect(outcome.output).toMatchObject({ removed: 0, left: 0 });
  });

  it('removes the tables of a clone that never had an API', async () => {
    const outcome = await runMachine('remove-clone', { 'cloudformation:describeStacks': noStack }, {});
    expect(outcome.status).toBe('SUCCEEDED');
    expect(callsOf(outcome, 'cloudformation:deleteStack')).toEqual([]);
    expect(callsOf(outcome, 'dynamodb:deleteTable').length).toBeGreaterThan(0);
  });

  it('goes on with one that an earlier run began to remove', async () => {
    const outcome = await runMachine(
      'remove-clone',
      { ...expired(seen('removing')), 'dynamodb:describeTable': absent },
      {},
    );
    expect(outcome.status).toBe('SUCCEEDED');
  });

  it('does not look for what is gone already', async () => {
    const outcome = await runMachine('remove-clone', { 'Clone:look': seen('removed') });
    expect(outcome.path).toContain('Nothing was left');
    expect(callsOf(outcome, 'dynamodb:deleteTable')).toEqual([]);
  });

  it.each(['planned', 'restoring', 'masking'])('leaves a clone that is %s to the run at work on it', async (state) => {
    const outcome = await runMachine(
      'remove-clone',
      { ...expired(seen(state)), 'sfn:describeExecution': { Status: 'RUNNING' } },
      {},
    );
    expect(outcome.path).toContain('Leave it to another run');
    expect(outcome.path.slice(-3)).toEqual(LEFT);
    expect(callsOf(outcome, 'dynamodb:deleteTable')).toEqual([]);
  });

  it.each([
    ['failed', { Status: 'FAILED' }],
    ['is forgotten', fail('Sfn.ExecutionDoesNotExistException')],
  ])('takes a half-built clone out of the hands of a run that %s', async (_, answer) => {
    const outcome = await runMachine(
      'remove-clone',
      { ...expired(seen('masking')), 'sfn:describeExecution': answer },
      {},
    );
    expect(outcome.path).toContain('Mark it broken first');
    expect(callsOf(outcome, 'Clone:mark:broken')).toMatchObject([{ instead_of: OLD_RUN }]);
    const [removing] = callsOf(outcome, 'Clone:mark:removing');
    expect(removing?.instead_of).toBe(removing?.run);
    expect(outcome.status).toBe('SUCCEEDED');
  });

  it('leaves one that another run took meanwhile', async () => {
    const outcome = await runMachine('remove-clone', { 'Clone:mark:removing': fail('WrongState') }, {});
    expect(outcome.path).toContain('Leave it to another run');
    expect(outcome.error).toBe('ClonesLeft');
  });

  it.each([
    [
      'the API cannot be deleted',
      { 'cloudformation:describeStacks': [stack('CREATE_COMPLETE'), stack('DELETE_FAILED')] },
      'DELETE_FAILED',
    ],
    ['the API never goes', { 'cloudformation:describeStacks': stack('DELETE_IN_PROGRESS') }, 'DELETE_IN_PROGRESS'],
    [
      'CloudFormation says something else',
      { 'cloudformation:describeStacks': fail('CloudFormation.CloudFormationException', 'rate') },
      'rate',
    ],
    ['a table never goes', { 'dynamodb:describeTable': { Table: {} } }, 'permanence-clone-july-ledger'],
    ['it cannot be marked', { 'Clone:mark:removed': fail('Unheard.OfException') }, 'Unheard'],
  ])('says what is left when %s', async (_, otherwise, says) => {
    const outcome = await runMachine('remove-clone', otherwise, { poll_seconds: 60 });
    expect(outcome.path.slice(-3)).toEqual(LEFT);
    expect(outcome.cause).toContain(says);
    expect(callsOf(outcome, 'Runs:end')).toMatchObject([{ verdict: 'bad' }]);
    expect(outcome.seconds).toBeLessThan(21_600);
  });

  it('removes the others when one cannot be removed', async () => {
    const one = seen('serving', { name: 'one', stack: 'permanence-clone-one' });
    const outcome = await runMachine(
      'remove-clone',
      {
        ...expired(one, seen('serving')),
        'cloudformation:describeStacks': ({ StackName }: { StackName: string }) =>
          StackName === 'permanence-clone-one' ? fail('Unheard.OfException') : noStack,
      },
      {},
    );
    expect(callsOf(outcome, 'Clone:mark:removed')).toHaveLength(1);
    expect(outcome.cause).toMatch(/^one: /);
  });

  it.each(['Clone:due', 'Clone:mark:removing', 'cloudformation:deleteStack'])(
    'a fault at %s frees the lock',
    async (key) => {
      const outcome = await runMachine('remove-clone', { [key]: fail('Unheard.OfException') }, {});
      expect(outcome.status).toBe('FAILED');
      expect(callsOf(outcome, 'Runs:end')).toMatchObject([{ verdict: 'bad' }]);
    },
  );

  it('waits for restores that a dead run left, before it looks for tables', async () => {
    const outcome = await runMachine('remove-clone', { 'Clone:coming': [{ restores: 1 }, { restores: 0 }] }, {});
    expect(outcome.path).toContain('Wait for the restores to end');
    const order = outcome.calls.map(({ resource, input }) => (input as { step?: string }).step ?? resource);
    expect(order.lastIndexOf('coming')).toBeLessThan(order.indexOf('dynamodb:deleteTable'));
    expect(outcome.status).toBe('SUCCEEDED');
  });

  it('does not count a clone as removed while a restore of it never ends', async () => {
    const outcome = await runMachine('remove-clone', { 'Clone:coming': { restores: 2 } }, { poll_seconds: 60 });
    expect(outcome.cause).toContain('2 restores of its recovery points have not ended');
    expect(callsOf(outcome, 'Clone:mark:removed')).toEqual([]);
    expect(outcome.seconds).toBeLessThan(21_600);
  });

  it.each([
    ['the daily removal', { 'Clone:due': { clones: [seen('removed', { is_back: true })], without_record: [] } }, {}],
    ['a removal by name', { 'Clone:look': seen('removed', { is_back: true }) }, { name: 'july' }],
  ])('%s takes up a removed clone of which a table is there again', async (_, otherwise, input) => {
    const outcome = await runMachine('remove-clone', otherwise, input);
    expect(callsOf(outcome, 'dynamodb:deleteTable').length).toBeGreaterThan(0);
    expect(callsOf(outcome, 'Clone:mark:removing')).toMatchObject([{ instead_of: OLD_RUN }]);
    expect(outcome.status).toBe('SUCCEEDED');
  });

  it('calls a person for a table that no clone has', async () => {
    const without_record = ['permanence-clone-lost-ledger'];
    const outcome = await runMachine('remove-clone', { 'Clone:due': { clones: [], without_record } }, {});
    expect(outcome.path.slice(-3)).toEqual(LEFT);
    expect(outcome.cause).toBe('no clone has the table permanence-clone-lost-ledger');
    expect(callsOf(outcome, 'Runs:end')).toMatchObject([{ verdict: 'bad', content: { without_record } }]);
  });

  it('refuses a name that no clone has', async () => {
    const outcome = await runMachine('remove-clone', { 'Clone:look': fail('WrongState', 'there is no clone july') });
    expect(outcome.path.at(-1)).toBe('The removal was refused');
    expect(callsOf(outcome, 'Runs:end')).toMatchObject([{ verdict: 'refused' }]);
  });
});
