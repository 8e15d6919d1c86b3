import { setTimeout as sleep } from 'node:timers/promises';
import type { Behaviour } from '../../simulator/behaviour.ts';
import type { Twin } from '../../supervisor/twin.ts';
import type { Dice } from '../dice.ts';

/** How often a link to DynamoDB breaks, commits and loses the answer, or refuses. */
export const LINK_FAULTS = { dropAnswer: 0.01, reset: 0.005, conflict: 0.01, throttle: 0.005 };

/** How the services of others behave while the kiosks are at work. */
export interface Day {
  customs: Partial<Behaviour>;
  acquirer: Partial<Behaviour>;
}

/** A bad day of customs: 2 to 5 seconds to a result, answers and webhooks lost and doubled, some forms refused. */
const BAD_CUSTOMS: Partial<Behaviour> = {
  result: [2_000, 5_000],
  unavailable: 0.003,
  dropAnswer: 0.02,
  hang: 0.005,
  silent: 0.003,
  refuse: 0.01,
  loseWebhook: 0.05,
  loseAcknowledgement: 0.05,
  doubleWebhook: 0.1,
};

/** A bad day of the acquirer: requests that time out or are not taken in, notifications lost and doubled, some cards refused. */
const BAD_ACQUIRER: Partial<Behaviour> = {
  result: [300, 1_500],
  unavailable: 0.005,
  dropAnswer: 0.02,
  hang: 0.01,
  refuse: 0.01,
  loseWebhook: 0.05,
  loseAcknowledgement: 0.05,
  doubleWebhook: 0.1,
};

export const BAD_DAY: Day = { customs: BAD_CUSTOMS, acquirer: BAD_ACQUIRER };

/** A day on which nothing worse happens than a message that is lost or doubled. */
export const USUAL_DAY: Day = {
  customs: { loseWebhook: 0.02, doubleWebhook: 0.05 },
  acquirer: { loseWebhook: 0.02, doubleWebhook: 0.05 },
};

/** What was killed, and what that met. */
export interface Misfortunes {
  /** Region and how long it was away, in milliseconds. */
  regions: { region: string; away_ms: number }[];
  /** Name of the function, by Region, of every sandbox that was killed. */
  sandboxes: string[];
}

export interface MisfortuneOptions {
  twin: Twin;
  dice: Dice;
  /** Share of the run that is done, from 0 to 1. */
  share(): number;
  away_ms: number;
  onProgress(line: string): void;
}

/** On average between two killed sandboxes. */
const SANDBOX_EVERY_MS = 4_000;

/** Kills a Region once and sandboxes all the time, at moments of chance, until the run is done. */
export async function misfortunes(options: MisfortuneOptions): Promise<Misfortunes> {
  const found: Misfortunes = { regions: [], sandboxes: [] };
  await Promise.all([loseRegion(options, found), killSandboxes(options, found)]);
  return found;
}

async function loseRegion(
  { twin, dice, share, away_ms, onProgress }: MisfortuneOptions,
  found: Misfortunes,
): Promise<void> {
  const own = dice.split('region');
  const moment = 0.25 + 0.3 * own.next();
  const region = 'paris';
  while (share() < moment) await sleep(20);
  await sleep(own.below(500));
  const from_ms = performance.now();
  await twin.kill(region);
  onProgress(`${region} is gone (SIGKILL), with ${Math.round(share() * 100)} % of the forms begun`);
  await sleep(away_ms);
  await twin.start(region);
  const away = Math.round(performance.now() - from_ms);
  found.regions.push({ region, away_ms: away });
  onProgress(`${region} serves again after ${(away / 1000).toFixed(1)} s; ${Math.round(share() * 100)} % by now`);
}

async function killSandboxes({ twin, dice, share }: MisfortuneOptions, found: Misfortunes): Promise<void> {
  const own = dice.split('sandboxes');
  while (share() < 1) {
    await sleep(2 * SANDBOX_EVERY_MS * own.next());
    const { name, region, functions } = own.pick(twin.outside.plan.regions);
    const victim = own.pick(functions).name;
    if (await twin.killSandbox(region, victim)) found.sandboxes.push(`${name} ${victim}`);
  }
}
