import { describe, expect, it } from 'vitest';
import { figuresOf } from '../../domain/evacuation/figures.ts';
import { fail, late, never } from '../support/state-machines/answers.ts';
import { type Outcome, type PersonAnswer, runScenario } from '../support/state-machines/scenario.ts';
import { type Switch, switchAt } from '../support/state-machines/switch.ts';

const FAULT_AT = '2026-11-24T03:59:00.000Z';
const TOKENS = {
  ...{ RunsFunction: 'Runs', EvacuationFunction: 'Evacuation', SyntheticStoreFunction: 'Store' },
  ...{ FormSweeperFunction: 'Sweeper', OperationsTable: 'operations', Version: 'v1' },
  ...{ Region: 'eu-central-1', OtherRegion: 'eu-west-3' },
  ...{ Verifications: '3', ApprovalSeconds: '900', WithoutAnswer: 'abort' },
};

interface Told extends Outcome {
  /** As the table has it in the end. */
  left: Switch;
  /** What `end` was told. */
  verdict: unknown;
}

type Input = Record<string, unknown>;
type Otherwise = Readonly<Record<string, (input: Input, n: number) => unknown>>;

const EVIDENCE = {
  can_take_everything: true,
  refusals: [],
  gathered_at: FAULT_AT,
  facts: { canary: { ok: true }, other_canary: { ok: false } },
  switch: { serves: 'all', revision: 0 },
  heads: [{ till: 'WOL1', sequence: 4, token: 't' }],
};
const SICK = { name: 'survivor-sick', says: 'the canary of eu-central-1 answered 503', stops: true };
const round = (ok: boolean) => ({ ok, at: '2026-11-24T04:01:00.000Z', fared: [] });

const USUAL: Otherwise = {
  'Runs:begin': () => ({ started_at: '2026-11-24T04:00:00.000Z' }),
  'Runs:verified': () => ({ verified: true }),
  'Runs:note': () => ({ sequence: 2 }),
  'Runs:extend': () => ({ until: FAULT_AT }),
  'Runs:end': () => ({ sequence: 3 }),
  'Runs:report': () => ({ sequence: 4 }),
  'Evacuation:gather': ({ told }) => ({ ...EVIDENCE, fault_at: (told as { fault_at?: string }).fault_at ?? FAULT_AT }),
  'Evacuation:ask': () => ({}),
  'Evacuation:watch': () => ({ effective: true, lacks: [] }),
  'Evacuation:healthy': () => ({ healthy: false }),
  'Evacuation:compare': () => ({ basis: 'tills', known: 4, missing: [] }),
  'Evacuation:record': (input) =>
    figuresOf({ region: 'eu-central-1', ended_at: '2026-11-24T04:02:00.000Z', ...input } as never),
  Store: () => round(true),
  Sweeper: () => ({ due: 0, taken: 0, failed: 0, cutShort: false }),
};

const yes = { output: { approved: true, by: 'camille' } };
const DRILL = { mode: 'drill', fault_at: FAULT_AT };

async function failover(
  input: object,
  otherwise: Otherwise = {},
  person: PersonAnswer | 'silent' = yes,
  found?: Switch,
): Promise<Told> {
  const table = switchAt(found);
  const counts = new Map<string, number>();
  const outcome = await runScenario({
    file: 'failover',
    tokens: TOKENS,
    input: { region: 'eu-west-3', ...input },
    answers: (resource, given) => {
      const name = 'step' in given ? `${resource}:${String(given.step)}` : resource;
      const n = counts.get(name) ?? 0;
      counts.set(name, n + 1);
      const usual = resource === 'dynamodb:updateItem' ? table.update : USUAL[name];
      return (otherwise[name] ?? usual)?.(given, n);
    },
    people: () => (person === 'silent' ? undefined : person),
  });
  const end = outcome.calls.findLast(({ input: given }) => (given as Input).step === 'end');
  return { ...outcome, left: table.now(), verdict: (end?.input as Input | undefined)?.verdict };
}

const often = ({ path }: Outcome, state: string): number => path.filter((name) => name === state).length;
const flapping =
  (...rounds: readonly boolean[]) =>
  (_: Input, n: number) =>
    round(n === 0 ? true : (rounds[n - 1] ?? rounds.at(-1) ?? false));
