import { ending, type Scenario, serves, start, told } from './stage.ts';

/** Health checks no longer look: the switch is moved, and the public name goes on leading to the Region that was left. */
export const switchWithoutEffect: Scenario = {
  name: 'switch-without-effect',
  async play(stage) {
    const { route53 } = stage.world.names;
    route53.holdChecks();
    const end = await ending(stage, await start(stage)).finally(() => route53.releaseChecks());
    const switched = await serves(stage);
    const held = switched === 'all' && end.error === 'Undone' && end.report?.verdict === 'undone';
    return { name: this.name, held, says: told(end, switched) };
  },
};
