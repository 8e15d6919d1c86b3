import { createChainReader } from '../../../lambdas/shared/chain-reader.ts';
import { createFormWork, type FormWork } from '../../../lambdas/shared/form-work/form-work.ts';
import type { Acquirer, Customs } from '../../../lambdas/shared/form-work/ports.ts';
import { createTaxFree } from '../../../lambdas/tax-free/tax-free.ts';
import { checkoutSandbox, LEDGER } from '../checkout/sandbox.ts';
import type { Air } from '../schedule/air.ts';
import type { Process } from '../schedule/process.ts';
import type { Sandbox } from '../schedule/region.ts';
import { clientBy, type Execute } from '../table/database.ts';

export const FORMS = 'tax-free';

/** The keys of travellers' data, which no storm touches. */
const fieldKey = async () => ({ id: 'storm', key: new Uint8Array(32).fill(7) });

/** What stands around the two Regions. */
export interface Surroundings {
  execute: Execute;
  customs(process: Process): Customs;
  acquirer(process: Process): Acquirer;
}

/** The work on forms as one process does it: real stores and steps, every wire in the storm. */
export function formWorkOf(process: Process, { today, dice }: Air, around: Surroundings): FormWork {
  const work = createFormWork({
    client: clientBy((command) => process.request(() => around.execute(command))),
    environment: { LEDGER_TABLE: LEDGER, TAX_FREE_TABLE: FORMS, OPERATOR: 'typical' },
    keys: { fieldKey, fieldKeyOf: fieldKey },
    customs: around.customs(process),
    acquirer: around.acquirer(process),
    now: today,
    report: () => {},
    ignore: () => {},
  });
  return { ...work, newId: () => dice.next().toString(36).slice(2) };
}

/** Both functions of a Region after a cold start; the address tells them apart, as it does at the gateway. */
export function shopSandbox(air: Air, around: Surroundings): Sandbox {
  const checkout = checkoutSandbox(air, around.execute);
  return (process) => {
    const client = clientBy((command) => process.request(() => around.execute(command)));
    const taxFree = createTaxFree({
      work: formWorkOf(process, air, around),
      chains: createChainReader(client, LEDGER),
      sleep: air.time.sleep,
      log: () => {},
    });
    const till = checkout(process);
    return (event) => (event.resource.startsWith('/v1/tax-free/') ? taxFree(event) : till(event));
  };
}
