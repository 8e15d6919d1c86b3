import { describe, expect, it } from 'vitest';
import { figuresOf } from '../../domain/evacuation/figures.ts';
import { fail, never } from '../support/state-machines/answers.ts';
import { type Outcome, runScenario } from '../support/state-machines/scenario.ts';
import { type Switch, switchAt } from '../support/state-machines/switch.ts';

const STARTED_AT = '2026-11-24T04:00:00.000Z';
const TOKENS = {
  ...{ RunsFunction: 'Runs', EvacuationFunction: 'Evacuation', SyntheticStoreFunction: 'Store' },
  ...{ OperationsTable: 'operations', Version: 'v1', Verifications: '3' },
  ...{ Region: 'eu-central-1', OtherRegion: 'eu-west-3' },
};
const LEFT: Switch = { serves: 'none', revision: 1, by: 'a failover' };

type Input = Record<string, unknown>;
type Otherwise = Readonly<Record<string, (input: Input, n: number) => unknown>>;

const back = (ready: boolean, { serves, revision }: Switch = LEFT, game_day = 'none') => ({
  switch: { serves, revision, game_day },
  ready,
  lacks: ready ? [] : ['3 forms wait longer than a sweep'],
});
const round = (ok: boolean) => ({ ok, at: '2026-11-24T04:10:00.000Z', fared: [] });

const USUAL: Otherwise = {
  'Runs:begin': () => ({ started_at: STARTED_AT }),
  'Runs:end': () => ({ sequence: 3 }),
  'Runs:report': () => ({ sequence: 4 }),
  'Evacuation:returned': () => back(true),
  'Evacuation:watch': () => ({ effective: true, lacks: [] }),
  'Evacuation:record': (input) => figuresOf({ region: 'eu-central-1', ended_at: STARTED_AT, ...input } as never),
  Store: () => round(true),
};

interface Told extends Outcome {
  readonly left: Switch;
  /** What the switch said, one write after the other. */
  readonly stages: readonly string[];
  /** Locks that were taken and not let go. */
  readonly locks: ReadonlySet<unknown>;
  readonly verdict: unknown;
}

/** The locks that a run still holds: those it began and did not end. */
function locksOf({ calls }: Outcome): Set<unknown> {
  const steps = calls.filter(({ resource }) => resource === 'Runs').map(({ input }) => input as Input);
  const ended = new Set(steps.filter(({ step }) => step === 'end').map(({ runbook }) => runbook));
  const begun = steps.filter(({ step, runbook }) => step === 'begin' && !ended.has(runbook));
  return new Set(begun.map(({ runbook }) => runbook));
}

async function failback(otherwise: Otherwise = {}, input: object = {}, found: Switch = LEFT): Promise<Told> {
  const table = switchAt(found);
  const counts = new Map<string, number>();
  const stages: string[] = [];
  const move = (given: Input) => {
    table.update(given);
    stages.push(table.now().serves);
    return {};
  };
  const outcome = await runScenario({
    file: 'failback',
    tokens: TOKENS,
    input: { region: 'eu-west-3', mode: 'drill', ...input },
    answers: (resource, given) => {
      const name = 'step' in given ? `${resource}:${String(given.step)}` : resource;
      const n = counts.get(name) ?? 0;
      counts.set(name, n + 1);
      return (otherwise[name] ?? (resource === 'dynamodb:updateItem' ? move : USUAL[name]))?.(given, n);
    },
  });
  const ends = outcome.calls.map(({ input: given }) => given as Input).filter(({ step }) => step === 'end');
  const verdict = ends.find(({ runbook }) => runbook === 'failback')?.verdict;
  return { ...outcome, left: table.now(), stages, locks: locksOf(outcome), verdict };
}

/** Rounds are good but those of the given numbers, counted from 0. */
const badRounds =
  (...bad: readonly number[]) =>
  (_: Input, n: number) =>
    round(!bad.includes(n));

