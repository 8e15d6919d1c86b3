import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { createChainReader } from '../../lambdas/shared/chain-reader.ts';
import { createFormWork, type FormWork } from '../../lambdas/shared/form-work/form-work.ts';
import { happened, settled } from '../../lambdas/shared/form-work/outside.ts';
import type { Log } from '../../lambdas/shared/log.ts';
import type { Route } from '../../lambdas/shared/routed.ts';
import { createTaxFree } from '../../lambdas/tax-free/tax-free.ts';
import { Outside } from '../../test/support/tax-free/outside.ts';
import { NOW } from './shop.ts';

export interface Tables {
  ledger: string;
  taxFree: string;
}

/** Tax-free as deployed, with customs and an acquirer in memory that take in everything at once. */
export interface Desk {
  taxFree: Route;
  /** What the outside says of a form, with the work that is due after it. */
  customsAccepted(formId: string): Promise<void>;
  creditDone(formId: string): Promise<void>;
  customsConfirmed(formId: string): Promise<void>;
}

const FIELD_KEY = { id: 'key-1', key: new Uint8Array(32).fill(1) };

function formWork(client: DynamoDBClient, { ledger, taxFree }: Tables): FormWork {
  return createFormWork({
    client,
    environment: { LEDGER_TABLE: ledger, TAX_FREE_TABLE: taxFree, OPERATOR: 'typical' },
    keys: { fieldKey: async () => FIELD_KEY, fieldKeyOf: async () => FIELD_KEY },
    ...new Outside().ports(),
    now: () => NOW,
    report: ({ trouble }) => {
      throw new Error(`the work on a form met trouble: ${trouble}`);
    },
  });
}

/** Events that the state machine did not take would cost less than they do: the benchmark ends there. */
async function mustMake(making: ReturnType<typeof happened>, state: string): Promise<void> {
  const made = await making;
  const found = made.made ? made.form.state : made.why;
  if (found !== state) throw new Error(`a form is ${found} and should be ${state}`);
}

export function openDesk(client: DynamoDBClient, tables: Tables, log: Log = () => {}): Desk {
  const work = formWork(client, tables);
  return {
    taxFree: createTaxFree({
      work,
      chains: createChainReader(client, tables.ledger),
      sleep: () => Promise.reject(new Error('no step waits')),
      log,
    }),
    customsAccepted: (id) =>
      mustMake(happened(work, id, { event: 'customs-registered', by: 'customs', customsId: `FR${id}` }), 'crediting'),
    creditDone: (id) =>
      mustMake(settled(work, { key: `detaxe:${id}:credit:1`, said: 'done', pspReference: 'PSP-1' }), 'credited'),
    customsConfirmed: (id) =>
      mustMake(happened(work, id, { event: 'customs-confirmed', by: 'customs', customsId: `FR${id}` }), 'validated'),
  };
}
