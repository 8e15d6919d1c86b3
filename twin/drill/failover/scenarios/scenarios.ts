import { setTimeout as sleep } from 'node:timers/promises';
import { serveAgain } from '../switch.ts';
import type { DrillWorld } from '../world.ts';
import { orchestratorDies, regionReturns, verificationFlaps } from './interruptions.ts';
import { switchWithoutEffect } from './no-effect.ts';
import { lockIsHeld, nobodyApproves, survivorIsSick } from './refusals.ts';
import type { Finding, Scenario, Stage } from './stage.ts';
import { twoOperators } from './two-operators.ts';

/** The first one finds functions that nobody has called yet; it is one that waits for nothing else. */
const SCENARIOS: readonly Scenario[] = [
  lockIsHeld,
  survivorIsSick,
  nobodyApproves,
  twoOperators,
  switchWithoutEffect,
  verificationFlaps,
  regionReturns,
  orchestratorDies,
];

const SCENARIO_NAMES = SCENARIOS.map(({ name }) => name);

/** Three answers ten seconds apart turn a health check, and as many intervals are left for luck. */
const STEADY_MS = 60_000;

/** Everything serves again, as if nothing had been, for the next scenario. */
async function restored({ twin, lost, survivor, timeScale }: DrillWorld): Promise<void> {
  for (const { region, running } of twin.regions) if (!running) await twin.start(region);
  for (const region of [lost, survivor]) twin.heal(region);
  await serveAgain(twin.outside, [lost, survivor]);
  await sleep(STEADY_MS / timeScale);
}

/** @throws Error naming the scenarios that there are */
export function chosen(name: string): readonly Scenario[] {
  const found = SCENARIOS.filter((scenario) => name === 'all' || scenario.name === name);
  if (found.length === 0) throw new Error(`unknown scenario ${name}; known: all, ${SCENARIO_NAMES.join(', ')}`);
  return found;
}

/** Plays scenarios one after another in one world. One that throws did not hold, and the next one begins. */
export async function playAll(scenarios: readonly Scenario[], stage: Stage): Promise<Finding[]> {
  const findings: Finding[] = [];
  for (const scenario of scenarios) {
    await restored(stage.world);
    const finding = await scenario
      .play(stage)
      .catch((error: unknown): Finding => ({ name: scenario.name, held: false, says: String(error) }));
    stage.say(`${finding.held ? '✔' : '✘'} ${finding.name}: ${finding.says}`);
    findings.push(finding);
  }
  return findings;
}
