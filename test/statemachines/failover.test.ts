import { describe, expect, it } from 'vitest';
import { fail, late, never } from '../support/state-machines/answers.ts';
import {
  DRILL,
  EVACUATED,
  EVIDENCE,
  FAULT_AT,
  failover,
  flapping,
  type Input,
  often,
  RUN,
  round,
  SICK,
  soldOnlyThere,
  yes,
} from '../support/state-machines/failover.ts';
import { type Served, seenOf, trafficAt, UNTOUCHED } from '../support/state-machines/traffic.ts';

describe('the failover', () => {
  it('leaves the lost Region, buys three times in a row, sweeps, compares and reports', async () => {
    const { status, output, left, verdict, path } = await failover(DRILL);
    expect(status).toBe('SUCCEEDED');
    expect(output).toMatchObject({ verdict: 'good', mode: 'drill', region: 'eu-west-3', fault_at: FAULT_AT });
    expect(output).toMatchObject({ rto_s: 120, detect_s: 60, decide_s: 0, budget_s: 300, rpo_receipts: 0 });
    expect({ left, verdict }).toMatchObject({ left: EVACUATED, verdict: 'good' });
    expect(path.filter((state) => state === 'Ask a person')).toEqual([]);
  });

  it('asks a person in earnest, and leaves the Region after the yes', async () => {
    const { status, path, left } = await failover({ mode: 'real', fault_at: FAULT_AT });
    expect(status).toBe('SUCCEEDED');
    expect(path.indexOf('Ask a person')).toBeLessThan(path.indexOf('Leave the Region'));
    expect(left).toMatchObject(EVACUATED);
  });

  it('tells the second of two operators who is at work, and touches nothing', async () => {
    const { status, error, left, calls } = await failover(DRILL, {
      'Runs:begin': () => fail('RunbookLocked', 'failover is held by another'),
    });
    expect({ status, error, left }).toEqual({ status: 'FAILED', error: 'RunbookLocked', left: UNTOUCHED });
    expect(calls).toHaveLength(1);
  });

  it('does not leave a Region for one that is sick', async () => {
    const { error, left, verdict } = await failover(DRILL, {
      'Evacuation:gather': () => ({ ...EVIDENCE, can_take_everything: false, refusals: [SICK] }),
    });
    expect({ error, verdict, left }).toEqual({ error: 'Refused', verdict: 'refused', left: UNTOUCHED });
  });

  it('does not leave a Region for one in which nobody can buy', async () => {
    const { error, left } = await failover(DRILL, { Store: () => round(false) });
    expect({ error, left }).toEqual({ error: 'Refused', left: UNTOUCHED });
  });

  it('does nothing when a person refuses', async () => {
    const refused = { failed: { error: 'Refused', reason: 'refused by camille' } };
    const { error, left } = await failover({ mode: 'real' }, {}, refused);
    expect({ error, left }).toEqual({ error: 'NotApproved', left: UNTOUCHED });
  });

  it.each([
    ['an error and no cause', { error: 'Refused' }, 'NotApproved'],
    ['neither an error nor a cause', {}, 'NotAsked'],
    ['an error that nobody knows, and no cause', { error: 'Later' }, 'NotAsked'],
  ])('ends by name, with its report and its lock let go, when the answer says %s', async (_, failed, named) => {
    const told = await failover({ mode: 'real' }, {}, { failed });
    expect({ error: told.error, left: told.left }).toEqual({ error: named, left: UNTOUCHED });
    expect(told.calls.slice(-2).map(({ input: given }) => (given as Input).step)).toEqual(['end', 'report']);
  });

  it('ends by name, with its report and its lock let go, when what it gathers is too large to pass on', async () => {
    const heads = Array.from({ length: 4000 }, () => ({ till: 'WOL1', sequence: 4, token: 'x'.repeat(64) }));
    const told = await failover(DRILL, { 'Evacuation:gather': () => ({ ...EVIDENCE, heads }) });
    expect(told.error).toBe('NotGathered');
    expect(told.calls.slice(-2).map(({ input: given }) => (given as Input).step)).toEqual(['end', 'report']);
  });

  it('does nothing when nobody answers in time', async () => {
    const { error, left, verdict, seconds } = await failover({ mode: 'real', approval_seconds: 60 }, {}, 'silent');
    expect({ error, verdict, left }).toEqual({
      error: 'NotAnswered',
      verdict: 'not-answered',
      left: UNTOUCHED,
    });
    expect(seconds).toBeLessThan(120);
  });

  it('goes on without an answer when it is told to, into a Region that can take everything only', async () => {
    const input = { mode: 'real', without_answer: 'go-on', approval_seconds: 60 };
    expect((await failover(input, {}, 'silent')).left).toMatchObject(EVACUATED);
    const doubted = { ...EVIDENCE, can_take_everything: false, refusals: [{ ...SICK, stops: false }] };
    const doubtful = await failover(input, { 'Evacuation:gather': () => doubted }, 'silent');
    expect(doubtful.error).toBe('NotAnswered');
    expect(doubtful.left).toEqual(UNTOUCHED);
  });

  it('refuses to leave a sound Region by a version that no drill has tried, unless it is named', async () => {
    const unverified = { 'Runs:verified': () => ({ verified: false }) };
    const planned = { mode: 'real', manner: 'graceful' };
    expect(await failover(planned, unverified)).toMatchObject({ error: 'Refused', left: UNTOUCHED });
    const forced = await failover({ ...planned, force: ['unverified'] }, unverified);
    expect(forced.left).toMatchObject(EVACUATED);
    const urgent = await failover({ mode: 'real', manner: 'ungraceful' }, unverified);
    expect(urgent.left).toMatchObject(EVACUATED);
  });
});

