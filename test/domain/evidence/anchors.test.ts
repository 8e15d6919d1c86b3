import { describe, expect, it } from 'vitest';
import { type AnchorBook, anchorsOf, headInLog, headsIn, note } from '../../../domain/evidence/anchors.ts';
import { evidenceGenesis, sealEvidence } from '../../../domain/evidence/entry.ts';
import { draft } from './support.ts';

const hash = 'h'.repeat(43);

describe('a book of anchors', () => {
  it('keeps what was noted, by runbook', () => {
    const book: AnchorBook = new Map();
    expect(note(book, { runbook: 'failover', sequence: 2, hash })).toBeUndefined();
    expect(anchorsOf(book, 'failover')).toEqual(new Map([[2, hash]]));
    expect(anchorsOf(book, 'failback').size).toBe(0);
  });

  it('refuses two hashes of one entry: one of the sources was rewritten', () => {
    const book: AnchorBook = new Map();
    note(book, { runbook: 'failover', sequence: 2, hash });
    expect(note(book, { runbook: 'failover', sequence: 2, hash: 'other' })?.fault).toBe('not-as-anchored');
    expect(note(book, { runbook: 'failover', sequence: 2, hash })).toBeUndefined();
  });
});

describe('heads noted elsewhere', () => {
  it('stand in the entries of other runbooks', () => {
    const heads = { 'restore-test': { sequence: 7, hash } };
    const { entry } = sealEvidence(evidenceGenesis('failover'), draft({}, { heads }));
    expect(headsIn(entry)).toEqual([{ runbook: 'restore-test', sequence: 7, hash }]);
  });

  it.each([
    [
      'as the function writes it',
      `{"level":"INFO","evidence":{"runbook":"failover","run":"r","at":"end","sequence":3,"hash":"${hash}"}}`,
    ],
    [
      'as the log service exports it',
      `2026-11-24T05:00:01.000Z {"evidence":{"runbook":"failover","sequence":3,"hash":"${hash}"}}`,
    ],
  ])('stand in a line of log %s', (_, line) => {
    expect(headInLog(line)).toMatchObject({ runbook: 'failover', sequence: 3, hash });
  });

  it.each(['', 'START RequestId: 1', '{"level":"INFO"}', '{"evidence":{"runbook":"failover"}}', '{"evidence":'])(
    'do not stand in the line %j',
    (line) => {
      expect(headInLog(line)).toBeUndefined();
    },
  );
});
