import type { State } from '../../definition/machine.ts';
import type { Visit } from '../sight.ts';
import type { Step } from '../step.ts';
import { choose } from './choice.ts';
import { fail } from './fail.ts';
import { map } from './map.ts';
import { parallel } from './parallel.ts';
import { pass, succeed } from './pass.ts';
import { task } from './task.ts';
import { wait } from './wait.ts';

type Behaviour = (visit: Visit, state: State) => Promise<Step>;

/** What happens in a state, by its type. */
export const BEHAVIOURS: Readonly<Record<State['Type'], Behaviour>> = {
  Task: task as Behaviour,
  Pass: pass as Behaviour,
  Choice: choose as Behaviour,
  Wait: wait as Behaviour,
  Succeed: succeed as Behaviour,
  Fail: fail as Behaviour,
  Parallel: parallel as Behaviour,
  Map: map as Behaviour,
};