describe('the switch of a failover', () => {
  it('is moved once when the answer to its write is lost', async () => {
    const table = trafficAt();
    table.lock(RUN);
    const lost = (input: Input, n: number) => (n === 0 ? [table.update(input), never][1] : table.update(input));
    const { status } = await failover(DRILL, { 'dynamodb:updateItem': lost });
    expect(status).toBe('SUCCEEDED');
    expect(table.now()).toMatchObject(EVACUATED);
  });

  it('is left to whoever moved it since the evidence was gathered', async () => {
    const { error, left } = await failover(DRILL, {}, yes, {
      ...UNTOUCHED,
      there: 'canary',
      revision: 4,
      by: 'a failback',
    });
    expect(error).toBe('SwitchMoved');
    expect(left).toMatchObject({ there: 'canary', revision: 4 });
  });

  it('goes on from a Region that serves a tenth, by its next revision', async () => {
    const found: Served = { ...UNTOUCHED, there: 'canary', revision: 4, by: 'a failback' };
    const gather = () => ({ ...EVIDENCE, traffic: seenOf(found) });
    const { left } = await failover(DRILL, { 'Evacuation:gather': gather }, yes, found);
    expect(left).toMatchObject({ there: 'none', revision: 5 });
  });

  it('is looked at until it has taken effect', async () => {
    const watch = (_: Input, n: number) => ({ effective: n === 2, lacks: [] });
    const told = await failover(DRILL, { 'Evacuation:watch': watch });
    expect(told.status).toBe('SUCCEEDED');
    expect(often(told, 'Look who answers')).toBe(3);
  });
});

describe('the verification of a failover', () => {
  it('counts anew after a round that was not good', async () => {
    const told = await failover(DRILL, { Store: flapping(true, true, false, true, true, true) });
    expect(told.status).toBe('SUCCEEDED');
    expect(often(told, 'Buy as a store does')).toBe(6);
  });

  it('leaves a Region left that is back in the middle of the run: giving it its traffic is the failback', async () => {
    const { status, left } = await failover(DRILL, { 'Evacuation:healthy': () => ({ healthy: true }) });
    expect({ status, serves: left.there }).toEqual({ status: 'SUCCEEDED', serves: 'none' });
  });

  it('takes the switch back when it never gets good and the other Region is well', async () => {
    const bad = { Store: soldOnlyThere, 'Evacuation:healthy': () => ({ healthy: true }) };
    const { error, left, verdict } = await failover(DRILL, bad);
    expect({ error, verdict }).toEqual({ error: 'Undone', verdict: 'undone' });
    expect(left).toMatchObject({ there: 'all', revision: 2, by: 'nobody' });
  });

  it('does not give traffic to a Region whose canary beats and in which nobody can buy', async () => {
    const gray = { Store: flapping(true, false), 'Evacuation:healthy': () => ({ healthy: true }) };
    const { error, left, verdict, cause } = await failover(DRILL, gray);
    expect({ error, verdict }).toEqual({ error: 'NotVerified', verdict: 'not-verified' });
    expect(left).toMatchObject(EVACUATED);
    expect(cause).toContain('NeedsAPerson');
  });

  it('says that the receipts were not counted where they were not, and not that none is missing', async () => {
    const told = await failover(DRILL, { 'Evacuation:compare': () => fail('OutcomeUnknown') });
    const figures = told.calls.findLast(({ input }) => (input as Input).step === 'end')?.input as Input;
    expect(figures).toMatchObject({ content: { figures: { rpo_receipts: null, missing: null } } });
    expect(told.verdict).toBe('receipts-not-compared');
  });

  it('leaves the Region left when neither of the two is well', async () => {
    const { error, left, verdict } = await failover(DRILL, { Store: flapping(false) });
    expect({ error, verdict }).toEqual({ error: 'NotVerified', verdict: 'not-verified' });
    expect(left).toMatchObject(EVACUATED);
  });

  it.each([
    ['looks', { 'Evacuation:watch': () => never }, 'Look who answers', 4],
    ['rounds', { Store: (_: Input, n: number) => (n === 0 ? round(true) : never) }, 'Buy as a store does', 7],
  ] as const)('makes no more %s than its budget counts', async (_, otherwise, state, most) => {
    expect(often(await failover(DRILL, otherwise), state)).toBe(most);
  });

  it('has moved the switch and knows it within its budget, though every answer is slow', async () => {
    const slow = {
      'Runs:begin': () => late(7, { started_at: FAULT_AT }),
      'Evacuation:watch': () => late(20, { effective: false, lacks: ['slow'] }),
      Store: (_: Input, n: number) => late(7, round(n === 0)),
    };
    const { calls } = await failover(DRILL, slow);
    const healthy = calls.find(({ input }) => (input as Input).step === 'healthy');
    expect(healthy?.at).toBeLessThan(300);
  });
});
