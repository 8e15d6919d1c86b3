import { accountOf } from './acquirer/account.ts';
import { createAcquirer } from './acquirer/acquirer.ts';
import { createCustoms } from './customs/gateway.ts';
import type { CustomsClient } from './customs/token.ts';
import type { Acquirer, Customs } from './form-work/ports.ts';
import type { Secrets } from './sealed.ts';

/** Customs and the acquirer as a function of ours reaches them. */
export const outsideWorlds = (
  { CUSTOMS_URL, ACQUIRER_URL }: Readonly<Record<'CUSTOMS_URL' | 'ACQUIRER_URL', string>>,
  secrets: Secrets,
): { customs: Customs; acquirer: Acquirer } => ({
  customs: createCustoms({
    url: CUSTOMS_URL,
    client: async () => JSON.parse(await secrets.text('customs-client')) as CustomsClient,
    renew: secrets.refresh,
  }),
  acquirer: createAcquirer({
    url: ACQUIRER_URL,
    account: async () => accountOf(await secrets.text('acquirer')),
    renew: secrets.refresh,
  }),
});