describe('the failback', () => {
  it('gives a Region that is well a tenth, then everything', async () => {
    const { status, output, stages, verdict, locks } = await failback();
    expect(status).toBe('SUCCEEDED');
    expect(stages).toEqual(['canary', 'all']);
    expect({ output, verdict }).toMatchObject({ output: { verdict: 'good', region: 'eu-west-3' }, verdict: 'good' });
    expect([...locks]).toEqual([]);
  });

  it('waits until the Region has caught up', async () => {
    const catchingUp = (_: Input, n: number) => back(n > 3);
    const { stages, seconds } = await failback({ 'Evacuation:returned': catchingUp });
    expect(stages).toEqual(['canary', 'all']);
    expect(seconds).toBeGreaterThan(45);
  });

  it('gives nothing to a Region that does not get well', async () => {
    const { error, stages, verdict, locks } = await failback({ 'Evacuation:returned': () => back(false) });
    expect({ error, stages, verdict }).toEqual({ error: 'NotReady', stages: [], verdict: 'not-ready' });
    expect([...locks]).toEqual([]);
  });

  it('gives nothing to a Region in which nobody can buy, well as it says it is', async () => {
    const { error, stages } = await failback({ Store: () => round(false) });
    expect({ error, stages }).toEqual({ error: 'NotReady', stages: [] });
  });

  it('leaves the Region again when errors rise with the tenth', async () => {
    const { error, stages, left, verdict, locks } = await failback({ Store: badRounds(4, 5) });
    expect({ error, stages, verdict }).toEqual({ error: 'Undone', stages: ['canary', 'none'], verdict: 'undone' });
    expect(left).toMatchObject({ serves: 'none', revision: 3 });
    expect([...locks]).toEqual([]);
  });

  it('takes one bad round with the tenth for chance', async () => {
    expect((await failback({ Store: badRounds(4) })).stages).toEqual(['canary', 'all']);
  });

  it('leaves the Region again when errors rise with all of the traffic', async () => {
    const { stages, left } = await failback({ Store: badRounds(13, 14) });
    expect(stages).toEqual(['canary', 'all', 'none']);
    expect(left.revision).toBe(4);
  });

  it('leaves the Region again when the tenth never arrives', async () => {
    const nothing = () => ({ effective: false, lacks: ['8 of 8 calls by name went elsewhere'] });
    expect((await failback({ 'Evacuation:watch': nothing })).stages).toEqual(['canary', 'none']);
  });

  it('moves the switch once when the answer to its write is lost', async () => {
    const table = switchAt(LEFT);
    const lost = (given: Input, n: number) => (n === 0 ? [table.update(given), never][1] : table.update(given));
    const { status } = await failback({ 'dynamodb:updateItem': lost });
    expect(status).toBe('SUCCEEDED');
    expect(table.now()).toMatchObject({ serves: 'all', revision: 3 });
  });

  it('yields to whoever moved the switch in the middle', async () => {
    const { error, stages, left } = await failback({}, {}, { serves: 'none', revision: 7, by: 'a later failover' });
    expect({ error, stages }).toEqual({ error: 'SwitchMoved', stages: [] });
    expect(left).toMatchObject({ serves: 'none', revision: 7 });
  });

  it('calls a person when somebody moves the switch after it gave a tenth back', async () => {
    const table = switchAt(LEFT);
    const taken = (given: Input, n: number) =>
      n === 0 ? table.update(given) : fail('DynamoDb.ConditionalCheckFailedException');
    const { error, path, cause } = await failback({ 'dynamodb:updateItem': taken });
    expect({ error, last: path.at(-1) }).toEqual({ error: 'SwitchMoved', last: 'A person is needed' });
    expect(cause).toContain('it had a share of its traffic by then');
  });

  it('does not begin while a failover is at work', async () => {
    const held = () => fail('RunbookLocked', 'failover is held by another');
    const { error, stages } = await failback({ 'Runs:begin': held });
    expect({ error, stages }).toEqual({ error: 'RunbookLocked', stages: [] });
  });

  it('lets failovers go again when another failback has its own lock', async () => {
    const held = ({ runbook }: Input) => (runbook === 'failback' ? fail('RunbookLocked') : { started_at: STARTED_AT });
    const { error, calls } = await failback({ 'Runs:begin': held });
    const ended = calls.map(({ input }) => input as Input).filter(({ step }) => step === 'end');
    expect({ error, ended: ended.map(({ runbook }) => runbook) }).toEqual({
      error: 'RunbookLocked',
      ended: ['failover'],
    });
  });

  it('says that its own lock was not taken when the function of the lock fails', async () => {
    const broken = ({ runbook }: Input) =>
      runbook === 'failback' ? fail('OutcomeUnknown') : { started_at: STARTED_AT };
    const { error, stages } = await failback({ 'Runs:begin': broken });
    expect({ error, stages }).toEqual({ error: 'LockNotTaken', stages: [] });
  });

  it('by the schedule of game days leaves a Region alone that somebody left in earnest', async () => {
    const scheduled = { mode: 'drill', game_day_only: true };
    const { output, stages, locks } = await failback({ 'Evacuation:returned': () => back(true, LEFT) }, scheduled);
    expect({ output, stages }).toMatchObject({ output: { verdict: 'left-in-earnest' }, stages: [] });
    expect([...locks]).toEqual([]);
  });

  it('by the schedule of game days brings back what a game day left', async () => {
    const scheduled = { mode: 'drill', game_day_only: true };
    const { stages } = await failback({ 'Evacuation:returned': () => back(true, LEFT, 'daily') }, scheduled);
    expect(stages).toEqual(['canary', 'all']);
  });

  it('has nothing to do with a Region that was not left', async () => {
    const whole = { serves: 'all', revision: 2, by: 'a failback' };
    const { output, stages } = await failback({ 'Evacuation:returned': () => back(true, whole) }, {}, whole);
    expect({ output, stages }).toMatchObject({ output: { verdict: 'nothing-to-do' }, stages: [] });
  });
});
