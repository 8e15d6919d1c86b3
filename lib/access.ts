import type { CapabilityName } from './capabilities.ts';
import { DUE_INDEX, type TableName } from './names.ts';

/** The only actions there are: nothing that deletes, nothing that scans, nothing that writes more than one item. */
export type ItemAction = 'GetItem' | 'Query' | 'PutItem' | 'UpdateItem';

export interface TableAccess {
  readonly table: TableName;
  /** With an index, the right is one in the index and not in the table. */
  readonly index?: typeof DUE_INDEX;
  readonly actions: readonly ItemAction[];
  /** Partition keys it may touch, `*` standing for any ending (`dynamodb:LeadingKeys`). */
  readonly keys: readonly string[];
}

/** `DUE_SHARDS` of `lambdas/shared/form-work/due.ts`; a test compares them. */
const SHARDS = ['0', '1', '2', '3'];

/**
 * What work on a form needs: its transitions, an emergency slip, letting go of receipts it holds no longer, and the
 * secrets of customs, the acquirer and the fields.
 */
const FORM_WORK: readonly TableAccess[] = [
  { table: 'tax-free', actions: ['GetItem', 'UpdateItem'], keys: ['FORM#*'] },
  { table: 'tax-free', actions: ['UpdateItem'], keys: ['SLIPS#*'] },
  { table: 'ledger', actions: ['UpdateItem'], keys: ['TILL#*'] },
  { table: 'devices', actions: ['Query'], keys: ['SECRETS'] },
];

/** What each function may do in the tables item by item; `lib/runbook-access.ts` adds whole sets of tables, for runbooks only. */
export const ACCESS: Readonly<Record<CapabilityName, readonly TableAccess[]>> = {
  'acquirer-notifications': FORM_WORK,
  authorizer: [{ table: 'devices', actions: ['GetItem'], keys: ['DEVICE#*'] }],
  'boot-check': [],
  checkout: [
    { table: 'ledger', actions: ['GetItem', 'Query', 'PutItem', 'UpdateItem'], keys: ['TILL#*'] },
    { table: 'ledger', actions: ['PutItem'], keys: ['REFERENCE#*'] },
    { table: 'devices', actions: ['Query'], keys: ['SIGNING-KEYS'] },
  ],
  // What was signed and encrypted in the original is checked and opened before it is masked.
  clone: [
    { table: 'operations', actions: ['GetItem', 'PutItem', 'UpdateItem'], keys: ['CLONE#*'] },
    { table: 'devices', actions: ['Query'], keys: ['SECRETS', 'SIGNING-KEYS'] },
  ],
  'customs-messages': FORM_WORK,
  evacuation: [
    { table: 'operations', actions: ['GetItem'], keys: ['TRAFFIC', 'MORNING#*'] },
    { table: 'operations', actions: ['GetItem', 'PutItem'], keys: ['DEFINITION#*'] },
    { table: 'operations', actions: ['PutItem'], keys: ['APPROVAL#*'] },
    { table: 'operations', actions: ['Query', 'UpdateItem'], keys: ['DRILL#*'] },
    { table: 'ledger', actions: ['GetItem', 'Query'], keys: ['TILL#SYNTHETIC#*'] },
    { table: 'tax-free', index: DUE_INDEX, actions: ['Query'], keys: SHARDS },
  ],
  'form-sweeper': [...FORM_WORK, { table: 'tax-free', index: DUE_INDEX, actions: ['Query'], keys: SHARDS }],
  health: [
    { table: 'ledger', actions: ['GetItem', 'UpdateItem'], keys: ['CANARY#*'] },
    { table: 'operations', actions: ['GetItem'], keys: ['TRAFFIC'] },
  ],
  morning: [
    { table: 'operations', actions: ['GetItem', 'Query', 'PutItem'], keys: ['MORNING#*'] },
    // Whether a repair is at work: its lease is read, and changed by nobody but its own run.
    { table: 'operations', actions: ['GetItem'], keys: ['LOCK#repair-ledger'] },
  ],
  receipts: [{ table: 'ledger', actions: ['GetItem', 'Query'], keys: ['TILL#*'] }],
  // The one runbook that writes into a table that serves: item by item, and only after a person's yes.
  repair: [
    { table: 'ledger', actions: ['GetItem', 'PutItem', 'UpdateItem'], keys: ['TILL#*'] },
    { table: 'operations', actions: ['GetItem', 'Query', 'PutItem'], keys: ['REPAIR#*', 'APPROVAL#*'] },
  ],
  runs: [
    {
      table: 'operations',
      actions: ['GetItem', 'Query', 'PutItem', 'UpdateItem'],
      keys: ['LOCK#*', 'TRAFFIC', 'EVIDENCE#*', 'RUN#*'],
    },
  ],
  'synthetic-store': [{ table: 'devices', actions: ['Query'], keys: ['SECRETS'] }],
  'tax-free': [
    { table: 'tax-free', actions: ['GetItem', 'PutItem', 'UpdateItem'], keys: ['FORM#*'] },
    { table: 'tax-free', actions: ['UpdateItem'], keys: ['SLIPS#*'] },
    { table: 'ledger', actions: ['GetItem', 'UpdateItem'], keys: ['TILL#*'] },
    { table: 'devices', actions: ['Query'], keys: ['SECRETS'] },
  ],
};

/** The operations that functions use on a table: DynamoDB counts each of them apart. */
export function operationsOn(table: TableName): ItemAction[] {
  const used = Object.values(ACCESS).flatMap((all) => all.filter((access) => access.table === table));
  return [...new Set(used.flatMap(({ actions }) => actions))].sort();
}
