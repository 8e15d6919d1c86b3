import { BackupClient, paginateListRecoveryPointsByBackupVault } from '@aws-sdk/client-backup';
import type { Tables } from '../../../domain/tables.ts';
import { kindOf } from './input.ts';
import type { RecoveryPoint } from './recovery-points.ts';

/** Lists the recovery points of a vault that are whole, of the live tables. */
export type ListRecoveryPoints = (vault: string, live: Tables) => Promise<RecoveryPoint[]>;

const isoOf = (date: Date | undefined): string => date?.toISOString() ?? '';

export const vaultReader = (client = new BackupClient({})): ListRecoveryPoints =>
  async function list(vault, live) {
    const points: RecoveryPoint[] = [];
    for await (const page of paginateListRecoveryPointsByBackupVault({ client }, { BackupVaultName: vault }))
      for (const point of page.RecoveryPoints ?? []) {
        const kind = kindOf(point.ResourceArn ?? '', live);
        if (kind === undefined || point.Status !== 'COMPLETED' || point.RecoveryPointArn === undefined) continue;
        points.push({
          arn: point.RecoveryPointArn,
          kind,
          taken_at: isoOf(point.CreationDate),
          rule: point.CreatedBy?.BackupRuleId ?? '',
          size_bytes: point.BackupSizeInBytes ?? 0,
        });
      }
    return points;
  };
