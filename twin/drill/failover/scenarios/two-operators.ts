import { ending, type Scenario, serves, start, told } from './stage.ts';

/** Two people start the runbook at once: one of them does it, the other one is told who does. */
export const twoOperators: Scenario = {
  name: 'two-operators',
  async play(stage) {
    const both = await Promise.all([start(stage), start(stage)]);
    const ends = await Promise.all(both.map((running) => ending(stage, running)));
    const done = ends.filter(({ status }) => status === 'SUCCEEDED');
    const turnedAway = ends.filter(({ error }) => error === 'RunbookLocked');
    const switched = await serves(stage);
    const held = done.length === 1 && turnedAway.length === 1 && switched === 'none';
    return { name: this.name, held, says: ends.map((end) => told(end, switched)).join(' | ') };
  },
};
