import { describe, expect, it } from 'vitest';
import type { Answer } from '../support/state-machines/answers.ts';
import { fail } from '../support/state-machines/answers.ts';
import { type Outcome, type PersonAnswer, runScenario } from '../support/state-machines/scenario.ts';

const BEFORE = '2026-11-24T03:00:00.000Z';
const NOTHING = { missing: 0, altered: 0, marks: 0, forged: 0, unrepairable: 0 };
const FOUND = { ...NOTHING, missing: 3, altered: 1 };
const point = (kind: string) => ({
  vault: 'tape',
  kind,
  recovery_point: `arn:${kind}`,
  taken_at: BEFORE,
  table: `t-${kind}`,
});
const TOKENS = {
  ...{ RunsFunction: 'Runs', RepairFunction: 'Repair', Version: 'v1' },
  ...{ RestoreRoleArn: 'arn:aws:iam::000000000000:role/restore', DataKeyArn: 'arn:key' },
};

interface Told extends Outcome {
  /** Restored tables that are still there. */
  left: string[];
  /** `Repair:compare` and so on, each once. */
  asked: Set<string>;
  verdict: unknown;
}

/** A day was deleted; all else is well unless a scenario answers otherwise. */
function usual(tables: Set<string>): Record<string, Answer> {
  const compared = { counts: FOUND, sound: 90, truncated: false };
  return {
    'Runs:begin': () => ({ started_at: BEFORE }),
    'Runs:note': () => ({ sequence: 2 }),
    'Runs:extend': () => ({ until: BEFORE }),
    'Runs:end': () => ({ sequence: 3 }),
    'Repair:choose': () => ({
      points: [point('ledger'), point('devices')],
      beside: { ledger: 't-ledger', devices: 't-devices', taken_at: BEFORE },
      swept: ['t-old'],
    }),
    'Repair:parts': () => ({
      parts: [
        { n: 0, part: ['TILL#A#1'] },
        { n: 1, part: ['TILL#A#2'] },
      ],
      strange: [],
      exchanged_keys: [],
    }),
    'Repair:compare': ({ n }) => ({ n, ...compared }),
    'Repair:plan': () => ({ counts: FOUND, repairable: 4, shown: ['missing A-1: gone'], digest: 'd' }),
    'Repair:ask': () => ({}),
    'Repair:put-back': ({ n }) => ({ n, repaired: 2, already: 0, moved: 0, names: [] }),
    'Repair:verify': ({ n }) => ({ n, counts: NOTHING, sound: 94, truncated: false }),
    'Repair:conclude': ({ put_back }) => ({ verdict: 'good', repaired: 2 * (put_back as []).length, left: NOTHING }),
    'backup:startRestoreJob': ({ Metadata }) => {
      tables.add(String((Metadata as { targetTableName: string }).targetTableName));
      return { RestoreJobId: 'job' };
    },
    'backup:describeRestoreJob': () => ({ Status: 'COMPLETED' }),
    'dynamodb:deleteTable': ({ TableName }) => {
      if (!tables.delete(String(TableName))) throw fail('DynamoDb.ResourceNotFoundException');
      return {};
    },
    'dynamodb:describeTable': ({ TableName }) => {
      if (!tables.has(String(TableName))) throw fail('DynamoDb.ResourceNotFoundException');
      return {};
    },
  };
}

const yes = { output: { approved: true, by: 'camille' } };

async function repair(
  otherwise: Record<string, Answer> = {},
  { input = {}, person = yes }: { input?: object; person?: PersonAnswer | 'silent' } = {},
): Promise<Told> {
  const tables = new Set(['t-old']);
  const known = usual(tables);
  const asked = new Set<string>();
  const outcome = await runScenario({
    file: 'repair-ledger',
    tokens: TOKENS,
    input: { before: BEFORE, poll_seconds: 5, ...input },
    answers: (resource, given) => {
      const name = 'step' in given ? `${resource}:${String(given.step)}` : resource;
      asked.add(name);
      return otherwise[name] ?? known[name];
    },
    people: () => (person === 'silent' ? undefined : person),
  });
  const end = outcome.calls.findLast(({ input: given }) => (given as { step?: string }).step === 'end');
  const verdict = (end?.input as { verdict?: unknown } | undefined)?.verdict;
  return { ...outcome, asked, verdict, left: [...tables] };
}

