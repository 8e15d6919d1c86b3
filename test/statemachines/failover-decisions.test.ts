import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { judge } from '../../domain/evacuation/judge.ts';
import { late } from '../support/state-machines/answers.ts';
import {
  DRILL,
  EVIDENCE,
  failover,
  type Input,
  often,
  SICK,
  soldOnlyThere,
  yes,
} from '../support/state-machines/failover.ts';
import type { Outcome } from '../support/state-machines/scenario.ts';
import { type Served, seenOf, trafficAt, UNTOUCHED } from '../support/state-machines/traffic.ts';

const FACTS_OF_A_LEFT_REGION = {
  region: 'eu-west-3',
  own: 'eu-central-1',
  other: 'eu-west-3',
  own_serves: 'all',
  left_serves: 'none',
  canary: { ok: true, says: 'answered 200' },
  other_canary: { ok: true, says: 'answered 200' },
  concurrency: { quota: 2, needed: 1 },
  hour: 6,
  peak: { from: 10, to: 20 },
  versions: {},
  mornings: [{ region: 'eu-central-1', date: '2026-11-24', colour: 'green' }],
} as const;
/** The most that `failover.approvalSeconds` may be in settings, and the budget of the machine beside it. */
const LONGEST_QUESTION_S = 43_200;
const BUDGET_S = 300;

describe('what a failover did not cause', () => {
  const stateOf = (found: Served) => ({ ...EVIDENCE, traffic: seenOf(found) });
  const LEFT_IN_EARNEST: Served = { ...UNTOUCHED, there: 'none', revision: 1, by: 'a person', game_day: 'none' };

  it('is not taken over by a game day: one whose Region was left before is refused and writes nothing', async () => {
    const judged = judge({ mode: 'drill', manner: 'graceful', game_day: true, force: [] }, FACTS_OF_A_LEFT_REGION);
    const gather = () => ({ ...stateOf(LEFT_IN_EARNEST), ...judged });
    const input = { mode: 'drill', manner: 'graceful', game_day: 'monthly' };
    const firstOfDecember = Date.parse('2026-12-01T05:00:00.000Z');
    const { error, left, cause } = await failover(
      input,
      { 'Evacuation:gather': gather },
      yes,
      LEFT_IN_EARNEST,
      firstOfDecember,
    );
    expect({ error, left }).toEqual({ error: 'Refused', left: LEFT_IN_EARNEST });
    expect(cause).toContain('already-left');
  });

  it('comes back as it was, with the game day that had left it, when the switch is taken back', async () => {
    const found: Served = { ...UNTOUCHED, there: 'canary', revision: 4, by: 'a failback', game_day: 'monthly' };
    const bad = { Store: soldOnlyThere, 'Evacuation:healthy': () => ({ healthy: true }) };
    const otherwise = { ...bad, 'Evacuation:gather': () => stateOf(found) };
    const { error, left } = await failover({ mode: 'real' }, otherwise, yes, found);
    expect({ error, left }).toEqual({ error: 'Undone', left: { ...found, revision: 6 } });
  });
});

describe('two Regions', () => {
  const HERE_LEFT: Served = { ...UNTOUCHED, here: 'none', revision: 3 };
  const gather = () => ({ ...EVIDENCE, traffic: seenOf(HERE_LEFT) });

  it('change places in one write when the one that was left is well again and takes over by force', async () => {
    const input = { mode: 'real', force: ['survivor-evacuated'] };
    const { status, left } = await failover(input, { 'Evacuation:gather': gather }, yes, HERE_LEFT);
    expect({ status, left }).toMatchObject({ status: 'SUCCEEDED', left: { here: 'all', there: 'none', revision: 4 } });
  });

  it('change places again when the one that took over cannot sell, and are never both left', async () => {
    const bad = { Store: soldOnlyThere, 'Evacuation:healthy': () => ({ healthy: true }), 'Evacuation:gather': gather };
    const { error, left } = await failover({ mode: 'real', force: ['survivor-evacuated'] }, bad, yes, HERE_LEFT);
    expect({ error, left }).toMatchObject({ error: 'Undone', left: { here: 'none', there: 'all', revision: 5 } });
  });

  it('are not changed by a run that stalled until another one had its lock', async () => {
    const table = trafficAt();
    table.lock('another run');
    const { error } = await failover(DRILL, { 'dynamodb:updateItem': table.update });
    expect({ error, served: table.now() }).toEqual({ error: 'SwitchMoved', served: UNTOUCHED });
  });
});

describe('a person who thinks for long', () => {
  it('is waited for no longer than the settings say, for so long does the alarm stand', async () => {
    const { error, seconds } = await failover({ mode: 'real', approval_seconds: 5000 }, {}, 'silent');
    expect(error).toBe('NotAnswered');
    expect(seconds).toBeLessThan(1000);
  });

  it('may be asked twice for as long as settings allow, and the run is not stopped meanwhile', () => {
    const { TimeoutSeconds } = JSON.parse(readFileSync('statemachines/failover.asl.json', 'utf8'));
    expect(TimeoutSeconds).toBeGreaterThan(2 * LONGEST_QUESTION_S + BUDGET_S);
  });

  const slowly = (seconds: number) => ({ 'Evacuation:ask': () => late(seconds, {}) });
  /** As gathered at the instant of the n-th look. */
  const gatheredLater =
    (...later: readonly object[]) =>
    (_: Input, n: number) => ({
      ...EVIDENCE,
      gathered_at: new Date(Date.parse('2026-11-24T04:00:00.000Z') + n * 200_000).toISOString(),
      ...later[Math.min(n, later.length - 1)],
    });
  const asks = ({ calls }: Outcome) => calls.filter(({ input }) => (input as Input).step === 'ask').length;

  it('decides on what is known when the decision is carried out: it is gathered again', async () => {
    const told = await failover({ mode: 'real' }, { ...slowly(200), 'Evacuation:gather': gatheredLater({}) });
    expect(told.status).toBe('SUCCEEDED');
    expect({ gathered: often(told, 'Gather the evidence'), asked: asks(told) }).toEqual({ gathered: 2, asked: 1 });
  });

  it('is asked again when something speaks against it that they were not told', async () => {
    const doubt = { can_take_everything: false, refusals: [{ ...SICK, stops: false }] };
    const told = await failover({ mode: 'real' }, { ...slowly(200), 'Evacuation:gather': gatheredLater({}, doubt) });
    expect({ status: told.status, asked: asks(told) }).toEqual({ status: 'SUCCEEDED', asked: 2 });
  });

  it('leaves nothing by a yes that the evidence has overtaken', async () => {
    const stopping = { can_take_everything: false, refusals: [SICK] };
    const again = { ...slowly(200), 'Evacuation:gather': gatheredLater({}, stopping) };
    expect(await failover({ mode: 'real' }, again)).toMatchObject({ error: 'Refused', left: UNTOUCHED });
  });

  it('leaves nothing without an answer when the survivor fell ill meanwhile, whatever the setting says', async () => {
    const doubt = { can_take_everything: false, refusals: [{ ...SICK, stops: false }] };
    const input = { mode: 'real', without_answer: 'go-on', approval_seconds: 200 };
    const told = await failover(input, { 'Evacuation:gather': gatheredLater({}, doubt) }, 'silent');
    expect({ error: told.error, left: told.left }).toEqual({ error: 'NotAnswered', left: UNTOUCHED });
  });
});
