import { readdirSync, readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import {
  beginOf,
  endOf,
  evidenceOf,
  newRun,
  newRunbook,
  noteOf,
  operationsTable,
  type RunsRegion,
  startRuns,
} from './support.ts';

let table: string;
let paris: RunsRegion;
let frankfurt: RunsRegion;

beforeAll(async () => {
  table = await operationsTable();
  paris = startRuns(table, 'eu-west-3');
  frankfurt = startRuns(table, 'eu-central-1');
});

const failed = (answer: Promise<unknown>): Promise<Error> =>
  answer.then(
    () => new Error('it did not fail'),
    (error: Error) => error,
  );

/** The least time, in seconds, that a machine gives its task of taking a lock. */
const SHORTEST_BEGIN_S = Math.min(
  ...readdirSync('statemachines').map((file) => {
    const { States } = JSON.parse(readFileSync(`statemachines/${file}`, 'utf8'));
    return States['Take the lock'].TimeoutSeconds as number;
  }),
);

describe('a run', () => {
  it('leaves what it was told, what it did and its verdict in one chain', async () => {
    const [runbook, run] = [newRunbook(), newRun()];
    const begun = await paris.ask(beginOf(runbook, run));
    await paris.ask(noteOf(runbook, run, 'switch', { to: 'frankfurt' }));
    const ended = await paris.ask(endOf(runbook, run));
    const { entries, fault } = await evidenceOf(table, runbook);
    expect(fault).toBeUndefined();
    expect(entries.map(({ at, content }) => [at, content])).toEqual([
      ['begin', { mode: 'drill', version: 'v1', input: { why: 'a test' } }],
      ['switch', { to: 'frankfurt' }],
      ['end', { verdict: 'good', content: {}, mode: 'drill', version: 'v1' }],
    ]);
    expect(begun).toMatchObject({ sequence: 1, started_at: entries[0]?.time });
    expect(ended.sequence).toBe(3);
  });

  it('says every new head aloud, the last with the verdict', async () => {
    const [runbook, run] = [newRunbook(), newRun()];
    const region = startRuns(table, 'eu-west-3');
    await region.ask(beginOf(runbook, run));
    const { sequence, hash } = await region.ask(endOf(runbook, run, 'bad'));
    expect(region.lines.map(({ at }) => at)).toEqual(['begin', 'end']);
    expect(region.lines.at(-1)).toEqual({ runbook, run, at: 'end', sequence, hash, verdict: 'bad' });
  });

  it('carries the heads of the other runbooks', async () => {
    const run = newRun();
    const { sequence, hash } = await paris.ask(noteOf('restore-test-eu-west-3', run, 'morning'));
    const runbook = newRunbook();
    await frankfurt.ask(beginOf(runbook, run));
    const { entries } = await evidenceOf(table, runbook);
    expect(entries[0]?.heads).toEqual({ 'restore-test-eu-west-3': { sequence, hash } });
  });

  it('says the same thing at the same step once, and another thing there as another entry', async () => {
    const [runbook, run] = [newRunbook(), newRun()];
    const first = await paris.ask(noteOf(runbook, run, 'try', { n: 1 }));
    expect(await frankfurt.ask(noteOf(runbook, run, 'try', { n: 1 }))).toEqual(first);
    expect((await frankfurt.ask(noteOf(runbook, run, 'try', { n: 2 }))).sequence).toBe(2);
  });

  it('begins once, whatever it is told the second time', async () => {
    const [runbook, run] = [newRunbook(), newRun()];
    const first = await paris.ask(beginOf(runbook, run));
    expect(await frankfurt.ask(beginOf(runbook, run, { version: 'v2' }))).toEqual(first);
    expect((await evidenceOf(table, runbook)).entries).toHaveLength(1);
  });

  it('that was started anew after its end may end again, and both ends stand', async () => {
    const [runbook, run] = [newRunbook(), newRun()];
    await paris.ask(beginOf(runbook, run));
    await paris.ask(endOf(runbook, run, 'bad'));
    await paris.ask(endOf(runbook, run, 'good'));
    const { entries } = await evidenceOf(table, runbook);
    expect(entries.map(({ content }) => content.verdict)).toEqual([undefined, 'bad', 'good']);
  });
});

describe('the lock of a runbook', () => {
  it('refuses another run, and says who holds it, where and until when', async () => {
    const [runbook, run] = [newRunbook(), newRun()];
    await paris.ask(beginOf(runbook, run));
    const refusal = await failed(frankfurt.ask(beginOf(runbook, newRun())));
    expect(refusal.name).toBe('RunbookLocked');
    expect(refusal.message).toMatch(new RegExp(`^${runbook} is held by ${run} in eu-west-3 until 20\\d\\d-.*Z$`));
    expect((await evidenceOf(table, runbook)).entries).toHaveLength(1);
  });

  it('is let go at the end, and not before', async () => {
    const [runbook, run] = [newRunbook(), newRun()];
    await paris.ask(beginOf(runbook, run));
    await paris.ask(noteOf(runbook, run, 'switch'));
    expect((await frankfurt.ask({ step: 'status', runbook })).lock).toMatchObject({
      run,
      region: 'eu-west-3',
      expired: false,
    });
    await paris.ask(endOf(runbook, run));
    expect((await frankfurt.ask({ step: 'status', runbook })).lock).toBeNull();
    await expect(frankfurt.ask(beginOf(runbook, newRun()))).resolves.toMatchObject({ sequence: 4 });
  });

  it('of a run that died is taken when it has run out', async () => {
    let now = new Date();
    const later = startRuns(table, 'eu-central-1', () => now);
    const [runbook, dead, next] = [newRunbook(), newRun(), newRun()];
    await paris.ask(beginOf(runbook, dead, { lock_minutes: 5 }));
    now = new Date(Date.now() + 6 * 60_000);
    expect((await later.ask({ step: 'status', runbook })).lock).toMatchObject({ run: dead, expired: true });
    await later.ask(beginOf(runbook, next));
    expect((await later.ask({ step: 'status', runbook })).lock).toMatchObject({ run: next });
  });

  it('is not let go by a run that lost it, which may still say what it did', async () => {
    const later = startRuns(table, 'eu-central-1', () => new Date(Date.now() + 20 * 60_000));
    const [runbook, slow, next] = [newRunbook(), newRun(), newRun()];
    await paris.ask(beginOf(runbook, slow));
    await later.ask(beginOf(runbook, next));
    expect((await failed(paris.ask({ step: 'extend', runbook, run: slow, lock_minutes: 5 }))).name).toBe(
      'RunbookLockLost',
    );
    await paris.ask(endOf(runbook, slow, 'bad'));
    expect((await paris.ask({ step: 'status', runbook })).lock).toMatchObject({ run: next });
  });

  it('is let go by a begin that fails half-way, so that another run need not wait', async () => {
    const [runbook, run] = [newRunbook(), newRun()];
    const broken = startRuns(table, 'eu-west-3');
    broken.link.fail((k) => (k === 2 ? { refuse: 'ValidationException' } : undefined));
    expect((await failed(broken.ask(beginOf(runbook, run)))).name).toBe('ValidationException');
    expect((await frankfurt.ask({ step: 'status', runbook })).lock).toBeNull();
    await expect(frankfurt.ask(beginOf(runbook, newRun()))).resolves.toMatchObject({ sequence: 1 });
  });

  it('of a run that died while it began runs out within a minute, whatever the run wanted', async () => {
    let now = new Date();
    const later = startRuns(table, 'eu-central-1', () => now);
    const [runbook, dead] = [newRunbook(), newRun()];
    const dying = startRuns(table, 'eu-west-3');
    dying.link.fail((k) => (k === 2 ? 'crash-before' : undefined));
    const crashed = dying.link.crash();
    void dying.ask(beginOf(runbook, dead, { lock_minutes: 1440 }));
    await crashed;
    expect((await failed(later.ask(beginOf(runbook, newRun())))).name).toBe('RunbookLocked');
    now = new Date(Date.now() + 61_000);
    await expect(later.ask(beginOf(runbook, newRun()))).resolves.toMatchObject({ sequence: 1 });
  });

  it('is taken, or let go again, within the time of the shortest task on a table that answers slowly', async () => {
    const [runbook, run] = [newRunbook(), newRun()];
    const slow = startRuns(table, 'eu-west-3');
    slow.link.fail((k) => (k > 1 ? 'silence' : undefined));
    const started = performance.now();
    expect((await failed(slow.ask(beginOf(runbook, run)))).name).toBe('OutcomeUnknown');
    expect(performance.now() - started).toBeLessThan(SHORTEST_BEGIN_S * 1000);
  });

  it('is let go at an end that cannot be said: the work of the run is over', async () => {
    const [runbook, run] = [newRunbook(), newRun()];
    await paris.ask(beginOf(runbook, run));
    const broken = startRuns(table, 'eu-west-3');
    broken.link.fail((k) => (k === 3 ? { refuse: 'ValidationException' } : undefined));
    expect((await failed(broken.ask(endOf(runbook, run)))).name).toBe('ValidationException');
    expect((await frankfurt.ask({ step: 'status', runbook })).lock).toBeNull();
  });

  it('of failovers and failbacks is one, in the item that says what Regions serve', async () => {
    const [run, other] = [newRun(), newRun()];
    await paris.ask(beginOf('failover', run));
    expect((await failed(frankfurt.ask(beginOf('failback', other)))).message).toContain(`is held by ${run}`);
    await paris.ask(endOf('failover', run));
    await frankfurt.ask(beginOf('failback', other));
    expect((await failed(paris.ask(beginOf('failover', run)))).name).toBe('RunbookLocked');
    await frankfurt.ask(endOf('failback', other));
  });

  it('is prolonged by a note that says for how long, and by none of a run that lost it', async () => {
    const [runbook, run] = [newRunbook(), newRun()];
    await paris.ask(beginOf(runbook, run, { lock_minutes: 1 }));
    await paris.ask({ ...noteOf(runbook, run, 'asked'), lock_minutes: 60 });
    const later = startRuns(table, 'eu-central-1', () => new Date(Date.now() + 30 * 60_000));
    expect((await failed(later.ask(beginOf(runbook, newRun())))).name).toBe('RunbookLocked');
    const muchLater = startRuns(table, 'eu-central-1', () => new Date(Date.now() + 61 * 60_000));
    await muchLater.ask(beginOf(runbook, newRun()));
    expect((await failed(paris.ask({ ...noteOf(runbook, run, 'more'), lock_minutes: 60 }))).name).toBe(
      'RunbookLockLost',
    );
  });

  it('is prolonged by the run that holds it', async () => {
    const [runbook, run] = [newRunbook(), newRun()];
    await paris.ask(beginOf(runbook, run, { lock_minutes: 1 }));
    const { until } = await paris.ask({ step: 'extend', runbook, run, lock_minutes: 30 });
    expect(Date.parse(until)).toBeGreaterThan(Date.now() + 29 * 60_000);
  });
});

describe('a version of a runbook', () => {
  it('is verified by a good drill of just that version', async () => {
    const [runbook, run] = [newRunbook(), newRun()];
    const ask = (version: string) => frankfurt.ask({ step: 'verified', runbook, version });
    expect(await ask('v1')).toEqual({ verified: false });
    await paris.ask(beginOf(runbook, run));
    await paris.ask(endOf(runbook, run));
    expect(await ask('v1')).toMatchObject({ verified: true, last_good_drill: { run, version: 'v1' } });
    expect(await ask('v2')).toMatchObject({ verified: false, last_good_drill: { version: 'v1' } });
  });

  it.each([
    ['a bad drill', 'drill', 'bad'],
    ['a late drill', 'drill', 'good but late'],
    ['a real run', 'real', 'good'],
  ])('is not verified by %s', async (_, mode, verdict) => {
    const [runbook, run] = [newRunbook(), newRun()];
    await paris.ask(beginOf(runbook, run, { mode }));
    await paris.ask(endOf(runbook, run, verdict));
    expect(await paris.ask({ step: 'verified', runbook, version: 'v1' })).toEqual({ verified: false });
  });
});

describe('an event that is not one', () => {
  it.each([
    [{}, 'step is none of begin, note, extend, end, report, status, verified'],
    [{ step: 'toString' }, 'step is none of'],
    [{ step: 'begin' }, 'begin: wrong or missing runbook, run, mode, version, lock_minutes'],
    [beginOf('Failover', 'run'), 'begin: wrong or missing runbook'],
    [beginOf('failover', 'run', { lock_minutes: 0 }), 'begin: wrong or missing lock_minutes'],
    [noteOf('failover', 'run', 'end'), 'note: wrong or missing at'],
    [noteOf('failover', 'run', 'x', { text: 'x'.repeat(300_000) }), 'note: wrong or missing content'],
    [{ step: 'report', runbook: 'failover', run: 'run', fault_at: 'yesterday' }, 'report: wrong or missing fault_at'],
  ])('is refused by name: %#', async (event, says) => {
    const refusal = await failed(paris.ask(event));
    expect(refusal.name).toBe('InvalidRunEvent');
    expect(refusal.message).toContain(says);
  });
});