const EVACUATED = { serves: 'none', revision: 1 };

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
    expect({ status, error, left }).toEqual({ status: 'FAILED', error: 'RunbookLocked', left: switchAt().now() });
    expect(calls).toHaveLength(1);
  });

  it('does not leave a Region for one that is sick', async () => {
    const { error, left, verdict } = await failover(DRILL, {
      'Evacuation:gather': () => ({ ...EVIDENCE, can_take_everything: false, refusals: [SICK] }),
    });
    expect({ error, verdict, left }).toEqual({ error: 'Refused', verdict: 'refused', left: switchAt().now() });
  });

  it('does not leave a Region for one in which nobody can buy', async () => {
    const { error, left } = await failover(DRILL, { Store: () => round(false) });
    expect({ error, left }).toEqual({ error: 'Refused', left: switchAt().now() });
  });

  it('does nothing when a person refuses', async () => {
    const refused = { failed: { error: 'Refused', reason: 'refused by camille' } };
    const { error, left } = await failover({ mode: 'real' }, {}, refused);
    expect({ error, left }).toEqual({ error: 'NotApproved', left: switchAt().now() });
  });

  it.each([
    ['an error and no cause', { error: 'Refused' }, 'NotApproved'],
    ['neither an error nor a cause', {}, 'NotAsked'],
    ['an error that nobody knows, and no cause', { error: 'Later' }, 'NotAsked'],
  ])('ends by name, with its report and its lock let go, when the answer says %s', async (_, failed, named) => {
    const told = await failover({ mode: 'real' }, {}, { failed });
    expect({ error: told.error, left: told.left }).toEqual({ error: named, left: switchAt().now() });
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
      left: switchAt().now(),
    });
    expect(seconds).toBeLessThan(120);
  });

  it('goes on without an answer when it is told to, into a Region that can take everything only', async () => {
    const input = { mode: 'real', without_answer: 'go-on', approval_seconds: 60 };
    expect((await failover(input, {}, 'silent')).left).toMatchObject(EVACUATED);
    const doubted = { ...EVIDENCE, can_take_everything: false, refusals: [{ ...SICK, stops: false }] };
    const doubtful = await failover(input, { 'Evacuation:gather': () => doubted }, 'silent');
    expect(doubtful.error).toBe('NotAnswered');
    expect(doubtful.left).toEqual(switchAt().now());
  });

  it('refuses to leave a sound Region by a version that no drill has tried, unless it is named', async () => {
    const unverified = { 'Runs:verified': () => ({ verified: false }) };
    const planned = { mode: 'real', manner: 'graceful' };
    expect(await failover(planned, unverified)).toMatchObject({ error: 'Refused', left: switchAt().now() });
    const forced = await failover({ ...planned, force: ['unverified'] }, unverified);
    expect(forced.left).toMatchObject(EVACUATED);
    const urgent = await failover({ mode: 'real', manner: 'ungraceful' }, unverified);
    expect(urgent.left).toMatchObject(EVACUATED);
  });
});

describe('the switch of a failover', () => {
  it('is moved once when the answer to its write is lost', async () => {
    const table = switchAt();
    const lost = (input: Input, n: number) => (n === 0 ? [table.update(input), never][1] : table.update(input));
    const { status } = await failover(DRILL, { 'dynamodb:updateItem': lost });
    expect(status).toBe('SUCCEEDED');
    expect(table.now()).toMatchObject(EVACUATED);
  });

  it('is left to whoever moved it since the evidence was gathered', async () => {
    const { error, left } = await failover(DRILL, {}, yes, { serves: 'canary', revision: 4, by: 'a failback' });
    expect(error).toBe('SwitchMoved');
    expect(left).toMatchObject({ serves: 'canary', revision: 4 });
  });

  it('goes on from a Region that serves a tenth, by its next revision', async () => {
    const found: Switch = { serves: 'canary', revision: 4, by: 'a failback' };
    const gather = () => ({ ...EVIDENCE, switch: { serves: 'canary', revision: 4 } });
    const { left } = await failover(DRILL, { 'Evacuation:gather': gather }, yes, found);
    expect(left).toMatchObject({ serves: 'none', revision: 5 });
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
    expect({ status, serves: left.serves }).toEqual({ status: 'SUCCEEDED', serves: 'none' });
  });

  it('takes the switch back when it never gets good and the other Region is well', async () => {
    const bad = { Store: flapping(true, false), 'Evacuation:healthy': () => ({ healthy: true }) };
    const { error, left, verdict } = await failover(DRILL, bad);
    expect({ error, verdict }).toEqual({ error: 'Undone', verdict: 'undone' });
    expect(left).toMatchObject({ serves: 'all', revision: 2 });
  });

  it('leaves the Region left when neither of the two is well', async () => {
    const { error, left, verdict } = await failover(DRILL, { Store: flapping(false) });
    expect({ error, verdict }).toEqual({ error: 'NotVerified', verdict: 'not-verified' });
    expect(left).toMatchObject(EVACUATED);
  });

  it.each([
    ['looks', { 'Evacuation:watch': () => never }, 'Look who answers', 5],
    ['rounds', { Store: (_: Input, n: number) => (n === 0 ? round(true) : never) }, 'Buy as a store does', 7],
  ] as const)('makes no more %s than its budget counts', async (_, otherwise, state, most) => {
    expect(often(await failover(DRILL, otherwise), state)).toBe(most);
  });

  it('has moved the switch and knows it within its budget, though every answer is slow', async () => {
    const slow = {
      'Runs:begin': () => late(7, { started_at: FAULT_AT }),
      'Evacuation:watch': () => late(20, { effective: false, lacks: ['slow'] }),
      Store: (_: Input, n: number) => late(9, round(n === 0)),
    };
    const { calls } = await failover(DRILL, slow);
    const healthy = calls.find(({ input }) => (input as Input).step === 'healthy');
    expect(healthy?.at).toBeLessThan(300);
  });
});
