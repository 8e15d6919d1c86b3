import { describe, expect, it } from 'vitest';
import { callsOf, noStack, PLAN, runMachine, stack } from '../support/clones/machines.ts';
import { fail, late, never } from '../support/state-machines/answers.ts';

const BEGUN = ['Read what is asked', 'Take the lock', 'Plan the clone'];
const RESTORED = [
  'Mark it restoring',
  'Restore every table',
  'Take up the table',
  'Look for the table',
  'Is it time to give up the table?',
  'Start the restore',
  'Wait for the restore',
  'Ask how the restore goes',
  'Has the restore ended?',
  'Wait for the restore',
  'Ask how the restore goes',
  'Has the restore ended?',
  'Look for the table',
  'Is the table there?',
  'Tag the table',
  'Hand the table over',
  'Note what was restored',
];
const MASKED = [
  'Mark it masking',
  'Give it keys of its own',
  'Share the masking out',
  'Write the chains anew',
  'Take up the share',
  'Mask as many chains as time allows',
  'Is the share done?',
  'Hand the share over',
  'Write the forms anew',
  'Take up the segment',
  'Mask as many forms as time allows',
  'Is the segment done?',
  'Hand the segment over',
  'Throw the key of its pseudonyms away',
  'Note what was masked',
];
const CHECKED = [
  'Check every table',
  'Plan the boot check',
  'Check the parts',
  'Check one part',
  'Conclude the boot check',
  'Check the laws across its tables',
  'Let the real handlers serve on it',
  'Note what the checks say',
  'Would a store run on it?',
];
const SERVING = [
  'Create its API',
  'Begin to wait for the API',
  'Wait for the API',
  'Ask how the API goes',
  'Does the API stand?',
  'Wait for the API',
  'Ask how the API goes',
  'Does the API stand?',
  'Mark it serving',
  'End the run',
  'The clone serves',
];
const BROKEN = ['Mark it broken', 'End the run as broken', 'The clone is left half built'];

