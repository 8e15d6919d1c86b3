import { readFileSync } from 'node:fs';
import { fill } from '../../../twin/step-functions/expressions/template.ts';
import type { Json, JsonObject } from '../../../twin/step-functions/json.ts';
import type { Update } from '../../support/one-item-table.ts';
import { withTokens } from '../../support/state-machines/tokens.ts';
import { otherThan, type Region } from './item.ts';

export type MachineName = 'failover' | 'failback';

/** Text of a machine's definition; a mutant changes it. */
export type Definitions = (name: MachineName) => string;

export const asItIs: Definitions = (name) => readFileSync(`statemachines/${name}.asl.json`, 'utf8');

/** Writes of the machines as their own expressions make them. */
export type WriteOf = (machine: MachineName, state: string, region: Region, variables: JsonObject) => Promise<Update>;

/** The state that a Choice goes on with. */
export type NextOf = (machine: MachineName, state: string, region: Region, variables: JsonObject) => Promise<string>;

/** What the model asks a machine's definition. */
export interface Asl {
  readonly writeOf: WriteOf;
  readonly nextOf: NextOf;
}

interface Choice {
  readonly Condition: string;
  readonly Next: string;
}

/** Gives the arguments of a state's write, and where a Choice leads; the same question is answered once. */
export function aslOf(definitions: Definitions): Asl {
  const known = new Map<string, Promise<Update>>();
  const machines = new Map<string, JsonObject>();
  const machineIn = (name: MachineName, region: Region): JsonObject => {
    const key = `${name} ${region}`;
    const tokens = { Region: region, OtherRegion: otherThan(region), OperationsTable: 'operations', Version: 'v' };
    const rest = { Verifications: '3', ApprovalSeconds: '900', WithoutAnswer: 'abort' };
    const functions = ['Runs', 'Evacuation', 'SyntheticStore', 'FormSweeper'].map((one) => [`${one}Function`, one]);
    const all = { ...tokens, ...rest, ...Object.fromEntries(functions) };
    const machine = machines.get(key) ?? (JSON.parse(withTokens(definitions(name), all)) as JsonObject);
    machines.set(key, machine);
    return machine;
  };
  const sightOf = (variables: JsonObject) => ({
    states: {},
    variables,
    chance: { nowMs: () => 0, random: () => 0.5 },
  });
  const stateOf = (name: MachineName, state: string, region: Region): JsonObject =>
    (machineIn(name, region).States as Record<string, JsonObject>)[state] ?? {};
  const nextOf: NextOf = async (name, state, region, variables) => {
    const { Choices, Default } = stateOf(name, state, region);
    for (const { Condition, Next } of Choices as unknown as readonly Choice[])
      if ((await fill(Condition, 'Condition', sightOf(variables))) === true) return Next;
    return String(Default);
  };
  const writeOf: WriteOf = (name, state, region, variables) => {
    const key = JSON.stringify([name, state, region, variables]);
    const found = known.get(key);
    if (found !== undefined) return found;
    const { Arguments } = stateOf(name, state, region);
    const made = fill(Arguments as Json, 'Arguments', sightOf(variables)) as unknown as Promise<Update>;
    known.set(key, made);
    return made;
  };
  return { writeOf, nextOf };
}
