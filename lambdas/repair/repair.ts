import { afterwards } from '../shared/passing.ts';
import { choose } from './choose.ts';
import { compare, verify } from './compare/compare.ts';
import { partsOf } from './compare/parts.ts';
import type { RepairDependencies } from './dependencies.ts';
import type { RepairEvent } from './events.ts';
import { ask, conclude, plan } from './plan.ts';
import { putBack } from './put-back/put-back.ts';
import { InvalidRepair, repairEvent } from './validated.ts';

/** Compares with restored tables of a repair only, never with one that serves. */
function demandRestored({ environment }: RepairDependencies, tables: readonly string[]): void {
  const other = tables.find((table) => !table.startsWith(environment.RESTORED_PREFIX));
  if (other !== undefined) throw new InvalidRepair(`${other} is no restored table`);
}

function answer(event: RepairEvent, dependencies: RepairDependencies): Promise<object> {
  if ('beside' in event) demandRestored(dependencies, [event.beside.ledger, event.beside.devices]);
  switch (event.step) {
    case 'choose':
      return choose(event, dependencies);
    case 'parts':
      return partsOf(event, dependencies);
    case 'compare':
      return compare(event, dependencies);
    case 'plan':
      return plan(event, dependencies);
    case 'ask':
      return ask(event, dependencies);
    case 'put-back':
      return putBack(event, dependencies);
    case 'verify':
      return verify(event, dependencies);
    case 'conclude':
      return conclude(event, dependencies);
  }
}

/**
 * Finds and puts right what an attack did to the ledger, by comparing it with a backup from before.
 *
 * @throws InvalidRepair, NoRecoveryPoint; OutcomeUnknown when the database does not answer: call again; or what AWS answers
 */
export const createRepair =
  (dependencies: RepairDependencies) =>
  async (event: unknown): Promise<object> => {
    const asked = repairEvent(event);
    try {
      return await answer(asked, dependencies);
    } catch (error) {
      throw afterwards(error);
    }
  };
