import { describe, expect, it } from 'vitest';
import { NEVER_LEFT } from '../../../domain/traffic/traffic.ts';
import { VANTAGES } from '../../../domain/traffic/vantage.ts';
import { createEvacuation } from '../../../lambdas/evacuation/evacuation.ts';
import { type Different, LEFT, OTHER, OWN, place, SILENT, STARTED, WELL } from './place.ts';

const step = (different: Different, event: object) => createEvacuation(place(different).dependencies)(event);

const GATHER = { step: 'gather', region: OTHER, version: 'v1', mode: 'drill', manner: 'ungraceful', force: [] };
const gather = ({ rest, ...different }: Different = {}) =>
  step(
    { ...different, rest: { traffic: async () => ({ revision: 0, regions: {} }), ...rest } },
    { ...GATHER, game_day: false },
  );
const watch = (different: Different, serves = 'none') =>
  step(different, { step: 'watch', region: OTHER, serves, seconds: 10 });
const returned = (different: Different = {}) =>
  step({ outside: { canary: async () => WELL }, ...different }, { step: 'returned', region: OTHER });

const PARIS = VANTAGES[OTHER];
/** As the public name leads while no Region is left. */
const byLatency = async (_: string, near: string) => ({ ...WELL, region: near === PARIS ? OTHER : OWN });

describe('the evidence before a Region is left', () => {
  it('says that a Region that is well can take everything, and what the switch was', async () => {
    expect(await gather()).toMatchObject({
      can_take_everything: true,
      refusals: [],
      traffic: { revision: 0, own: NEVER_LEFT, left: NEVER_LEFT },
      last_well_at: STARTED.toISOString(),
      facts: { hour: 5, versions: { [OWN]: 'v1' }, mornings: [{ region: OWN, date: '2026-11-24' }, { region: OTHER }] },
    });
  });

  it("takes yesterday's report about backups while today's is not there", async () => {
    const morning = async (date: string) => (date === '2026-11-23' ? { colour: 'red' } : undefined);
    expect(await gather({ rest: { morning } })).toMatchObject({ refusals: [{ name: 'backups-red', stops: true }] });
  });

  it('takes the report of this date in Paris while UTC still has the day before', async () => {
    const morning = async (date: string) => ({ colour: date === '2026-11-25' ? 'red' : 'green' });
    const rest = { morning, now: () => new Date('2026-11-24T23:30:00Z') };
    expect(await gather({ rest })).toMatchObject({ facts: { mornings: [{ date: '2026-11-25' }, {}] } });
  });

  it('says why a sick survivor cannot take everything', async () => {
    const { can_take_everything, refusals } = Object(await gather({ outside: { canary: async () => SILENT } }));
    expect(can_take_everything).toBe(false);
    expect(refusals[0]).toMatchObject({ name: 'survivor-sick', says: expect.stringContaining('gave no answer') });
  });
});

describe('a switch', () => {
  it('has taken effect when it is said here and every call by name comes here, twice in a row', async () => {
    expect(await watch({})).toMatchObject({
      effective: true,
      looks: 2,
      lacks: [],
      answered: { [OTHER]: { [OWN]: 8 }, [OWN]: { [OWN]: 8 } },
    });
  });

  it('has not while calls by name still come to the Region that was left', async () => {
    let calls = 0;
    const whoAnswers = async (_: string, near: string) => ({
      ...WELL,
      region: near === PARIS && ++calls % 8 === 0 ? OTHER : OWN,
    });
    const seen = await watch({ outside: { whoAnswers } });
    const lacks = [`1 of 8 calls by name from near ${OTHER} did not come to ${OWN}`];
    expect(seen).toMatchObject({ effective: false, lacks });
  });

  it('without effect is seen, though every call from here lands here: latency routing sends it to the nearest Region', async () => {
    expect(await watch({ outside: { whoAnswers: byLatency } })).toMatchObject({
      effective: false,
      lacks: [`8 of 8 calls by name from near ${OTHER} did not come to ${OWN}`],
    });
  });

  it('back is seen when customers near the Region come there, and those near this one here', async () => {
    const outside = { evacuated: async () => false, whoAnswers: byLatency };
    expect(await watch({ outside }, 'all')).toMatchObject({ effective: true });
    const stuck = { ...outside, whoAnswers: async () => WELL };
    expect(await watch({ outside: stuck }, 'all')).toMatchObject({ effective: false });
  });

  it('has not while this Region does not say to health checks that the other one was left', async () => {
    for (const said of [false, undefined])
      expect(await watch({ outside: { evacuated: async () => said } })).toMatchObject({ effective: false });
  });

  it('needs no name where there is none', async () => {
    const urls = { public: 'none', own: 'own', other: 'other' };
    const outside = { whoAnswers: async () => SILENT };
    expect(await watch({ outside, rest: { urls } })).toMatchObject({ effective: true, answered: {} });
  });

  it('of a tenth leaves the tenth in service and the rest evacuated', async () => {
    const evacuated = async (_url: string, _region: string, slice: string) => slice === 'main';
    let calls = 0;
    const whoAnswers = async (_: string, near: string) => ({
      ...WELL,
      region: near === PARIS && ++calls % 8 === 0 ? OTHER : OWN,
    });
    expect(await watch({ outside: { evacuated, whoAnswers } }, 'canary')).toMatchObject({ effective: true });
    expect(await watch({ outside: { evacuated } }, 'none')).toMatchObject({ effective: false });
  });

  it('of a tenth has not taken effect before any call has come there', async () => {
    const evacuated = async (_url: string, _region: string, slice: string) => slice === 'main';
    const lacks = [`no call by name has come to ${OTHER} yet`];
    expect(await watch({ outside: { evacuated } }, 'canary')).toMatchObject({ effective: false, lacks });
  });

  it('is looked at no longer than it was told', async () => {
    const { dependencies, seconds } = place({ outside: { whoAnswers: async () => SILENT } });
    await createEvacuation(dependencies)({ step: 'watch', region: OTHER, serves: 'none', seconds: 10 });
    expect(seconds()).toBeLessThanOrEqual(10);
  });
});

describe('a Region that is back', () => {
  it('is ready when its canary beats, its store sells and no form waits', async () => {
    expect(await returned()).toMatchObject({
      ready: true,
      lacks: [],
      traffic: { left: { serves: 'none' }, revision: 1 },
    });
  });

  it('is not while forms wait longer than a sweep', async () => {
    expect(await returned({ rest: { overdue: async () => 3 } })).toMatchObject({
      ready: false,
      lacks: ['3 forms wait longer than a sweep'],
    });
  });

  it('is not when one of three beats fails', async () => {
    let beats = 0;
    const canary = async () => (++beats === 3 ? SILENT : WELL);
    expect(await returned({ outside: { canary } })).toMatchObject({ ready: false });
  });

  it('is not while the Region that carries everything was left itself', async () => {
    const traffic = async () => ({ ...LEFT, regions: { [OWN]: { ...NEVER_LEFT, serves: 'none' as const } } });
    expect(await returned({ rest: { traffic } })).toMatchObject({ ready: false });
  });
});

describe('an event', () => {
  it.each([
    ['no step', {}, 'step is none of'],
    ['a Region that is none', { step: 'returned', region: 'paris' }, 'returned: wrong or missing region'],
    ['a look that is too long', { step: 'watch', region: OTHER, serves: 'none', seconds: 60 }, 'seconds'],
  ])('with %s is refused by name', async (_, event, says) => {
    await expect(step({}, event)).rejects.toMatchObject({
      name: 'InvalidEvacuationEvent',
      message: expect.stringContaining(says),
    });
  });
});
