import { describe, expect, it } from 'vitest';
import type { MorningRow } from '../../domain/morning/row.ts';
import { type Answers, restoreTest } from '../support/morning/restoring.ts';
import { morningWorld, PREFIX, point, VAULTS } from '../support/morning/world.ts';
import { fail, late, never } from '../support/state-machines/answers.ts';

const DATE = '2026-11-24';
const ONE = `arn:${VAULTS.backup}:ledger`;

interface Told {
  rows: MorningRow[];
  path: readonly string[];
  output: Record<string, unknown>;
  status: string;
  error: string | undefined;
  calls: readonly { resource: string; input: unknown }[];
  left: string[];
}

async function morning(otherwise: Answers, input: object = {}, world = morningWorld()): Promise<Told> {
  const { path, output, status, error, calls } = await restoreTest(otherwise, input, world);
  const rows = await world.dependencies.ledger.rows(DATE);
  return { rows, path, output: (output ?? {}) as Told['output'], status, error, calls, left: [...world.restored] };
}

/** The run of one recovery point alone, so that its path is one line. */
const ofOne = (otherwise: Answers, input: object = {}) => morning(otherwise, { points: [ONE], ...input });

const RESTORED = [
  'Read what is asked',
  'Take the lock',
  'Look at what no template can set',
  'List what is expected and what is there',
  'Test every set',
  'Take up the set',
  'Keep the lock',
  'Restore and check each recovery point',
  'Take up the recovery point',
  'Start the restore',
  'Wait for the restore',
  'Look at the restore job',
  'Has the restore ended?',
  'Wait for the restore',
  'Look at the restore job',
  'Has the restore ended?',
];
const CHECKED = [
  'Plan the boot check',
  'Check the parts',
  'Check one part',
  'Check one part',
  'Was every part checked?',
  'Conclude the boot check',
  'Compare the settings',
];
const SETTLED = ['Tell AWS Backup what came of it', 'Hand the recovery point over'];
const REMOVED = [
  'Can a store run on the set?',
  'Write the verdicts',
  'Remove the restored tables',
  'Take up the table',
  'Delete the table',
  'Look whether the table is gone',
  'Keep in mind that the table is gone',
  'The set is done',
  'Write the report',
  'End the run',
  'The morning is told',
];
const ABSENT = fail('DynamoDb.ResourceNotFoundException');