describe('the repair of the ledger', () => {
  it('restores beside, compares, shows the plan, waits for a yes, puts back, compares again and cleans up', async () => {
    const { status, output, path, left, verdict } = await repair();
    expect(status).toBe('SUCCEEDED');
    expect(output).toMatchObject({ verdict: 'good', repaired: 4, counts: FOUND, left: NOTHING, tables_left: [] });
    expect(left).toEqual([]);
    expect(verdict).toBe('good');
    const order = [
      'Take the lock',
      'Restore beside',
      'Compare the parts',
      'Write the plan',
      'Tell the plan',
      'Ask a person',
      'Tell the answer',
      'Keep the lock',
      'Put back',
      'Compare again',
      'Conclude',
      'Remove the restored tables',
      'End the run',
    ];
    expect(path.filter((state) => order.includes(state))).toEqual(order);
  });

  it('keeps the plan in the evidence before anything is written', async () => {
    const { calls } = await repair();
    const steps = calls.map(({ input }) => input as { step?: string; at?: string; content?: object });
    const told = steps.findIndex(({ step, at }) => step === 'note' && at === 'plan');
    expect(steps[told]?.content).toMatchObject({ plan: { counts: FOUND, digest: 'd' }, taken_at: BEFORE });
    expect(told).toBeLessThan(steps.findIndex(({ step }) => step === 'put-back'));
  });

  it('shows who is asked what is to be done, and tells the evidence who said yes', async () => {
    const { calls } = await repair();
    const steps = calls.map(({ input }) => input as { step?: string; at?: string; says?: string; content?: object });
    expect(steps.find(({ step }) => step === 'ask')?.says).toContain('3 missing, 1 altered');
    expect(steps.find(({ at }) => at === 'approved')?.content).toEqual({ answer: yes.output });
  });

  it('asks nobody where nothing is to be repaired', async () => {
    const planned = { counts: NOTHING, repairable: 0, shown: [], digest: 'd' };
    const { status, output, asked, left } = await repair({ 'Repair:plan': () => planned });
    expect([status, (output as { verdict: string }).verdict]).toEqual(['SUCCEEDED', 'good']);
    expect(asked.has('Repair:ask') || asked.has('Repair:put-back')).toBe(false);
    expect(left).toEqual([]);
  });

  it('only looks when it is told to', async () => {
    const { output, asked } = await repair({}, { input: { mode: 'plan' } });
    expect(output).toMatchObject({ verdict: 'planned', counts: FOUND });
    expect(asked.has('Repair:put-back')).toBe(false);
  });

  it('sweeps what a dead repair left', async () => {
    const { calls } = await repair();
    const deleted = calls.filter(({ resource }) => resource === 'dynamodb:deleteTable').map(({ input }) => input);
    expect(deleted).toContainEqual({ TableName: 't-old' });
  });
});

/** A fault, how it ends, and whether anything may have been written. */
const ENDINGS: [fault: string, otherwise: Record<string, Answer>, more: object, error: string, wrote: boolean][] = [
  ['nobody answers', {}, { person: 'silent' }, 'NotApproved', false],
  ['somebody refuses', {}, { person: { failed: { error: 'Refused', reason: 'by camille' } } }, 'NotApproved', false],
  ['the answer is not yes', {}, { person: { output: { approved: false } } }, 'NotApproved', false],
  ['no vault has a recovery point', { 'Repair:choose': () => fail('NoRecoveryPoint') }, {}, 'RepairBrokeOff', false],
  ['the input names no instant', { 'Repair:choose': () => fail('InvalidRepair') }, {}, 'RepairBrokeOff', false],
  ['a restore fails', { 'backup:describeRestoreJob': () => ({ Status: 'FAILED' }) }, {}, 'RepairBrokeOff', false],
  [
    'a restore never ends',
    { 'backup:describeRestoreJob': () => ({ Status: 'RUNNING' }) },
    { input: { hard_limit_minutes: 1 } },
    'RepairBrokeOff',
    false,
  ],
  ['a part cannot be compared', { 'Repair:compare': () => fail('Runtime.ExitError') }, {}, 'RepairBrokeOff', false],
  ['the plan cannot be told', { 'Runs:note': () => fail('InvalidRunEvent') }, {}, 'RepairBrokeOff', false],
  ['the lock is lost meanwhile', { 'Runs:extend': () => fail('RunbookLockLost') }, {}, 'RepairBrokeOff', false],
  ['a part is not put back', { 'Repair:put-back': () => fail('AccessDeniedException') }, {}, 'RepairBrokeOff', true],
  ['the second comparison dies', { 'Repair:verify': () => fail('AccessDeniedException') }, {}, 'RepairBrokeOff', true],
];

describe.each(ENDINGS)('when %s', (_, otherwise, more, error, wrote) => {
  it('ends by name, with evidence, without leaving a table', async () => {
    const told = await repair(otherwise, more);
    expect([told.status, told.error]).toEqual(['FAILED', error]);
    expect(told.left.filter((table) => table !== 't-old')).toEqual([]);
    expect(told.verdict).toBe(error === 'NotApproved' ? 'not-approved' : 'bad');
    expect(told.asked.has('Repair:put-back')).toBe(wrote);
  });
});

describe('a second run', () => {
  it('is not let in while one is at work, in whichever Region', async () => {
    const { status, error, path } = await repair({ 'Runs:begin': () => fail('RunbookLocked', 'held by another') });
    expect([status, error]).toEqual(['FAILED', 'RunbookLocked']);
    expect(path).toEqual(['Read what is asked', 'Take the lock', 'Another run is at work']);
  });
});
