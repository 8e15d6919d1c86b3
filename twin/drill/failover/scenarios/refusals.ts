import { setTimeout as sleep } from 'node:timers/promises';
import { createLocks } from '../../../../lambdas/runs/locks.ts';
import { workplaceOf } from '../../../stock.ts';
import type { RegionFault } from '../../region-loss.ts';
import { LOSE } from '../lose.ts';
import { decide, PERSON } from '../person.ts';
import { ending, type Scenario, serves, start, told } from './stage.ts';

const KILL_EVERY_MS = 50;

/** The one that would take everything cannot: leaving the other one would cost what still works. Its canary's sandboxes die one by one. */
export const survivorIsSick: Scenario = {
  name: 'survivor-sick',
  async play(stage) {
    const { twin, survivor } = stage.world;
    const canary = `permanence-${twin.outside.plan.environment}-health`;
    let isOver = false;
    const killing = (async () => {
      for (; !isOver; await sleep(KILL_EVERY_MS)) await twin.killSandbox(survivor, canary);
    })();
    const end = await ending(stage, await start(stage)).finally(() => {
      isOver = true;
    });
    await killing;
    const switched = await serves(stage);
    return { name: this.name, held: switched === 'all' && end.error === 'Refused', says: told(end, switched) };
  },
};

const OTHER_RUN = 'arn:aws:states:eu-central-1:111111111111:execution:permanence-production-failover:another';
const LEASE_MS = 600_000;

/** Another run is at work: one that comes second touches nothing. */
export const lockIsHeld: Scenario = {
  name: 'lock-held',
  async play(stage) {
    const { twin, survivor } = stage.world;
    const { dynamodb, operationsTable } = workplaceOf(twin.outside);
    const [since, until] = [0, LEASE_MS].map((in_ms) => new Date(Date.now() + in_ms).toISOString());
    const lock = { run: OTHER_RUN, region: survivor, mode: 'real', since: since ?? '', until: until ?? '' };
    await createLocks(dynamodb, operationsTable).take('failover', lock);
    const end = await ending(stage, await start(stage));
    const switched = await serves(stage);
    return { name: this.name, held: switched === 'all' && end.error === 'RunbookLocked', says: told(end, switched) };
  },
};

/** A person says no, by the command that the runbook prints, while the other Region is lost: nothing is changed. */
export const personRefuses = (fault: RegionFault): Scenario => ({
  name: 'refused',
  async play(stage) {
    const { world } = stage;
    await LOSE[fault](world.twin, world.lost);
    const running = await start(stage, { mode: 'real' });
    const decision = await decide(world, running, 'refuse', stage.say);
    const end = await ending(stage, running);
    const switched = await serves(stage);
    const decide_s = Math.round((decision.answeredAt.getTime() - decision.toldAt.getTime()) / 100) / 10;
    const held = switched === 'all' && end.error === 'NotApproved' && (end.cause ?? '').includes(PERSON);
    return {
      name: this.name,
      held,
      says: told(end, switched),
      told: decision.told.split('\n')[0] ?? '',
      refused_by: held ? PERSON : null,
      approved_by: null,
      decide_s,
    };
  },
});

/** As long as nobody answers here. */
const APPROVAL_S = 5;

/** Nobody answers the question whether to leave the Region. */
export const nobodyApproves: Scenario = {
  name: 'no-approval',
  async play(stage) {
    const asked = { mode: 'real', approval_seconds: APPROVAL_S, without_answer: 'abort' } as const;
    const end = await ending(stage, await start(stage, asked));
    const switched = await serves(stage);
    return { name: this.name, held: switched === 'all' && end.error === 'NotAnswered', says: told(end, switched) };
  },
};