describe('the restore test', () => {
  it('restores, checks, judges and removes every recovery point of every vault', async () => {
    const { status, output, rows, left } = await morning({
      'BootCheck:part': () => late(3, { tally: { items: 1 } }),
    });
    expect(status).toBe('SUCCEEDED');
    expect(output).toMatchObject({
      colour: 'green',
      expected: 8,
      restored: 8,
      good: 8,
      late: 0,
      bad: 0,
      not_tested: 0,
    });
    expect(output).toMatchObject({
      absent: 0,
      leftovers: 0,
      restore_s_max: 120,
      check_s_max: 3,
      check_entries_per_s: 60,
    });
    expect(rows.map(({ verdict }) => verdict)).toEqual(Array(8).fill('good'));
    expect(left).toEqual([]);
  });

  it('checks the laws across tables and the real handlers on each whole set, and only there', async () => {
    const whole = await morning({});
    expect(whole.path.filter((state) => state === 'Let the real handlers serve on it')).toHaveLength(2);
    const alone = await ofOne({});
    expect(alone.path).toEqual([...RESTORED, ...CHECKED, ...SETTLED, ...REMOVED]);
  });

  it('asks for each restore under a token of the run and the recovery point, and leaves the tags behind', async () => {
    const { calls } = await ofOne({
      'backup:startRestoreJob': (_, n) => (n < 2 ? fail('Backup.BackupException') : undefined),
    });
    const asked = calls.filter(({ resource }) => resource === 'backup:startRestoreJob').map(({ input }) => input);
    expect(asked).toHaveLength(3);
    expect(new Set(asked.map((input) => JSON.stringify(input))).size).toBe(1);
    expect(asked[0]).toMatchObject({ CopySourceTagsToRestoredResource: false, RecoveryPointArn: ONE });
    expect(JSON.stringify(asked[0])).toMatch(new RegExp(`"targetTableName":"${PREFIX}-restored-[0-9a-f]{8}-0-ledger"`));
  });

  it('goes on watching past the budget, and says how long it took: good, but late', async () => {
    const { output, rows } = await morning({}, { budget_minutes: 1 });
    expect(output).toMatchObject({ colour: 'amber', late: 8, bad: 0 });
    expect(rows[0]).toMatchObject({ verdict: 'good-but-late', restore_s: 120, budget_s: 60 });
  });

  it('calls a recovery point that the plan promised and nobody has bad', async () => {
    const world = morningWorld();
    world.found = world.found.filter(({ vault, kind }) => !(vault === VAULTS.tape && kind === 'tax-free'));
    const { output, rows } = await morning({}, {}, world);
    expect(output).toMatchObject({
      colour: 'red',
      expected: 8,
      restored: 7,
      good: 4,
      not_tested: 3,
      bad: 1,
      absent: 1,
    });
    expect(rows.find(({ absent }) => absent)).toMatchObject({ verdict: 'bad', kind: 'tax-free', vault: VAULTS.tape });
  });

  it('sweeps what dead runs left and counts it', async () => {
    const world = morningWorld();
    world.restored = new Set([`${PREFIX}-restored-deadbeef-0-ledger`]);
    const { output, left } = await morning({}, {}, world);
    expect(output).toMatchObject({ swept: 1, leftovers: 0, colour: 'green' });
    expect(left).toEqual([]);
  });

  it('lets no other run in, and ends at once', async () => {
    const { status, error, path } = await morning({ 'Runs:begin': () => fail('RunbookLocked', 'held by another') });
    expect([status, error]).toEqual(['FAILED', 'RunbookLocked']);
    expect(path).toEqual(['Read what is asked', 'Take the lock', 'Another run is at work']);
  });
});

