import { describe, expect, it } from 'vitest';
import { figuresOf } from '../../domain/evacuation/figures.ts';
import { fail, never } from '../support/state-machines/answers.ts';
import { type Outcome, runScenario } from '../support/state-machines/scenario.ts';
import { type Served, seenOf, trafficAt, UNTOUCHED } from '../support/state-machines/traffic.ts';

const STARTED_AT = '2026-11-24T04:00:00.000Z';
const TOKENS = {
  ...{ RunsFunction: 'Runs', EvacuationFunction: 'Evacuation', SyntheticStoreFunction: 'Store' },
  ...{ OperationsTable: 'operations', Version: 'v1', Verifications: '3' },
  ...{ Region: 'eu-central-1', OtherRegion: 'eu-west-3' },
};
const LEFT: Served = { ...UNTOUCHED, there: 'none', revision: 1, by: 'a failover' };
const RUN = 'arn:aws:states:eu-west-3:000000000000:execution:failback:scenario';

type Input = Record<string, unknown>;
type Otherwise = Readonly<Record<string, (input: Input, n: number) => unknown>>;

const back = (ready: boolean, served: Served = LEFT) => ({
  traffic: seenOf(served),
  heads: [{ till: 'WOL1', sequence: 4, token: 't' }],
  ready,
  lacks: ready ? [] : ['3 forms wait longer than a sweep'],
});
const round = (ok: boolean) => ({ ok, at: '2026-11-24T04:10:00.000Z', fared: [] });

const USUAL: Otherwise = {
  'Runs:begin': () => ({ started_at: STARTED_AT }),
  'Runs:extend': () => ({ until: STARTED_AT }),
  'Runs:end': () => ({ sequence: 3 }),
  'Runs:report': () => ({ sequence: 4 }),
  'Evacuation:returned': () => back(true),
  'Evacuation:watch': () => ({ effective: true, lacks: [] }),
  'Evacuation:compare': () => ({ basis: 'tills', known: 4, missing: [] }),
  'Evacuation:record': (input) => figuresOf({ region: 'eu-central-1', ended_at: STARTED_AT, ...input } as never),
  Store: () => round(true),
};

interface Told extends Outcome {
  readonly left: Served;
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

async function failback(otherwise: Otherwise = {}, input: object = {}, found: Served = LEFT): Promise<Told> {
  const table = trafficAt(found);
  table.lock(RUN);
  const counts = new Map<string, number>();
  const stages: string[] = [];
  const move = (given: Input) => {
    table.update(given);
    stages.push(table.now().there);
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
    expect(left).toMatchObject({ there: 'none', revision: 3, by: 'a failover' });
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
    const table = trafficAt(LEFT);
    table.lock(RUN);
    const lost = (given: Input, n: number) => (n === 0 ? [table.update(given), never][1] : table.update(given));
    const { status } = await failback({ 'dynamodb:updateItem': lost });
    expect(status).toBe('SUCCEEDED');
    expect(table.now()).toMatchObject({ there: 'all', revision: 3 });
  });

  it('yields to whoever moved the switch in the middle', async () => {
    const { error, stages, left } = await failback({}, {}, { ...LEFT, revision: 7, by: 'a later failover' });
    expect({ error, stages }).toEqual({ error: 'SwitchMoved', stages: [] });
    expect(left).toMatchObject({ there: 'none', revision: 7 });
  });

  it('calls a person when somebody moves the switch after it gave a tenth back', async () => {
    const table = trafficAt(LEFT);
    table.lock(RUN);
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

  it('moves nothing once another run has its lock, whatever the traffic is', async () => {
    const table = trafficAt(LEFT);
    table.lock('another run');
    const { error } = await failback({ 'dynamodb:updateItem': table.update });
    expect({ error, served: table.now() }).toMatchObject({ error: 'SwitchMoved', served: LEFT });
  });

  it('stops, and calls a person for a Region with a share, when its lock was lost on the way', async () => {
    const lost = { 'Runs:extend': (_: Input, n: number) => (n < 4 ? { until: STARTED_AT } : fail('RunbookLockLost')) };
    const { error, path, stages } = await failback(lost);
    expect({ error, stages, last: path.at(-1) }).toEqual({
      error: 'LockLost',
      stages: ['canary'],
      last: 'A person is needed',
    });
  });

  it('gives nothing back when what the Regions serve was changed between its look and its lock', async () => {
    const later = { ...LEFT, revision: 2, by: 'somebody in earnest' };
    const looks = { 'Evacuation:returned': (_: Input, n: number) => (n === 0 ? back(false) : back(true, later)) };
    const { error, stages } = await failback(looks, {}, later);
    expect({ error, stages }).toEqual({ error: 'SwitchMoved', stages: [] });
  });

  it('gives nothing back while this Region itself does not serve everything', async () => {
    const { error, stages, left } = await failback({}, {}, { ...LEFT, here: 'none', there: 'none' });
    expect({ error, stages }).toEqual({ error: 'SwitchMoved', stages: [] });
    expect(left.there).toBe('none');
  });

  it('compares the receipts, and says that it did not when it could not', async () => {
    const missing = { 'Evacuation:compare': () => ({ basis: 'tills', known: 4, missing: ['WOL1/4'] }) };
    expect((await failback(missing)).output).toMatchObject({ verdict: 'receipts-missing', rpo_receipts: 1 });
    const { output, verdict } = await failback({ 'Evacuation:compare': () => fail('OutcomeUnknown') });
    expect({ output, verdict }).toMatchObject({
      output: { rpo_receipts: null, missing: null },
      verdict: 'receipts-not-compared',
    });
  });

  it('says that its own lock was not taken when the function of the lock fails', async () => {
    const broken = () => fail('OutcomeUnknown');
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
    const { stages } = await failback(
      { 'Evacuation:returned': () => back(true, { ...LEFT, game_day: 'daily' }) },
      scheduled,
    );
    expect(stages).toEqual(['canary', 'all']);
  });

  it('has nothing to do with a Region that was not left', async () => {
    const whole: Served = { ...UNTOUCHED, revision: 2, by: 'a failback' };
    const { output, stages } = await failback({ 'Evacuation:returned': () => back(true, whole) }, {}, whole);
    expect({ output, stages }).toMatchObject({ output: { verdict: 'nothing-to-do' }, stages: [] });
  });
});
