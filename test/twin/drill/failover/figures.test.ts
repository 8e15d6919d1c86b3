import { expect, test } from 'vitest';
import type { RunReport } from '../../../../domain/runs/time-line.ts';
import { figuresOf } from '../../../../twin/drill/failover/figures.ts';
import { lawsOf } from '../../../../twin/drill/failover/goals.ts';
import type { FailoverRun } from '../../../../twin/drill/failover/run.ts';
import type { TillRecord } from '../../../../twin/drill/till-run.ts';

const FAULT_MS = Math.round(performance.timeOrigin) + 100_000;
const at = (seconds: number): Date => new Date(FAULT_MS + seconds * 1000);

const record = (waits: TillRecord['waits'] = []): TillRecord => ({
  device: { deviceId: 'LILLE-001', role: 'till', store: 'LILLE', till: '001', privateKey: {} },
  acknowledged: new Map(),
  waits,
  queuedOnce: 0,
  unsettled: new Set(),
  returns: { recorded: 0, rejected: 0, refused: 0, unsettled: 0, offline: 0 },
  replays: { same: 0, different: 0, unanswered: 0 },
});

function report(stable_s: number, people_s = 0): RunReport {
  const [started_at, ended_at, stable_at] = [at(75), at(200), at(stable_s)].map((time) => time.toISOString());
  return {
    runbook: 'failover',
    run: 'arn',
    region: 'eu-central-1',
    mode: 'drill',
    verdict: 'good',
    started_at: started_at as string,
    ended_at: ended_at as string,
    stable_at: stable_at as string,
    steps: [],
    notes: [],
    time_line: {
      zero: at(0).toISOString(),
      total_s: stable_s,
      detect_s: 75,
      people_s,
      machine_s: stable_s - 75 - people_s,
      steps: [
        { name: 'evacuate', from_s: 80, to_s: 81, actual_s: 1, target_s: 5, people: false, late: false, open: false },
      ],
    },
  };
}

function run(changes: Partial<FailoverRun> = {}): FailoverRun {
  const nothing = { lost: [], doubled: [], chainsBroken: [], unexplained: [], overReturned: [] };
  const forms = { lost: [], doubled: [], claimless: [], stuck: [], disagreeing: [], overReturned: [], claimsLeft: [] };
  return {
    seed: '1',
    fault: 'kill',
    timeScale: 1,
    faultAt: at(0),
    alarmed: { name: 'alarm other-region-lost', at: at(70), startedAt: at(75) },
    end: { execution: 'arn', status: 'SUCCEEDED', output: {}, report: report(150) },
    closedAt: at(300),
    records: [record([{ at_ms: 100_500, waited_ms: 900 }])],
    follower: record(),
    queued: [],
    outage: { outage_ms: 61_240, over: true, later: 0 },
    findings: { entries: 5, acknowledged: 5, ...nothing },
    forms: { issued: 3, findings: forms },
    ...changes,
  };
}

test('the clock of the outage begins with the fault and is split into detection, decision and machine', () => {
  const end = { ...run().end, report: report(150, 20) };
  expect(figuresOf(run({ end }))).toMatchObject({
    rto_s: 150,
    detect_s: 70,
    decide_s: 20,
    machine_s: 55,
    verdict: 'good',
  });
});

test('a step is shown with its target and what it took', () => {
  expect(figuresOf(run()).steps).toEqual([{ step: 'evacuate', target_s: 5, actual_s: 1 }]);
});

test('a Region that never became stable is a broken law, not a long outage', () => {
  const figures = figuresOf(run({ end: { execution: 'arn', status: 'FAILED', output: {}, error: 'SurvivorSick' } }));
  expect(figures).toMatchObject({ rto_s: null, machine_s: null, machine_verdict: 'SurvivorSick', verdict: 'broken' });
});

test('an outage over the budget is late', () => {
  expect(figuresOf(run({ end: { ...run().end, report: report(301) } })).verdict).toBe('late');
});

test('one lost receipt is a broken law, and is named', () => {
  const findings = { ...run().findings, lost: ['LILLE-001-00000007'] };
  const figures = figuresOf(run({ findings }));
  expect(figures).toMatchObject({ rpo_receipts: 1, rpo_list: ['LILLE-001-00000007'], verdict: 'broken' });
  expect(lawsOf(figures).filter(({ holds }) => !holds)).toHaveLength(1);
});

test('goods that came back twice are a broken law', () => {
  const findings = { ...run().findings, overReturned: ['LILLE-001-00000007'] };
  expect(figuresOf(run({ findings }))).toMatchObject({ over_returned: 1, verdict: 'broken' });
});

test('only customers who waited after the fault count, and they may not wait over three seconds', () => {
  const before = { at_ms: 90_000, waited_ms: 9_000 };
  const during = { at_ms: 99_900, waited_ms: 3_200 };
  const figures = figuresOf(run({ records: [record([before, during])] }));
  expect(figures).toMatchObject({ client_outage_ms_max: 3200, verdict: 'goal missed' });
});

test('with time shrunk, goals of intervals do not apply, and figures are given stretched beside those measured', () => {
  const figures = figuresOf(run({ timeScale: 10, outage: { outage_ms: 95_000, over: true, later: 0 } }));
  expect(figures.goals.filter(({ applies }) => applies).map(({ seen }) => seen)).toEqual([900]);
  expect(figures).toMatchObject({ dns_outage_s: 95, at_real_intervals: { dns_outage_s: 950, rto_s: 1500 } });
  expect(figures.verdict).toBe('good');
});

test('a public name that leads to a Region in which nobody can buy misses its goal, dead or only cut off', () => {
  const outage = { outage_ms: 150_000, over: true, later: 0 };
  expect(figuresOf(run({ outage })).verdict).toBe('goal missed');
  expect(figuresOf(run({ outage, fault: 'isolate' })).verdict).toBe('goal missed');
});

const DECISION = {
  told: 'frankfurt (eu-central-1) asks whether to leave paris (eu-west-3)\n  can_take_everything: true',
  toldAt: new Date('2026-11-24T10:03:00Z'),
  answeredAt: new Date('2026-11-24T10:03:02Z'),
  way: 'command',
} as const;

test('a run in earnest says what a person was told, and who approved it by the word of the run itself', () => {
  const end = { ...run().end, output: { approval: { answer: 'approved', by: 'Ada' } } };
  expect(figuresOf(run({ end, decision: DECISION }))).toMatchObject({
    mode: 'real',
    told: 'frankfurt (eu-central-1) asks whether to leave paris (eu-west-3)',
    answered_with: 'command',
    approved_by: 'Ada',
    verdict: 'good',
  });
});

test('a run in earnest that does not know who approved it is broken, though everything else went well', () => {
  expect(figuresOf(run({ decision: DECISION }))).toMatchObject({ approved_by: null, verdict: 'broken' });
});
