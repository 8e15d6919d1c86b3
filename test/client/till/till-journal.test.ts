import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { localDisk } from '../../../client/journal/file-system.ts';
import { type Entry, receiptEntry, voidOf } from '../../../client/till/entry.ts';
import { applyRecord, JournalInconsistent, type TillState } from '../../../client/till/state.ts';
import { TillJournal } from '../../../client/till/till-journal.ts';

const name = { store: 'HAUSSMANN', till: '1' };
const nothing: TillState = { ...name, head: { sequence: 0 }, queue: [], refused: [] };
const problem = { type: 'urn:permanence:problem:rule-broken', title: 'broken', status: 422 };
const sale = (sequence: number): Entry =>
  receiptEntry(name, sequence, {
    kind: 'sale',
    time: '2026-11-24T10:00:00Z',
    operator: 'anne',
    lines: [],
    tenders: [],
  });

let directory: string;
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'journal-'));
});
afterEach(() => rm(directory, { recursive: true }));
const open = () => TillJournal.open(directory, name, async () => nothing, localDisk);

test('a long day does not make a long journal, and what was refused or is queued stays in it', async () => {
  const journal = await open();
  let largest = 0;
  for (let sequence = 1; sequence <= 150; sequence += 1) {
    await journal.record(() => ({ is: 'queued', entry: sale(sequence) }));
    if (sequence === 5) await journal.void(sale(5), problem);
    await journal.record(() => ({ is: 'recorded', sequence, chainToken: 'x'.repeat(4_000) }));
    await journal.compact();
    largest = Math.max(largest, (await stat(join(directory, 'journal'))).size);
  }
  await journal.record(() => ({ is: 'queued', entry: sale(151) }));
  const { state } = journal;
  await journal.close();
  const again = await open();
  expect(again.state).toEqual(state);
  expect(again.state).toMatchObject({ queue: [{ entry: { sequence: 151 } }], refused: [{ entry: { sequence: 5 } }] });
  expect(largest).toBeLessThan(300 * 1024);
  await again.close();
});

test("another till's journal is not taken for one's own", async () => {
  await (await open()).close();
  const other = TillJournal.open(directory, { store: 'LILLE', till: '1' }, async () => nothing, localDisk);
  await expect(other).rejects.toThrow('is the journal of HAUSSMANN/1');
});

test('a journal that contradicts itself is refused', () => {
  const queued = applyRecord(nothing, { is: 'queued', entry: sale(1) });
  expect(() => applyRecord(undefined, { is: 'queued', entry: sale(1) })).toThrow(JournalInconsistent);
  expect(() => applyRecord(queued, { is: 'queued', entry: sale(3) })).toThrow('leaves a gap');
  expect(() => applyRecord(queued, { is: 'recorded', sequence: 2, chainToken: 't' })).toThrow('not the next one');
  expect(() => applyRecord(queued, { is: 'token', sequence: 1, chainToken: 't' })).toThrow("not the head's");
});

test('of refused entries every sale is kept, and of the others the newest hundred', () => {
  let state = nothing;
  for (let sequence = 1; sequence <= 300; sequence += 1) {
    const entry: Entry = { ...sale(sequence), kind: sequence % 3 === 0 ? 'sale' : 'return' };
    state = applyRecord(state, { is: 'queued', entry });
    state = applyRecord(state, { is: 'voiding', entry: voidOf(name, entry, 'rule-broken'), problem });
    state = applyRecord(state, { is: 'recorded', sequence, chainToken: 't' });
  }
  const kept = (kind: string) => state.refused.filter(({ entry }) => entry.kind === kind);
  expect(kept('sale')).toHaveLength(100);
  expect(kept('return').map(({ entry }) => entry.sequence)).toEqual(
    Array.from({ length: 300 }, (_, i) => i + 1).filter((sequence) => sequence % 3 !== 0 && sequence > 150),
  );
});

test('a record that cannot be applied is not written', async () => {
  const journal = await open();
  await expect(journal.record(() => ({ is: 'queued', entry: sale(2) }))).rejects.toThrow(JournalInconsistent);
  await journal.record(() => ({ is: 'queued', entry: sale(1) }));
  await journal.close();
  const again = await open();
  expect(again.state.queue).toHaveLength(1);
  await again.close();
});
