import { allStates, functionOf, type Machine } from './machine.ts';
import type { MachineOnPath } from './path.ts';
import { definitionOf, type Placed, placedIn, property, type RegionalTemplate } from './template.ts';

/** A machine of the way in one Region, with what its Region's templates hold for it. */
export interface FoundMachine {
  readonly on: MachineOnPath;
  readonly machine: Placed;
  readonly definition: Machine | undefined;
  /** Everything of the environment in this Region. */
  readonly own: readonly RegionalTemplate[];
  /** Everything of the environment, wherever it is. */
  readonly all: readonly RegionalTemplate[];
  readonly others: readonly string[];
}

/** Whether a resource is what a text names: by its own name, its ARN or a reference within the template. */
function isNamed(resource: Placed, nameProperty: string, text: string): boolean {
  const name = property(resource, nameProperty);
  return text.includes(`<${resource.id}>`) || (name !== '' && (text === name || text.endsWith(`:${name}`)));
}

/** The machines of the way in each Region of an environment. */
export function machinesOf(all: readonly RegionalTemplate[], path: readonly MachineOnPath[]): FoundMachine[] {
  const regions = [...new Set(all.map(({ region }) => region))];
  return placedIn(all, 'AWS::StepFunctions::StateMachine').flatMap((machine) => {
    const on = path.find(({ name }) => property(machine, 'StateMachineName').endsWith(`-${name}`));
    if (on === undefined) return [];
    const { region } = machine.template;
    return [
      {
        on,
        machine,
        definition: definitionOf(machine),
        own: all.filter((template) => template.region === region),
        all,
        others: regions.filter((other) => other !== region),
      },
    ];
  });
}

/** A function's ARN without the version or alias at its end. */
const unqualified = (name: string): string => name.replace(/(:function:[\w-]+):[\w$-]+$/, '$1');

/** The functions that a machine invokes, and the names of those that its Region does not have. */
export function functionsOf({ definition, own }: FoundMachine): { found: Placed[]; missing: string[] } {
  const states = definition === undefined ? [] : allStates(definition);
  const named = new Set(states.map(([, state]) => functionOf(state)).filter((name) => name !== undefined));
  const functions = placedIn(own, 'AWS::Lambda::Function');
  const found: Placed[] = [];
  const missing: string[] = [];
  for (const name of named) {
    const one = functions.find((candidate) => isNamed(candidate, 'FunctionName', unqualified(name)));
    if (one === undefined) missing.push(name);
    else found.push(one);
  }
  return { found, missing };
}

/** The role that a resource takes, if its Region's templates have it. */
export function roleOf({ own }: FoundMachine, resource: Placed, member: string): Placed | undefined {
  const text = property(resource, member);
  return placedIn(own, 'AWS::IAM::Role').find((role) => isNamed(role, 'RoleName', text));
}
