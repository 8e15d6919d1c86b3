import { createCheckout } from '../../../lambdas/checkout/checkout.ts';
import { createLedger } from '../../../lambdas/checkout/ledger.ts';
import { trustedTokens } from '../../../lambdas/checkout/trusted-tokens.ts';
import { createChainReader } from '../../../lambdas/shared/chain-reader.ts';
import { STORE_TIMES } from '../../store-times.ts';
import type { Air } from '../schedule/air.ts';
import type { Sandbox } from '../schedule/region.ts';
import { clientBy, type Execute } from '../table/database.ts';
import { stormKeys } from './key.ts';

export const LEDGER = 'ledger';

/** The checkout function after a cold start: real handlers, their client's wire in the storm. */
export function checkoutSandbox({ today }: Air, execute: Execute): Sandbox {
  const trusted = trustedTokens();
  return (process) => {
    const client = clientBy((command) => process.request(() => execute(command)));
    return createCheckout({
      ledger: createLedger(client, LEDGER),
      chains: createChainReader(client, LEDGER),
      keys: stormKeys,
      trusted,
      times: STORE_TIMES,
      now: today,
      log: () => {},
    });
  };
}
