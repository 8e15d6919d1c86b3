import { setTimeout as sleep } from 'node:timers/promises';
import { paginateGetExecutionHistory } from '@aws-sdk/client-sfn';
import type { Serves } from '../../../../domain/traffic/slices.ts';
import { begin, type Running } from '../../../runbook/run.ts';
import { type MachineEnd, machineEnd } from '../machine.ts';
import { inputOf, type MachineInput } from '../machine-input.ts';
import { servesOf } from '../switch.ts';
import type { DrillWorld } from '../world.ts';

/** How a scenario went. */
export interface Finding {
  readonly name: string;
  /** Whether it ended as it must. */
  readonly held: boolean;
  readonly says: string;
  /** Figures of its own. */
  readonly [figure: string]: unknown;
}

/** What a scenario plays on. */
export interface Stage {
  readonly world: DrillWorld;
  readonly say: (line: string) => void;
}

/** Something that goes wrong, beside the loss of the Region, and what must come of it. */
export interface Scenario {
  readonly name: string;
  play(stage: Stage): Promise<Finding>;
}

/** The machine's own longest run, and a Region's start on a busy machine. */
const OVER_WITHIN_MS = 420_000;
const LOOK_MS = 200;

/** Starts the failover in the survivor, in drill mode unless it is said otherwise. */
export const start = ({ world }: Stage, input: Partial<MachineInput> = {}): Promise<Running> =>
  begin(world.twin, world.survivor, 'failover', { ...inputOf(world, new Date()), ...input });

export const ending = ({ world }: Stage, running: Running): Promise<MachineEnd> =>
  machineEnd(world.twin, 'failover', running, OVER_WITHIN_MS);

export const serves = ({ world }: Stage): Promise<Serves> => servesOf(world.twin.outside, world.lost);

/** How often a run entered a state of its machine. */
export async function visits({ client, execution: executionArn }: Running, state: string): Promise<number> {
  let seen = 0;
  for await (const { events = [] } of paginateGetExecutionHistory({ client }, { executionArn }))
    seen += events.filter(({ stateEnteredEventDetails }) => stateEnteredEventDetails?.name === state).length;
  return seen;
}

/** Waits until a run has entered a state of its machine. @throws Error when it does not */
export async function visited(running: Running, state: string): Promise<void> {
  for (const until_ms = Date.now() + OVER_WITHIN_MS; Date.now() < until_ms; await sleep(LOOK_MS))
    if ((await visits(running, state)) > 0) return;
  throw new Error(`${running.execution} never came to '${state}'`);
}

/** Waits until the run has left the Region. @throws Error when it does not */
export async function evacuated(stage: Stage): Promise<void> {
  for (const until_ms = Date.now() + OVER_WITHIN_MS; Date.now() < until_ms; await sleep(LOOK_MS))
    if ((await serves(stage)) === 'none') return;
  throw new Error(`nobody left ${stage.world.lost}`);
}

/** In a line: how the machine ended, and what the switch says. */
export const told = ({ status, error, report }: MachineEnd, switched: Serves): string =>
  `${[status, error, report?.verdict].filter(Boolean).join(' ')}; the Region serves ${switched}`;
