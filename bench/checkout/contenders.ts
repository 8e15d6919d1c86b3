import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { createCheckout } from '../../lambdas/checkout/checkout.ts';
import { createLedger } from '../../lambdas/checkout/ledger.ts';
import { trustedTokens } from '../../lambdas/checkout/trusted-tokens.ts';
import { createChainReader } from '../../lambdas/shared/chain-reader.ts';
import { dynamoDBClient } from '../../lambdas/shared/dynamodb.ts';
import type { Keyring } from '../../lambdas/shared/keyring.ts';
import type { Route } from '../../lambdas/shared/routed.ts';
import { STORE_TIMES } from '../../twin/store-times.ts';
import { createBaselineCheckout } from '../baseline/checkout.ts';
import { createSales } from '../baseline/sales.ts';
import { openKeyring } from './keys.ts';

/** What is compared: Permanence as deployed, and what a good team would write today. */
export type Contender = 'ours' | 'baseline';

export const CONTENDERS: readonly Contender[] = ['ours', 'baseline'];

export const TABLES = { ledger: 'bench-ledger', sales: 'bench-sales', idempotency: 'bench-idempotency' };

/** The deployed checkout on a client of the deployed settings, with only its key opened beforehand. */
export function ourCheckout(
  table: string,
  client: DynamoDBClient = dynamoDBClient(),
  keys: Keyring = openKeyring(),
): Route {
  return createCheckout({
    ledger: createLedger(client, table),
    chains: createChainReader(client, table),
    keys,
    trusted: trustedTokens(),
    times: STORE_TIMES,
    now: () => new Date(),
  });
}

function baselineCheckout(client: DynamoDBClient = dynamoDBClient()): Route {
  return createBaselineCheckout({
    sales: createSales(client, TABLES.sales),
    client,
    idempotencyTable: TABLES.idempotency,
    keys: openKeyring(),
    now: () => new Date(),
  });
}

export const createContender = (contender: Contender, client?: DynamoDBClient): Route =>
  contender === 'ours' ? ourCheckout(TABLES.ledger, client) : baselineCheckout(client);
