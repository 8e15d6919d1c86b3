import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { EvidenceEntry } from '../../../domain/evidence/entry.ts';
import { type RunRecord, type RunStep, runRecord } from '../../../domain/runs/record.ts';
import { timeLine } from '../../../domain/runs/time-line.ts';

const T0 = Date.parse('2026-11-24T09:00:00Z');
const at = (s: number): string => new Date(T0 + s * 1000).toISOString();

const step = (name: string, from: number, to: number, more: Partial<RunStep> = {}): RunStep => ({
  name,
  started_at: at(from),
  ended_at: at(to),
  people: false,
  ...more,
});

const record = (steps: readonly RunStep[], more: Partial<RunRecord> = {}): RunRecord => ({
  runbook: 'failover',
  run: 'execution-1',
  region: 'eu-central-1',
  started_at: at(0),
  ended_at: at(100),
  steps,
  notes: [],
  ...more,
});

describe('the time line of a run', () => {
  it('counts from the fault and not from the first step', () => {
    const line = timeLine(record([], { fault_at: at(-40), budget_s: 120 }));
    expect(line).toMatchObject({ zero: at(-40), detect_s: 40, total_s: 140, machine_s: 100, within_budget: false });
  });

  it('ends when all was well, not when the report was written', () => {
    expect(timeLine(record([], { stable_at: at(80), budget_s: 80 }))).toMatchObject({
      total_s: 80,
      within_budget: true,
    });
  });

  it("counts people's time apart", () => {
    const steps = [step('gather', 0, 10), step('approve', 10, 70, { people: true }), step('switch', 70, 100)];
    expect(timeLine(record(steps))).toMatchObject({ people_s: 60, machine_s: 40 });
  });

  it('takes time in which the machine worked as well for the machine', () => {
    const steps = [step('approve', 10, 70, { people: true }), step('watch', 40, 60)];
    expect(timeLine(record(steps)).people_s).toBe(40);
  });

  it('compares each step with its target', () => {
    const steps = [step('switch', 0, 20, { target_s: 15 }), step('verify', 20, 30, { target_s: 15 })];
    expect(timeLine(record(steps)).steps.map(({ late }) => late)).toEqual([true, false]);
  });

  it('shows a step that never ended as open and late', () => {
    const { ended_at: _, ...open } = step('verify', 90, 95, { target_s: 60 });
    expect(timeLine(record([open])).steps[0]).toMatchObject({ open: true, late: true, actual_s: 10 });
  });

  it('adds up: detection, people and machine are the whole', () => {
    const steps = fc.array(
      fc.record({ from: fc.integer({ min: -50, max: 150 }), long: fc.nat(100), people: fc.boolean() }),
      { maxLength: 8 },
    );
    fc.assert(
      fc.property(steps, fc.integer({ min: -100, max: 20 }), (drawn, fault) => {
        const line = timeLine(
          record(
            drawn.map(({ from, long, people }, i) => step(`s${i}`, from, from + long, { people })),
            { fault_at: at(fault) },
          ),
        );
        expect(line.detect_s + line.people_s + line.machine_s).toBeCloseTo(line.total_s, 3);
        for (const part of [line.detect_s, line.people_s, line.machine_s]) expect(part).toBeGreaterThanOrEqual(0);
      }),
    );
  });
});

const entry = (name: string, s: number, content: EvidenceEntry['content']): EvidenceEntry => ({
  runbook: 'failover',
  run: 'execution-1',
  at: name,
  time: at(s),
  region: 'eu-central-1',
  content,
  sequence: 1,
  previous: '',
});

describe('the record of a run', () => {
  const evidence = [
    entry('begin', 0, { mode: 'drill', version: 'v1', input: { fault_at: at(-30) } }),
    entry('approve', 5, { step: { started_at: at(1), people: true, target_s: 60 } }),
    entry('approved', 20, { step: { name: 'approve', ended_at: at(20) }, by: 'duty manager' }),
    entry('end', 50, {
      verdict: 'good',
      mode: 'drill',
      content: { budget_s: 300, steps: [{ name: 'switch', started_at: at(20), ended_at: at(40) }] },
    }),
    entry('report', 60, { html_sha256: 'h' }),
  ];

  it('is read from the evidence alone', () => {
    expect(runRecord(evidence)).toMatchObject({
      mode: 'drill',
      version: 'v1',
      fault_at: at(-30),
      started_at: at(0),
      ended_at: at(50),
      budget_s: 300,
      verdict: 'good',
    });
  });

  it('puts the start and the end of a step together from two notes', () => {
    expect(runRecord(evidence)?.steps).toEqual([
      { name: 'approve', started_at: at(1), ended_at: at(20), people: true, target_s: 60 },
      { name: 'switch', started_at: at(20), ended_at: at(40), people: false },
    ]);
  });

  it('leaves the report out of what it reports, so that a second report is the same', () => {
    expect(runRecord(evidence)?.notes.map((note) => note.at)).toEqual(['begin', 'approve', 'approved', 'end']);
    expect(runRecord(evidence.slice(0, -1))).toEqual(runRecord(evidence));
  });

  it('of a run that has not ended has no verdict', () => {
    expect(runRecord(evidence.slice(0, 3))).not.toHaveProperty('verdict');
  });

  it('of a run that said nothing is none', () => {
    expect(runRecord([])).toBeUndefined();
  });
});