describe('cloning', () => {
  it('restores, gives new keys, masks, checks, and serves', async () => {
    const outcome = await runMachine('clone-environment');
    expect(outcome.path).toEqual([...BEGUN, ...RESTORED, ...MASKED, ...CHECKED, ...SERVING]);
    expect(outcome.status).toBe('SUCCEEDED');
    expect(outcome.output).toMatchObject({
      name: 'july',
      state: 'serving',
      url: 'https://july.invalid/',
      rewritten: 10,
      masked: true,
      expires_at: PLAN.expires_at,
    });
    expect(callsOf(outcome, 'Runs:end')).toMatchObject([{ verdict: 'good' }]);
    expect(callsOf(outcome, 'Clone:mark:serving')).toMatchObject([{ url: 'https://july.invalid/' }]);
  });

  it('tells the function what was asked, and not what only the machine needs to know', async () => {
    const asked = { name: 'july', days: 2, masking: false };
    const outcome = await runMachine('clone-environment', {}, { ...asked, poll_seconds: 5, mode: 'drill' });
    expect(callsOf(outcome, 'Clone:plan')).toMatchObject([{ input: asked }]);
    expect(callsOf(outcome, 'Clone:plan')[0]?.input).toEqual(asked);
    expect(callsOf(outcome, 'Runs:begin')).toMatchObject([{ mode: 'drill', version: '0123456789abcdef' }]);
  });

  it('puts the tags on every table and on the API', async () => {
    const outcome = await runMachine('clone-environment');
    expect(callsOf(outcome, 'dynamodb:tagResource')).toEqual([{ ResourceArn: 'arn:table', Tags: PLAN.tags }]);
    expect(callsOf(outcome, 'cloudformation:createStack')).toMatchObject([{ Tags: PLAN.tags, StackName: PLAN.stack }]);
  });

  it('masks a part until nothing of it is left', async () => {
    const left = { ledger: { chains: ['TILL#HAUSSMANN#1'], token: 't' } };
    const outcome = await runMachine('clone-environment', {
      'Clone:mask': [{ rewritten: 5, left }, { rewritten: 2 }, { rewritten: 1 }],
    });
    expect(callsOf(outcome, 'Clone:mask')[1]).toMatchObject(left);
    expect(callsOf(outcome, 'Clone:masked')).toMatchObject([{ rewritten: 8 }]);
    expect(outcome.status).toBe('SUCCEEDED');
  });

  it('leaves a table that an earlier attempt restored as it is', async () => {
    const there = { Table: { TableStatus: 'ACTIVE', TableArn: 'arn:table' } };
    const outcome = await runMachine('clone-environment', { 'dynamodb:describeTable': there });
    expect(outcome.status).toBe('SUCCEEDED');
    expect(callsOf(outcome, 'backup:startRestoreJob')).toEqual([]);
    expect(outcome.path).not.toContain('Start the restore');
  });

  it('waits for a table that is still being made', async () => {
    const table = (TableStatus: string) => ({ Table: { TableStatus, TableArn: 'arn:table' } });
    const outcome = await runMachine('clone-environment', {
      'dynamodb:describeTable': [table('CREATING'), table('ACTIVE')],
    });
    expect(outcome.path).toContain('Wait for the table');
    expect(outcome.status).toBe('SUCCEEDED');
  });

  it('takes the API that an earlier attempt created', async () => {
    const outcome = await runMachine('clone-environment', {
      'cloudformation:createStack': fail('CloudFormation.AlreadyExistsException'),
    });
    expect(outcome.status).toBe('SUCCEEDED');
  });

  it.each(['InvalidClone', 'NameTaken', 'NoRecoveryPoints', 'WrongState'])(
    'refuses for %s, and touches nothing',
    async (name) => {
      const outcome = await runMachine('clone-environment', { 'Clone:plan': fail(name, 'choose another') });
      expect(outcome.path).toEqual([...BEGUN, 'End the run as refused', 'The clone was refused']);
      expect(outcome.cause).toContain('choose another');
      expect(callsOf(outcome, 'Runs:end')).toMatchObject([{ verdict: 'refused' }]);
      expect(callsOf(outcome, 'Clone:mark:broken')).toEqual([]);
    },
  );

  it('does nothing while another run has the lock', async () => {
    const outcome = await runMachine('clone-environment', { 'Runs:begin': fail('RunbookLocked', 'held by another') });
    expect(outcome.path).toEqual(['Read what is asked', 'Take the lock', 'Another run is at work']);
    expect(outcome.calls).toHaveLength(1);
  });

  it.each([
    ['a table does not boot', { 'BootCheck:conclude': { boots: false, items: 1, findings: [], findings_count: 2 } }],
    ['a law across tables is broken', { 'BootCheck:cross': { holds: false, findings: [], findings_count: 2 } }],
    ['the handlers do not serve', { 'BootCheck:serve': { serves: false, findings: [], findings_count: 2 } }],
  ])('gives no API to a clone when %s', async (_, otherwise) => {
    const outcome = await runMachine('clone-environment', otherwise);
    expect(outcome.path.slice(-4)).toEqual(['Say what the checks found', ...BROKEN]);
    expect(outcome.cause).toContain('2 faults');
    expect(callsOf(outcome, 'cloudformation:createStack')).toEqual([]);
  });

  it.each([
    ['a restore that fails', { 'backup:describeRestoreJob': { Status: 'FAILED', StatusMessage: 'no key' } }, 'no key'],
    ['a restore that was aborted', { 'backup:describeRestoreJob': { Status: 'ABORTED' } }, 'ABORTED'],
    ['a restore that never ends', { 'backup:describeRestoreJob': { Status: 'RUNNING' } }, 'did not come in five hours'],
    ['an API that rolls back', { 'cloudformation:describeStacks': stack('ROLLBACK_COMPLETE') }, 'ROLLBACK_COMPLETE'],
    [
      'an API that never stands',
      { 'cloudformation:describeStacks': stack('CREATE_IN_PROGRESS') },
      'CREATE_IN_PROGRESS',
    ],
    ['an API that is gone again', { 'cloudformation:describeStacks': noStack }, 'does not exist'],
    ['a chain that is not sound', { 'Clone:mask': fail('ChainBroken', 'entry 7') }, 'entry 7'],
    ['something no rule names', { 'Clone:mask': fail('UnknownMember', '/loyaltyCard') }, '/loyaltyCard'],
    ['a check that never answers', { 'BootCheck:serve': never }, 'Timeout'],
  ])('says that the clone is half built after %s', async (_, otherwise, says) => {
    const outcome = await runMachine('clone-environment', otherwise, { name: 'july', poll_seconds: 120 });
    expect(outcome.path.slice(-3)).toEqual(BROKEN);
    expect(outcome.error).toBe('CloneBroken');
    expect(callsOf(outcome, 'Runs:end')).toMatchObject([{ verdict: 'broken' }]);
    expect(JSON.stringify(callsOf(outcome, 'Runs:end'))).toContain(says);
    expect(outcome.seconds).toBeLessThan(28_800);
  });

  it.each([
    'Clone:mark:restoring',
    'dynamodb:describeTable',
    'backup:startRestoreJob',
    'backup:describeRestoreJob',
    'dynamodb:tagResource',
    'Runs:note',
    'Clone:mark:masking',
    'Clone:rekey',
    'Clone:share',
    'Clone:mask',
    'Clone:masked',
    'BootCheck:plan',
    'BootCheck:part',
    'BootCheck:conclude',
    'BootCheck:cross',
    'BootCheck:serve',
    'cloudformation:createStack',
    'cloudformation:describeStacks',
    'Clone:mark:serving',
  ])('a fault at %s leaves a clone that is known to be broken, and a lock that is free', async (key) => {
    const outcome = await runMachine('clone-environment', { [key]: fail('Unheard.OfException') });
    expect(outcome.path.slice(-3)).toEqual(BROKEN);
    expect(callsOf(outcome, 'Clone:mark:broken')).toHaveLength(1);
    expect(callsOf(outcome, 'Runs:end')).toMatchObject([{ verdict: 'broken' }]);
  });

  it.each(['Clone:plan', 'Clone:mask', 'Clone:rekey', 'BootCheck:serve'])(
    'a lost answer of %s is asked for again',
    async (key) => {
      const lost = fail('Lambda.SdkClientException');
      const answers: Record<string, unknown> = {
        'Clone:plan': PLAN,
        'Clone:mask': { rewritten: 5 },
        'Clone:rekey': {},
        'BootCheck:serve': { serves: true, findings: [], findings_count: 0 },
      };
      const outcome = await runMachine('clone-environment', { [key]: [lost, late(2, answers[key])] });
      expect(outcome.status).toBe('SUCCEEDED');
    },
  );

  it('says that it cannot even mark the clone, and frees the lock all the same', async () => {
    const outcome = await runMachine('clone-environment', {
      'Clone:share': fail('Unheard.OfException'),
      'Clone:mark:broken': fail('Unheard.OfException'),
    });
    expect(outcome.path.slice(-3)).toEqual(BROKEN);
    expect(callsOf(outcome, 'Runs:end')).toHaveLength(1);
  });

  it('does not say that all is well when the evidence cannot be stored', async () => {
    const outcome = await runMachine('clone-environment', { 'Runs:end': fail('Unheard.OfException') });
    expect(outcome.path.at(-1)).toBe('The evidence is not stored');
    expect(outcome.status).toBe('FAILED');
  });
});

describe('the boot check of a clone', () => {
  it("is told to hold the tables against the clone's own, and not against the live ones", async () => {
    const outcome = await runMachine('clone-environment');
    const { kind, table, taken_at } = PLAN.tables[0] ?? {};
    const checked = { kind, table, taken_at, compare: false };
    expect(callsOf(outcome, 'BootCheck:plan')).toEqual([{ step: 'plan', ...checked }]);
    expect(callsOf(outcome, 'BootCheck:part')).toMatchObject([{ ...checked, part: { n: 1 }, companions: PLAN.names }]);
    expect(callsOf(outcome, 'BootCheck:conclude')).toMatchObject([{ ...checked, tallies: [{ items: 1 }] }]);
    expect(callsOf(outcome, 'BootCheck:serve')).toMatchObject([{ tables: PLAN.names, taken_at }]);
  });
});