/** A fault in one task, what the ledger says of the recovery point then, and by which states it went. */
const FAULTS: [fault: string, answers: Answers, row: Partial<MorningRow>, through: string[]][] = [
  [
    'a restore that AWS Backup refuses',
    { 'backup:startRestoreJob': () => fail('Backup.ResourceNotFoundException', 'gone') },
    { verdict: 'bad', restored: false, says: ['start failed: Backup.ResourceNotFoundException: gone'] },
    ['Start the restore', 'Hand the recovery point over'],
  ],
  [
    'a quota that keeps the restore from beginning',
    { 'backup:startRestoreJob': () => fail('Backup.LimitExceededException') },
    { verdict: 'not-tested', restored: false },
    ['Start the restore', 'Hand the recovery point over'],
  ],
  [
    'a restore job that fails',
    { 'backup:describeRestoreJob': () => ({ Status: 'FAILED', StatusMessage: 'the archive is damaged' }) },
    { verdict: 'bad', says: ['the restore is FAILED. the archive is damaged'] },
    ['Has the restore ended?', 'Keep in mind that the restore brought no table', 'Hand the recovery point over'],
  ],
  [
    'a restore job that never ends',
    { 'backup:describeRestoreJob': () => ({ Status: 'RUNNING' }) },
    { verdict: 'bad', says: ['the restore is RUNNING. not ended at the hard limit of 60 minutes;'] },
    ['Has the restore ended?', 'Keep in mind that the restore did not end', 'Hand the recovery point over'],
  ],
  [
    'a restore job that cannot be looked at',
    { 'backup:describeRestoreJob': () => fail('Backup.BackupException') },
    { verdict: 'bad' },
    ['Look at the restore job', 'Has the restore ended?', 'Keep in mind that the restore did not end'],
  ],
  [
    'a boot check that cannot be planned',
    { 'BootCheck:plan': () => fail('BootCheckRefused', 'no such table') },
    { verdict: 'bad', restored: true },
    ['Plan the boot check', 'Tell AWS Backup what came of it'],
  ],
  [
    'a validator that dies in one part',
    {
      'BootCheck:part': ({ part }) =>
        (part as { n: number }).n === 1 ? fail('Lambda.Unknown', 'exit 137') : undefined,
    },
    {
      verdict: 'bad',
      says: [
        'boot check failed: Lambda.Unknown: 1 of 2 parts were not checked, the others saw 0 faults in 100 items. exit 137',
      ],
    },
    ['Was every part checked?', 'Keep in mind that the boot check died', 'Tell AWS Backup what came of it'],
  ],
  [
    'a validator that never answers',
    { 'BootCheck:part': () => never },
    { verdict: 'bad' },
    ['Was every part checked?', 'Keep in mind that the boot check died', 'Tell AWS Backup what came of it'],
  ],
  [
    'a conclusion that dies',
    { 'BootCheck:conclude': () => fail('Sandbox.Timedout') },
    { verdict: 'bad' },
    ['Conclude the boot check', 'Tell AWS Backup what came of it'],
  ],
  [
    'a table on which no store can run',
    {
      'BootCheck:conclude': () => ({
        ...{ boots: false, findings_count: 1, items: 1, entries: 1, compared: true },
        findings: [{ law: 'chain-not-linked', item: 'TILL#HAUSSMANN#012/00000007', says: 'its previous is another' }],
      }),
    },
    { verdict: 'bad', says: ['the boot check found 1 faults'], findings_count: 1 },
    ['Conclude the boot check', 'Compare the settings', 'Tell AWS Backup what came of it'],
  ],
  [
    'settings that cannot be compared',
    { 'Morning:fidelity': () => fail('AccessDeniedException') },
    { verdict: 'bad' },
    ['Compare the settings', 'Tell AWS Backup what came of it'],
  ],
  [
    'a verdict that AWS Backup refuses',
    { 'backup:putRestoreValidationResult': () => fail('Backup.InvalidRequestException') },
    { verdict: 'not-tested', validation: 'refused: Backup.InvalidRequestException' },
    ['Tell AWS Backup what came of it', 'Hand the recovery point over'],
  ],
  [
    'a verdict that cannot be written',
    { 'Morning:record': () => fail('OutcomeUnknown') },
    { verdict: 'not-tested', says: ['the run ended before it came to a verdict'] },
    ['Write the verdicts', 'Remove the restored tables'],
  ],
];

const follows = (path: readonly string[], part: readonly string[]): boolean =>
  path.some((_, index) => part.every((state, step) => path[index + step] === state));

describe('a fault in one recovery point ends in a verdict, removes the table, and releases the lock', () => {
  it.each(FAULTS)('%s', async (_, answers, row, through) => {
    const { status, rows, path, left, calls } = await ofOne(answers);
    expect(status).toBe('SUCCEEDED');
    expect(rows[0]).toMatchObject(row);
    expect(follows(path, through), path.join('\n')).toBe(true);
    expect(left).toEqual([]);
    expect(calls.at(-1)).toMatchObject({ resource: 'Runs', input: { step: 'end' } });
  });

  it('one bad recovery point never stops the others, and says that its set was not looked at as a whole', async () => {
    const isOne = ({ table }: { table?: unknown }) => String(table).endsWith('-0-ledger');
    const { output } = await morning({
      'BootCheck:plan': (input) => (isOne(input) ? fail('Lambda.Unknown') : undefined),
    });
    expect(output).toMatchObject({ expected: 8, good: 4, not_tested: 3, bad: 1, colour: 'red' });
  });

  it('a set that does not fit together is bad as a whole, and its tables are named', async () => {
    const findings = [{ law: 'claim-without-form', item: 'FORM#1', says: 'its sale knows nothing of it' }];
    const { output, rows } = await morning({
      'BootCheck:cross': (_, n) => (n === 0 ? { holds: false, findings, findings_count: 1 } : undefined),
    });
    expect(output).toMatchObject({ good: 4, bad: 4 });
    expect(rows.filter(({ verdict }) => verdict === 'bad').every((row) => row.findings[0]?.item === 'FORM#1')).toBe(
      true,
    );
  });

  it.each(['BootCheck:cross', 'BootCheck:serve'])('a set that %s dies on is bad', async (task) => {
    const { output } = await morning({ [task]: () => fail('Lambda.Unknown') });
    expect(output).toMatchObject({ good: 0, bad: 8, leftovers: 0 });
  });
});

