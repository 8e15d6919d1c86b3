import { setTimeout as sleep } from 'node:timers/promises';
import { ending, evacuated, type Scenario, serves, start, told, visited, visits } from './stage.ts';

const DEAD_MS = 3_000;

/** Of the machine: the first state, a round of the store, and what comes behind one that was not good. */
const FIRST_STATE = 'Read what is asked';
const ROUND = 'Buy as a store does';
const BAD_ROUND = 'Wait for the next round';

/** The Region that was left is back before the run is over: it stays without traffic until a failback. */
export const regionReturns: Scenario = {
  name: 'region-returns',
  async play(stage) {
    const { twin, lost } = stage.world;
    await twin.kill(lost);
    const running = await start(stage);
    await evacuated(stage);
    await twin.start(lost);
    stage.say(`${lost} is back in the middle of the run`);
    const end = await ending(stage, running);
    const switched = await serves(stage);
    return { name: this.name, held: switched === 'none' && end.status === 'SUCCEEDED', says: told(end, switched) };
  },
};

/** The survivor does not answer for a moment while it is verified: the count begins anew, and the end is good all the same. */
export const verificationFlaps: Scenario = {
  name: 'verification-flaps',
  async play(stage) {
    const { twin, survivor } = stage.world;
    const running = await start(stage);
    await visited(running, ROUND);
    twin.faults(survivor, { reset: 1 });
    await visited(running, BAD_ROUND);
    twin.heal(survivor);
    const end = await ending(stage, running);
    const [switched, bad] = await Promise.all([serves(stage), visits(running, BAD_ROUND)]);
    const held = switched === 'none' && end.status === 'SUCCEEDED' && bad > 0;
    return { name: this.name, held, says: `${told(end, switched)}; ${bad} rounds were not good` };
  },
};

/** The Region in which the runbook runs dies half way: started again, it goes on where it was, and nobody starts anew. */
export const orchestratorDies: Scenario = {
  name: 'orchestrator-dies',
  async play(stage) {
    const { twin, survivor } = stage.world;
    const running = await start(stage);
    await evacuated(stage);
    await twin.kill(survivor);
    stage.say(`${survivor} is killed in the middle of its own run`);
    await sleep(DEAD_MS);
    await twin.start(survivor);
    const end = await ending(stage, running);
    const [switched, begun, left] = await Promise.all([
      serves(stage),
      visits(running, FIRST_STATE),
      visits(running, 'Leave the Region'),
    ]);
    const held = switched === 'none' && end.status === 'SUCCEEDED' && begun === 1 && left === 1;
    return { name: this.name, held, says: `${told(end, switched)}; begun ${begun}, left ${left} times` };
  },
};
