import { paginateScan } from '@aws-sdk/client-dynamodb';
import { type FormRecord, formRecord } from '../../../lambdas/shared/form-work/form-record.ts';
import { type Item, numberOf, type StoredEntry, storedEntry } from '../../../lambdas/shared/ledger-item.ts';
import type { Movement } from '../../acquirer/records.ts';
import type { CustomsFormState } from '../../customs/records.ts';
import { workplaceOf } from '../../stock.ts';
import type { Outside } from '../../supervisor/outside.ts';
import type { FormAttempt } from './kiosk-run.ts';

/** What is known of a run, each part from who keeps it: we, the ledger, customs, the acquirer, the kiosks. */
export interface Evidence {
  at: Date;
  forms: readonly FormRecord[];
  /** Sales by receipt number. */
  sales: ReadonlyMap<string, StoredEntry>;
  customs: ReadonlyMap<string, CustomsFormState>;
  movements: readonly Movement[];
  attempts: readonly FormAttempt[];
}

async function scanned({ plan, ...outside }: Outside, table: string, prefix: string): Promise<Item[]> {
  const items: Item[] = [];
  const client = workplaceOf({ plan, ...outside }).dynamodb;
  const input = { TableName: `permanence-${plan.environment}-${table}`, ConsistentRead: true };
  for await (const { Items = [] } of paginateScan({ client }, input)) items.push(...Items);
  return items.filter(({ pk }) => pk?.S?.startsWith(prefix));
}

/** Every form, looked at from outside the Regions. */
export async function allForms(outside: Outside): Promise<FormRecord[]> {
  return (await scanned(outside, 'tax-free', 'FORM#')).map(formRecord);
}

async function allSales(outside: Outside): Promise<Map<string, StoredEntry>> {
  const entries = (await scanned(outside, 'ledger', 'TILL#')).map(storedEntry);
  return new Map(entries.flatMap((stored) => (stored.entry.kind === 'sale' ? [[numberOf(stored.entry), stored]] : [])));
}

/** Gathers everything, at one moment when nothing moves any more. */
export async function gather(outside: Outside, attempts: readonly FormAttempt[]): Promise<Evidence> {
  const { customs, acquirer } = outside.remote;
  const [forms, sales, theirs = [], movements = []] = await Promise.all([
    allForms(outside),
    allSales(outside),
    customs?.forms(),
    acquirer?.movements(),
  ]);
  const byId = new Map(theirs.map((form) => [form.formId, form]));
  return { at: new Date(), forms, sales, customs: byId, movements, attempts };
}
