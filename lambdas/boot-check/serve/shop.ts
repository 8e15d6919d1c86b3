import { createPublicKey } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { TimeLimits } from '../../../domain/store-time.ts';
import { createCheckout } from '../../checkout/checkout.ts';
import { createLedger } from '../../checkout/ledger.ts';
import { trustedTokens } from '../../checkout/trusted-tokens.ts';
import { createChainReader } from '../../shared/chain-reader.ts';
import { NotConnected, type Post } from '../../shared/customs/exchange.ts';
import { createCustoms } from '../../shared/customs/gateway.ts';
import type { CustomsClient } from '../../shared/customs/token.ts';
import { OutcomeUnknown, untilAnswered } from '../../shared/deadline.ts';
import { createFormWork, type FormWork } from '../../shared/form-work/form-work.ts';
import type { Acquirer } from '../../shared/form-work/ports.ts';
import { createKeyring, type Unseal } from '../../shared/keyring.ts';
import { readSigningKeys } from '../../shared/registry.ts';
import type { Route } from '../../shared/routed.ts';
import { createSecrets } from '../../shared/sealed.ts';
import { readSecrets } from '../../shared/secrets-registry.ts';
import { createTaxFree } from '../../tax-free/tax-free.ts';
import type { RestoredSet } from '../events.ts';
import { BOOT_CHECK_STORE } from '../ledger/live-end.ts';

/** What the handlers stand on. */
export interface Ground {
  /** Reaches the restored tables and nothing else. */
  client: DynamoDBClient;
  tables: RestoredSet;
  unseal: Unseal;
  region: string;
  /** Name of the tax-free operator's settings. */
  operator: string;
  now(): Date;
}

export interface Shop {
  checkout: Route;
  /** Another sandbox of the same function, which has to check the tokens that the first one signed. */
  otherCheckout: Route;
  taxFree: Route;
  /** Calls that would have gone to customs or the acquirer. */
  refused(): number;
  /** The key that signs, and whether the registry's public half belongs to it. */
  signingKey(): Promise<{ kid: string; isRight: boolean }>;
  /** Troubles that the work on forms reported, by name. */
  troubles: string[];
}

/** The boot check's store stands nowhere and its till goes by the same clock. */
const OWN_TIMES: TimeLimits = { timeZone: 'UTC', skewMinutes: 1, offlineDays: 1 };

/** Customs and acquirer as this shop has them: the adapters run up to the wire, and there is none. */
function noWorldOutside(secret: (name: 'customs-client') => Promise<string>) {
  let refused = 0;
  const post: Post = async () => {
    refused++;
    throw new NotConnected('the boot check calls nobody');
  };
  const refuse = async (): Promise<never> => {
    refused++;
    throw new OutcomeUnknown('the boot check calls nobody');
  };
  const acquirer: Acquirer = { credit: refuse, debit: refuse, fate: refuse };
  const client = async () => JSON.parse(await secret('customs-client')) as CustomsClient;
  const customs = createCustoms({ url: 'https://customs.invalid', client, post });
  return { customs, acquirer, refused: () => refused };
}

/** The operator as deployed, with one merchant more: the boot check's own store, which exists nowhere else. */
function withOwnStore(work: FormWork): FormWork {
  const merchant = { name: 'Boot check', vatNumber: 'FR00000000000', town: 'Nowhere' };
  const merchants = new Map([...work.operator.merchants, [BOOT_CHECK_STORE, merchant]]);
  return { ...work, operator: { ...work.operator, merchants } };
}

/** The real handlers on a restored set, with its own keys and secrets, opened by the Region's KMS. */
export function openShop({ client, tables, unseal, region, operator, now }: Ground): Shop {
  const chains = createChainReader(client, tables.ledger);
  const keys = createKeyring({
    loadKeys: () => untilAnswered((signal) => readSigningKeys(client, tables.devices, signal)),
    unseal,
    region,
    now: () => now().getTime(),
  });
  const secrets = createSecrets({
    loadSecrets: () => untilAnswered((signal) => readSecrets(client, tables.devices, signal)),
    unseal,
    region,
    now: () => now().getTime(),
  });
  const { customs, acquirer, refused } = noWorldOutside((name) => secrets.text(name));
  const troubles: string[] = [];
  const environment = { LEDGER_TABLE: tables.ledger, TAX_FREE_TABLE: tables['tax-free'], OPERATOR: operator };
  const report: FormWork['report'] = ({ trouble, error = '' }) => void troubles.push(`${trouble} ${error}`.trim());
  const work = withOwnStore(createFormWork({ client, environment, keys: secrets, customs, acquirer, now, report }));
  const log = (): void => {};
  const ledger = createLedger(client, tables.ledger);
  const checkout = (): Route =>
    createCheckout({ ledger, chains, keys, trusted: trustedTokens(), times: OWN_TIMES, now, log });
  return {
    checkout: checkout(),
    otherCheckout: checkout(),
    async signingKey() {
      const { kid, privateKey } = await keys.signingKey();
      return { kid, isRight: keys.findKey(kid)?.equals(createPublicKey(privateKey)) === true };
    },
    taxFree: createTaxFree({ work, chains, sleep, log }),
    refused,
    troubles,
  };
}
