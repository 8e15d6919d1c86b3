import { Aws } from 'aws-cdk-lib';
import type { RunbookFunctionName } from './capabilities.ts';
import { CLONE_PREFIX, type EnvironmentName, restoredPrefix, TABLES, tableArn, vaultArn } from './names.ts';
import type { Right } from './rights.ts';

/**
 * Tables by what they are: `live` serve, `operations` is the one of them that runbooks keep, `restored` are on trial and removed, `clones` are
 * kept. A function that works on restores must never write into the first two.
 */
export type TableSet = 'live' | 'operations' | 'restored' | 'clones';

const READS = ['BatchGetItem', 'DescribeTable', 'GetItem', 'Query', 'Scan'] as const;
const WRITES = ['PutItem', 'UpdateItem'] as const;
/** What a restore drops, as `lambdas/morning` looks at it. */
const SETTINGS = [
  'DescribeContinuousBackups',
  'DescribeContributorInsights',
  'DescribeTable',
  'DescribeTimeToLive',
  'GetResourcePolicy',
  'ListTagsOfResource',
] as const;

type SetAction = (typeof READS)[number] | (typeof WRITES)[number] | (typeof SETTINGS)[number] | 'BatchWriteItem';

interface SetAccess {
  readonly tables: TableSet;
  readonly actions: readonly SetAction[];
}

/** What functions of runbooks may do in whole sets of tables, beside what `lib/access.ts` names item by item. */
const SET_ACCESS: Readonly<Record<RunbookFunctionName, readonly SetAccess[]>> = {
  'boot-check': [
    { tables: 'live', actions: READS },
    { tables: 'restored', actions: [...READS, ...WRITES] },
    { tables: 'clones', actions: [...READS, ...WRITES] },
  ],
  clone: [
    // Those whose date has come are found by a filter. Of an original nothing else is read but its keys (`lib/access.ts`).
    { tables: 'operations', actions: ['Scan'] },
    { tables: 'clones', actions: [...READS, ...WRITES, 'BatchWriteItem'] },
  ],
  evacuation: [],
  morning: [
    { tables: 'live', actions: SETTINGS },
    { tables: 'restored', actions: SETTINGS },
  ],
  repair: [
    { tables: 'live', actions: READS },
    { tables: 'restored', actions: READS },
  ],
  runs: [],
  'synthetic-store': [],
};

/** The tables of a set in a Region, as ARNs. */
export function tablesOf(set: TableSet, environment: EnvironmentName, region: string): string[] {
  const named = (table: string) => `arn:${Aws.PARTITION}:dynamodb:${region}:${Aws.ACCOUNT_ID}:table/${table}`;
  if (set === 'restored') return [named(`${restoredPrefix(environment)}*`)];
  if (set === 'clones') return [named(`${CLONE_PREFIX}*`)];
  const tables = set === 'live' ? TABLES : (['operations'] as const);
  return tables.map((table) => tableArn(environment, table, region));
}

const BY_PREFIX = 'Restored tables and clones get their names when they are made; the beginning keeps them apart.';
const NO_RESOURCE = 'AWS has no resource to name for this action.';

function inSets(name: RunbookFunctionName, environment: EnvironmentName, region: string): Right[] {
  return SET_ACCESS[name].map(({ tables, actions }) => ({
    actions: actions.map((action) => `dynamodb:${action}`),
    resources: tablesOf(tables, environment, region),
    ...(tables === 'live' || tables === 'operations' ? {} : { because: BY_PREFIX }),
  }));
}

/** What the functions that look for recovery points ask of AWS beside tables: what is in the vaults, how they are locked, what the account's settings are. */
function looksIntoVaults(environment: EnvironmentName, region: string): Right[] {
  return [
    {
      actions: ['backup:DescribeBackupVault', 'backup:ListRecoveryPointsByBackupVault'],
      resources: [vaultArn(environment, 'backup', region), vaultArn(environment, 'tape', region)],
    },
    {
      actions: ['backup:DescribeRegionSettings', 'dynamodb:ListTables'],
      resources: ['*'],
      because: NO_RESOURCE,
    },
  ];
}

/** A clone counts as removed when no restore can make a table of it any more. */
const SEES_RESTORES: Right = { actions: ['backup:ListRestoreJobs'], resources: ['*'], because: NO_RESOURCE };

const LOOKING: readonly RunbookFunctionName[] = ['clone', 'morning', 'repair'];

/** Everything that a function of runbooks may do outside the items of `lib/access.ts`, keys apart. */
export function runbookRights(name: RunbookFunctionName, environment: EnvironmentName, region: string): Right[] {
  const tables = inSets(name, environment, region);
  const looks = LOOKING.includes(name) ? looksIntoVaults(environment, region) : [];
  return [...tables, ...looks, ...(name === 'clone' ? [SEES_RESTORES] : [])];
}
