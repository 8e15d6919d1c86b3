import { setTimeout as sleep } from 'node:timers/promises';
import type { Serves } from '../../../domain/traffic/slices.ts';
import { servesOf } from '../failover/switch.ts';
import type { DrillWorld } from '../failover/world.ts';

/** What the switch said for a while, and what part of the public name's answers led to the Region at its end. */
export interface Stage {
  serves: Serves;
  /** From 0 to 1, of those who ask afresh. */
  share: number;
  seconds: number;
}

interface Look {
  at_ms: number;
  serves: Serves;
  share: number;
}

const EVERY_MS = 500;
const QUESTIONS = 200;

/** The part of the public name's answers that lead to a Region. */
function shareOf({ names }: DrillWorld, region: string): number {
  const name = new URL(names.publicUrl).hostname;
  const answers = Array.from({ length: QUESTIONS }, () => names.route53.leadsTo(name));
  return answers.filter((answer) => answer === region).length / QUESTIONS;
}

/** Looks for each as long as the switch said the same, and gives the last look of each: health checks follow a switch with delay. */
export function stagesOf(looks: readonly Look[]): Stage[] {
  const stages: (Stage & { from_ms: number })[] = [];
  for (const { at_ms, serves, share } of looks) {
    const last = stages.at(-1);
    if (last?.serves === serves) Object.assign(last, { share, seconds: (at_ms - last.from_ms) / 1000 });
    else stages.push({ serves, share, seconds: 0, from_ms: at_ms });
  }
  return stages.map(({ serves, share, seconds }) => ({ serves, share, seconds: Math.round(seconds * 10) / 10 }));
}

/** Watches the switch and the public name until it is told to stop. */
export function watchShare(world: DrillWorld): { stop(): Promise<Stage[]> } {
  const looks: Look[] = [];
  let isOver = false;
  const watching = (async () => {
    for (; !isOver; await sleep(EVERY_MS)) {
      const serves = await servesOf(world.twin.outside, world.lost);
      looks.push({ at_ms: Date.now(), serves, share: shareOf(world, world.lost) });
    }
  })();
  return {
    async stop() {
      isOver = true;
      await watching;
      return stagesOf(looks);
    },
  };
}
