import { createCheckout } from '../../lambdas/checkout/checkout.ts';
import { createLedger } from '../../lambdas/checkout/ledger.ts';
import { trustedTokens } from '../../lambdas/checkout/trusted-tokens.ts';
import type { ChainReader } from '../../lambdas/shared/chain-reader.ts';
import { createFormWork, type FormWork } from '../../lambdas/shared/form-work/form-work.ts';
import type { Acquirer, Customs } from '../../lambdas/shared/form-work/ports.ts';
import { entryKey, storedEntry } from '../../lambdas/shared/ledger-item.ts';
import type { Route } from '../../lambdas/shared/routed.ts';
import { createTaxFree } from '../../lambdas/tax-free/tax-free.ts';
import { STORE_TIMES } from '../store-times.ts';
import { clientBy, createDatabase } from '../storm/table/database.ts';
import type { Table } from '../storm/table/table.ts';
import type { StoryClock } from './clock.ts';
import type { WorldKeys } from './keys.ts';

const LEDGER = 'ledger';
const FORMS = 'tax-free';

/** The deployed handlers over tables in memory, whose items are then exactly what the handlers write. */
export interface Desk {
  checkout: Route;
  taxFree: Route;
  work: FormWork;
  ledger: Table;
  forms: Table;
}

/** Customs take every message in and say the result when the story says so. */
const CUSTOMS: Customs = {
  create: async () => 'acknowledged',
  createFromSlip: async () => 'acknowledged',
  delete: async () => 'acknowledged',
};

const received = async ({ key }: { key: string }) =>
  ({ outcome: 'received', pspReference: `PSP-${key.slice(-8)}` }) as const;

const ACQUIRER: Acquirer = { credit: received, debit: received, fate: async () => 'pending' };

/** Reads where the entries are, without a query: only closings read, and they know where the last one is. */
const readerOf = (ledger: Table): ChainReader => ({
  head: () => Promise.reject(new Error('a till of the story never loses its place')),
  async entry(place) {
    const { pk, sk } = entryKey(place);
    const item = ledger.get({ pk: pk.S, sk: sk.S });
    return item && storedEntry(item);
  },
  range: () => {
    throw new Error('a till of the story reads no stretch of its chain');
  },
});

/** @param keys opened keys of the world that the items are written for */
export function openDesk({ signing, fields }: WorldKeys, clock: StoryClock): Desk {
  const database = createDatabase([LEDGER, FORMS]);
  const client = clientBy(async (command) => database.execute(command));
  const [ledger, forms] = [database.table(LEDGER), database.table(FORMS)];
  const chains = readerOf(ledger);
  const now = (): Date => clock.now();
  const log = (): void => {};
  const environment = { LEDGER_TABLE: LEDGER, TAX_FREE_TABLE: FORMS, OPERATOR: 'typical' };
  const work = createFormWork({
    client,
    environment,
    keys: fields,
    customs: CUSTOMS,
    acquirer: ACQUIRER,
    now,
    report: log,
  });
  const sleep = () => Promise.reject(new Error('nobody of the story waits'));
  return {
    ledger,
    forms,
    work,
    checkout: createCheckout({
      ledger: createLedger(client, LEDGER),
      chains,
      keys: signing,
      trusted: trustedTokens(),
      times: STORE_TIMES,
      now,
      log,
    }),
    taxFree: createTaxFree({ work, chains, sleep, log }),
  };
}
