import { type JsonObject, objectOf } from '../assembly/json.ts';
import { type Fault, NO_FAULTS } from '../dynamodb/faults.ts';
import { actOnRemote, isRemote } from './remote-actions.ts';
import type { Twin } from './twin.ts';

/** A command to a running twin that is not understood. The message says what would be. */
class BadAction extends Error {}

type Action = (twin: Twin, region: string, input: JsonObject) => unknown;

/** What can be done to a Region of a running twin, by name. */
const ACTIONS: Readonly<Record<string, Action>> = {
  kill: (twin, region) => twin.kill(region),
  start: (twin, region) => twin.start(region),
  isolate: (twin, region) => twin.isolate(region),
  heal: (twin, region) => twin.heal(region),
  slow: (twin, region, { ms }) => twin.slow(region, amount(ms, 'ms')),
  faults: (twin, region, input) => twin.faults(region, faultsOf(input)),
  sandbox: async (twin, region, input) => {
    if (!(await twin.killSandbox(region, String(input.function)))) throw new BadAction('there is no such sandbox');
  },
};

/** The words for them. */
export const ACTION_NAMES: readonly string[] = Object.keys(ACTIONS);

/** Does it. @throws BadAction when there is no such action or its input is wrong. */
export async function act(twin: Twin, region: string, name: string, input: unknown): Promise<void> {
  if (isRemote(region)) return actOnRemote(twin.outside.remote, region, name, objectOf(input));
  const action = ACTIONS[name];
  if (!action) throw new BadAction(`unknown action ${name}; known: ${Object.keys(ACTIONS).join(', ')}`);
  await action(twin, region, objectOf(input));
}

function faultsOf(input: JsonObject): Partial<Record<Fault, number>> {
  return Object.fromEntries(
    Object.entries(input).map(([name, value]) => {
      if (!(name in NO_FAULTS))
        throw new BadAction(`unknown fault ${name}; known: ${Object.keys(NO_FAULTS).join(', ')}`);
      const probability = amount(value, name);
      if (probability > 1) throw new BadAction(`${name} is a probability, from 0 to 1`);
      return [name, probability];
    }),
  );
}

function amount(value: unknown, name: string): number {
  const number = Number(value ?? Number.NaN);
  if (!(number >= 0)) throw new BadAction(`${name} must be a number, 0 or more`);
  return number;
}
