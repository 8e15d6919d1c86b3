import type { CapabilityName } from './capabilities.ts';

/**
 * Tables by what they are: `live` serve, `restored` are on trial and removed, `clones` are kept. A function that works on restores must
 * never write into the first kind.
 */
export type TableSet = 'live' | 'restored' | 'clones';

export const READS = ['DescribeTable', 'GetItem', 'Query', 'Scan'] as const;
const WRITES = ['BatchWriteItem', 'PutItem', 'UpdateItem'] as const;

export type SetAction = (typeof READS)[number] | (typeof WRITES)[number];

export interface SetAccess {
  readonly tables: TableSet;
  readonly actions: readonly SetAction[];
}

/** What functions of runbooks may do in whole sets of tables, beside what `lib/access.ts` names item by item. */
export const SET_ACCESS: Readonly<Partial<Record<CapabilityName, readonly SetAccess[]>>> = {
  'boot-check': [
    { tables: 'live', actions: READS },
    { tables: 'restored', actions: [...READS, ...WRITES] },
    { tables: 'clones', actions: [...READS, ...WRITES] },
  ],
  clone: [
    { tables: 'live', actions: READS },
    { tables: 'clones', actions: [...READS, ...WRITES] },
  ],
  morning: [{ tables: 'live', actions: ['DescribeTable'] }],
};
