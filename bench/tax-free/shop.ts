import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { SaleRequest } from '../../api/generated/contract.ts';
import { formatReceiptNumber } from '../../domain/receipt-number.ts';
import { createCheckout } from '../../lambdas/checkout/checkout.ts';
import { createLedger } from '../../lambdas/checkout/ledger.ts';
import { trustedTokens } from '../../lambdas/checkout/trusted-tokens.ts';
import { createChainReader } from '../../lambdas/shared/chain-reader.ts';
import { STORE_TIMES } from '../../twin/store-times.ts';
import { openKeyring } from '../checkout/keys.ts';
import { createTill } from '../checkout/till.ts';

export const STORE = 'HAUSSMANN';

/** The moment of all forms, on the day of all sales. */
export const NOW = new Date('2026-11-24T11:00:00Z');

/** 300.00 at 20 %: above the least amount of a form, below the ceiling for credit before customs. */
const COAT: SaleRequest = {
  kind: 'sale',
  time: '2026-11-24T10:30:00+01:00',
  operator: 'advisor-17',
  lines: [{ gtin: '4006381333931', label: 'Manteau', quantity: 3, unitPrice: 10_000, vatRate: 2000 }],
  tenders: [{ type: 'card', amount: 30_000, reference: '8812345678901234' }],
};

/** Sells coats at a till of its own, by the deployed checkout. @returns their receipts' numbers */
export async function sellCoats(
  client: DynamoDBClient,
  ledger: string,
  till: string,
  coats: number,
): Promise<string[]> {
  const checkout = createCheckout({
    ledger: createLedger(client, ledger),
    chains: createChainReader(client, ledger),
    keys: openKeyring(),
    trusted: trustedTokens(),
    times: STORE_TIMES,
    now: () => NOW,
    log: () => {},
  });
  const { sell } = createTill(checkout, STORE, till, { sequence: 0 });
  for (let sold = 0; sold < coats; sold++) await sell(COAT);
  return Array.from({ length: coats }, (_, n) => formatReceiptNumber({ store: STORE, till, sequence: n + 1 }));
}
