import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { SeenTable } from '../../../domain/morning/fidelity.ts';
import type { Found } from '../../../domain/morning/recovery-point.ts';
import { KINDS, type Kind } from '../../../domain/tables.ts';
import type { MorningDependencies } from '../../../lambdas/morning/dependencies.ts';
import type { MorningMetric } from '../../../lambdas/morning/metrics.ts';
import { repairAtWork } from '../../../lambdas/morning/repairs.ts';
import { createMorningLedger } from '../../../lambdas/shared/morning/morning-ledger.ts';
import { clientBy, createDatabase } from '../../../twin/storm/table/database.ts';

export const PREFIX = 'permanence-test';
export const VAULTS = { backup: `${PREFIX}-backup`, tape: `${PREFIX}-tape` };

/** The morning's run begins at 05:00 in Paris. */
export const BEGAN = '2026-11-24T04:00:00.000Z';

/** One daily backup, taken in the evening and copied: the last one is due in both vaults. */
const SLOT = '2026-11-23T22:30:00.000Z';
const RULES = [{ rule: 'daily', cron: 'cron(30 22 * * ? *)', due_minutes: 120, copy_due_minutes: 240 }];

export const SETTINGS = {
  recovery_days: 35,
  deletion_protection: true,
  table_class: 'STANDARD',
  billing: 'PAY_PER_REQUEST',
  stream: 'none',
  time_to_live: 'none',
  resource_policy: true,
  contributor_insights: true,
  replicas: ['eu-central-1'],
  tags: { 'permanence:backup': 'test' },
};

export const LIVE: SeenTable = { ...SETTINGS, keys: 'pk:HASH sk:RANGE', indexes: [], encryption: 'key/data' };

/** What a restore brings: the data, and hardly a setting. */
export const RESTORED: SeenTable = {
  ...LIVE,
  recovery_days: 0,
  deletion_protection: false,
  resource_policy: false,
  contributor_insights: false,
  replicas: [],
  tags: {},
};

export const point = (vault: string, kind: Kind, more: Partial<Found> = {}): Found => ({
  ...{ vault, kind, recovery_point: `arn:${vault}:${kind}`, taken_at: SLOT, size_bytes: 1_000_000, rule: 'daily' },
  ...more,
});

/** Every table in both vaults. */
const allPoints = (): Found[] => Object.values(VAULTS).flatMap((vault) => KINDS.map((kind) => point(vault, kind)));

/** A Region with its vaults and tables, as the morning function sees it. Tests change its members. */
export interface MorningWorld {
  found: Found[];
  /** Names of restored tables that are there. */
  restored: Set<string>;
  advanced: boolean;
  locked: boolean;
  metrics: Partial<Record<MorningMetric, number>>;
  /** The database behind it, where runs keep their leases. */
  client: DynamoDBClient;
  operations: string;
  dependencies: MorningDependencies;
}

export function morningWorld(): MorningWorld {
  const operations = `${PREFIX}-operations`;
  const database = createDatabase([operations]);
  const client = clientBy(async (command) => database.execute(command));
  const world: MorningWorld = {
    found: allPoints(),
    restored: new Set(),
    advanced: true,
    locked: true,
    metrics: {},
    client,
    operations,
    dependencies: {
      place: {
        ...{ region: 'eu-west-3', prefix: PREFIX, backupVault: VAULTS.backup, tapeVault: VAULTS.tape },
        tables: { ledger: 'ledger', devices: 'devices', 'tax-free': 'tax-free', operations: 'operations' },
      },
      rules: RULES,
      settings: SETTINGS,
      vaults: {
        found: async (vault) => world.found.filter((one) => one.vault === vault),
        describe: async (name) => ({
          ...{ name, created_at: '2026-01-01T00:00:00.000Z' },
          locked: name === VAULTS.tape && world.locked,
        }),
        advancedBackupOn: async () => world.advanced,
      },
      tables: {
        describe: async () => ({ CreationDateTime: new Date('2026-01-01') }),
        beginningWith: async (prefix) => [...world.restored].filter((name) => name.startsWith(prefix)),
      },
      see: async (table) => (world.restored.has(table) ? RESTORED : LIVE),
      ledger: createMorningLedger(client, operations, PREFIX),
      repairAtWork: repairAtWork(client, operations, () => new Date('2026-11-24T05:00:00.000Z')),
      now: () => new Date('2026-11-24T05:00:00.000Z'),
      emit: (metrics) => void Object.assign(world.metrics, metrics),
    },
  };
  return world;
}
