import { AUTHORIZER_ENVIRONMENT } from '../lambdas/authorizer/environment.ts';
import { CHECKOUT_ENVIRONMENT } from '../lambdas/checkout/environment.ts';
import { HEALTH_ENVIRONMENT } from '../lambdas/health/environment.ts';
import { RECEIPTS_ENVIRONMENT } from '../lambdas/receipts/environment.ts';
import type { TableName } from './names.ts';

/** The variables each function reads, as its own folder declares them. */
export const ENVIRONMENT_OF = {
  authorizer: AUTHORIZER_ENVIRONMENT,
  checkout: CHECKOUT_ENVIRONMENT,
  health: HEALTH_ENVIRONMENT,
  receipts: RECEIPTS_ENVIRONMENT,
} as const;

export type CapabilityName = keyof typeof ENVIRONMENT_OF;

/** A value for every variable of a function's contract: one that is missing, or one too many, does not compile. */
export type EnvironmentOf<Name extends CapabilityName> = Readonly<
  Record<(typeof ENVIRONMENT_OF)[Name][number], string>
>;

/** The only actions there are: nothing that deletes, nothing that scans, nothing that writes more than one item. */
type ItemAction = 'GetItem' | 'Query' | 'PutItem' | 'UpdateItem';

export interface TableAccess {
  readonly table: TableName;
  readonly actions: readonly ItemAction[];
  /** Partition keys it may touch, `*` standing for any ending (`dynamodb:LeadingKeys`). */
  readonly keys: readonly string[];
}

export interface CapabilitySize {
  /** Lambda gives a whole processor at 1,769 MB. */
  readonly memoryMb: number;
  /** Longer than the handler's own deadline, shorter than what API Gateway waits. */
  readonly timeoutSeconds: number;
}

export const SIZES: Readonly<Record<CapabilityName, CapabilitySize>> = {
  authorizer: { memoryMb: 512, timeoutSeconds: 5 },
  checkout: { memoryMb: 1024, timeoutSeconds: 5 },
  health: { memoryMb: 512, timeoutSeconds: 5 },
  receipts: { memoryMb: 512, timeoutSeconds: 10 },
};

export const ACCESS: Readonly<Record<CapabilityName, readonly TableAccess[]>> = {
  authorizer: [{ table: 'devices', actions: ['GetItem'], keys: ['DEVICE#*'] }],
  checkout: [
    { table: 'ledger', actions: ['GetItem', 'Query', 'PutItem', 'UpdateItem'], keys: ['TILL#*'] },
    { table: 'devices', actions: ['Query'], keys: ['SIGNING-KEYS'] },
  ],
  health: [{ table: 'ledger', actions: ['GetItem', 'UpdateItem'], keys: ['CANARY#*'] }],
  receipts: [{ table: 'ledger', actions: ['GetItem', 'Query'], keys: ['TILL#*'] }],
};
