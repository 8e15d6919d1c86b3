import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Fault } from '../../support/link.ts';
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

beforeAll(async () => {
  table = await operationsTable();
});

const bothRegions = (): [RunsRegion, RunsRegion] => [startRuns(table, 'eu-west-3'), startRuns(table, 'eu-central-1')];

/** Sends an event to a function whose process may die meanwhile. */
const askUntilCrash = ({ link, ask }: RunsRegion, event: Record<string, unknown>) =>
  Promise.race([link.crash(), ask(event).catch((error: Error) => error)]);

describe('two Regions at once', () => {
  it('cannot both begin a runbook', async () => {
    for (let round = 0; round < 10; round++) {
      const runbook = newRunbook();
      const answers = await Promise.allSettled(bothRegions().map(({ ask }) => ask(beginOf(runbook, newRun()))));
      expect(answers.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
      const refused = answers.find((answer) => answer.status === 'rejected');
      expect(refused?.reason.name).toBe('RunbookLocked');
      expect((await evidenceOf(table, runbook)).entries).toHaveLength(1);
    }
  });

  it('write one entry for the same call', async () => {
    for (let round = 0; round < 10; round++) {
      const [runbook, run] = [newRunbook(), newRun()];
      const answers = await Promise.all(bothRegions().map(({ ask }) => ask(noteOf(runbook, run, 'switch'))));
      expect(answers[0]).toEqual(answers[1]);
      expect((await evidenceOf(table, runbook)).entries).toHaveLength(1);
    }
  });

  it('write what many steps say at once into one whole chain, each once', async () => {
    const [runbook, run] = [newRunbook(), newRun()];
    const names = Array.from({ length: 8 }, (_, i) => `table ${i}`);
    const answers = await Promise.all(
      bothRegions().flatMap(({ ask }) => names.map((at) => ask(noteOf(runbook, run, at)))),
    );
    const { entries, fault } = await evidenceOf(table, runbook);
    expect(fault).toBeUndefined();
    expect(entries.map(({ at }) => at).sort()).toEqual(names);
    expect(new Set(answers.map(({ sequence }) => sequence)).size).toBe(names.length);
  });
});

const FAULTS: readonly Fault[] = [
  'crash-before',
  'crash-after',
  'answer-lost',
  { refuse: 'ReplicatedWriteConflictException' },
];

it('whatever happens to any request of a run, the repeated calls make one whole chain with everything in it once', async () => {
  const trouble = fc.record({
    fault: fc.constantFrom(...FAULTS),
    request: fc.integer({ min: 1, max: 17 }),
    other: fc.boolean(),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(fc.option(trouble), { minLength: 4, maxLength: 4 }), async (troubles) => {
      const [runbook, run] = [newRunbook(), newRun()];
      const calls = [
        beginOf(runbook, run),
        noteOf(runbook, run, 'switch', { to: 'frankfurt' }),
        noteOf(runbook, run, 'verify'),
        endOf(runbook, run),
      ];
      const said: string[] = [];
      for (const [i, call] of calls.entries()) {
        const [troubled, healthy] = bothRegions();
        const { fault, request, other } = troubles[i] ?? {};
        troubled.link.fail((k) => (k === request ? fault : undefined));
        await askUntilCrash(troubled, call);
        if (other === true) {
          await healthy.ask(noteOf(runbook, run, `meanwhile ${i}`));
          said.push(`meanwhile ${i}`);
        }
        const repeated = await healthy.ask(call);
        expect(await healthy.ask(call)).toEqual(repeated);
        said.push('at' in call ? call.at : call.step);
      }
      const { entries, fault } = await evidenceOf(table, runbook);
      expect(fault).toBeUndefined();
      expect(entries.map(({ at }) => at).sort()).toEqual(said.sort());
      const [paris] = bothRegions();
      expect((await paris.ask({ step: 'status', runbook })).lock).toBeNull();
      expect((await paris.ask({ step: 'verified', runbook, version: 'v1' })).verified).toBe(true);
    }),
    { numRuns: 8 },
  );
});

it('a call whose place another took while its process was dead finds a new place, and only one', async () => {
  const [runbook, run] = [newRunbook(), newRun()];
  const [dying, living] = bothRegions();
  // Requests of a note: head, mark, entry.
  dying.link.fail((k) => (k === 3 ? 'crash-before' : undefined));
  expect(await askUntilCrash(dying, noteOf(runbook, run, 'mine'))).toBe('crashed');
  expect((await living.ask(noteOf(runbook, run, 'another'))).sequence).toBe(1);
  expect((await living.ask(noteOf(runbook, run, 'mine'))).sequence).toBe(2);
  expect((await living.ask(noteOf(runbook, run, 'mine'))).sequence).toBe(2);
});
