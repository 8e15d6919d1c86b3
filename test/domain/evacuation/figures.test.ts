import { describe, expect, it } from 'vitest';
import { type Course, figuresOf } from '../../../domain/evacuation/figures.ts';

const at = (second: number): string => new Date(Date.parse('2026-11-24T04:00:00.000Z') + second * 1000).toISOString();

const COURSE: Course = {
  runbook: 'failover',
  run: 'run',
  region: 'eu-central-1',
  fault_at: at(0),
  started_at: at(90),
  stable_at: at(200),
  ended_at: at(260),
  budget_s: 300,
  steps: [{ name: 'leave the Region', started_at: at(95), ended_at: at(97), people: false }],
  missing: [],
};
const person = (from: number, to: number) => [
  { name: 'wait for a person', started_at: at(from), ended_at: at(to), people: true },
];

describe('the figures of a failover', () => {
  it('count from the fault to stable, whatever is reported afterwards', () => {
    expect(figuresOf(COURSE)).toMatchObject({ verdict: 'good', rto_s: 200, detect_s: 90, decide_s: 0, machine_s: 110 });
  });

  it("keep people's time apart, and do not blame the machine for it", () => {
    const figures = figuresOf({ ...COURSE, stable_at: at(800), steps: person(100, 700) });
    expect(figures).toMatchObject({ verdict: 'good', rto_s: 800, decide_s: 600, machine_s: 110 });
  });

  it('are late when detection and machine together are over the budget', () => {
    expect(figuresOf({ ...COURSE, stable_at: at(301) }).verdict).toBe('late');
    expect(figuresOf({ ...COURSE, stable_at: at(300) }).verdict).toBe('good');
  });

  it('count the receipts that are gone, and are not good with one', () => {
    expect(figuresOf({ ...COURSE, missing: ['VPT3/7'] })).toMatchObject({
      verdict: 'receipts-missing',
      rpo_receipts: 1,
      missing: ['VPT3/7'],
    });
  });

  it('have no time to stable for a run that never was', () => {
    const { stable_at: _, ...never } = COURSE;
    expect(figuresOf({ ...never, ending: 'undone' })).toMatchObject({ verdict: 'undone', rto_s: null });
    expect(figuresOf(never)).toMatchObject({ verdict: 'not-stable', rto_s: null });
  });
});