describe('a fault of the run itself', () => {
  it('leaves a set to the run that has the lock, and says that nobody tested it', async () => {
    const { output } = await ofOne({ 'Runs:extend': () => fail('RunbookLockLost') });
    expect(output).toMatchObject({ not_tested: 1, good: 0, colour: 'red' });
  });

  it('goes on when the lock cannot be prolonged for other reasons', async () => {
    const { output } = await morning({ 'Runs:extend': () => fail('Lambda.Unknown') });
    expect(output).toMatchObject({ good: 8, colour: 'green' });
  });

  it('calls the morning red when settings that no template can set are not known', async () => {
    const { output } = await morning({ 'Morning:settings': () => fail('AccessDeniedException') });
    expect(output).toMatchObject({ good: 8, colour: 'red' });
  });

  it.each(['Morning:expect', 'Morning:report'])('ends the run with evidence and fails when %s does', async (task) => {
    const { status, error, path, calls } = await ofOne({ [task]: () => fail('Lambda.Unknown', 'exit 137') });
    expect([status, error]).toEqual(['FAILED', 'NothingProven']);
    expect(path.slice(-2)).toEqual(['End the run without a report', 'Nothing is proven']);
    expect(calls.at(-1)).toMatchObject({ input: { step: 'end', verdict: 'not-tested' } });
  });

  it.each([
    ['Runs:begin', 'LockNotTaken'],
    ['Runs:end', 'EvidenceNotStored'],
  ])('fails by name when %s does', async (task, named) => {
    const { status, error } = await ofOne({ [task]: () => fail('Lambda.Unknown') });
    expect([status, error]).toEqual(['FAILED', named]);
  });

  it('counts a table that cannot be deleted as left over', async () => {
    const { output, path } = await ofOne({
      'dynamodb:deleteTable': () => fail('DynamoDb.ResourceInUseException'),
      'dynamodb:describeTable': () => ({ Table: { TableStatus: 'ACTIVE' } }),
    });
    expect(output).toMatchObject({ leftovers: 1, colour: 'red', bad: 0 });
    expect(path).toContain('Keep in mind that the table is still there');
  });

  it('asks again until a table that is being made can be deleted', async () => {
    const { output, left } = await morning({
      'dynamodb:deleteTable': (_, n) => (n < 3 ? fail('DynamoDb.ResourceInUseException') : undefined),
    });
    expect(output).toMatchObject({ leftovers: 0, colour: 'green' });
    expect(left).toEqual([]);
  });

  it('takes a look that fails for a look that saw nothing', async () => {
    const { output } = await ofOne({
      'dynamodb:describeTable': (_, n) => (n < 1 ? fail('DynamoDb.DynamoDbException') : ABSENT),
    });
    expect(output).toMatchObject({ leftovers: 0 });
  });
});

describe('what is tested', () => {
  it('is also what is there beside the plan, if it is of the last day; alone it proves no whole set', async () => {
    const world = morningWorld();
    const beside = { recovery_point: 'arn:beside', taken_at: '2026-11-24T01:00:00.000Z' };
    world.found.push(point(VAULTS.backup, 'ledger', beside));
    world.found.push(
      point(VAULTS.backup, 'ledger', { recovery_point: 'arn:old', taken_at: '2026-11-20T01:00:00.000Z' }),
    );
    const { output } = await morning({}, {}, world);
    expect(output).toMatchObject({ expected: 9, restored: 9, good: 8, not_tested: 1 });
  });
});
