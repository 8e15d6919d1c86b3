import { type BackupClient, paginateListRecoveryPointsByBackupVault } from '@aws-sdk/client-backup';
import type { WholePoint } from '../../domain/repair/recovery-points.ts';

/** Lists the whole recovery points of a vault that show the ledger or the device registry. */
export type ListPoints = (vault: string) => Promise<WholePoint[]>;

const RESTORABLE = new Set(['COMPLETED', 'AVAILABLE']);

/** @param tables names of the live tables by what they hold */
export const pointsIn = (client: BackupClient, tables: Readonly<Record<WholePoint['kind'], string>>): ListPoints =>
  async function list(vault) {
    const input = { BackupVaultName: vault, ByResourceType: 'DynamoDB' };
    const points: WholePoint[] = [];
    for await (const { RecoveryPoints = [] } of paginateListRecoveryPointsByBackupVault({ client }, input))
      for (const { RecoveryPointArn, ResourceArn = '', Status = '', CreationDate, InitiationDate } of RecoveryPoints) {
        const table = ResourceArn.slice(ResourceArn.lastIndexOf('/') + 1);
        const kind = (['ledger', 'devices'] as const).find((one) => tables[one] === table);
        if (!RecoveryPointArn || !CreationDate || kind === undefined || !RESTORABLE.has(Status)) continue;
        // The earlier of its two times, so that the instant it shows is never after it.
        const taken = Math.min(CreationDate.getTime(), InitiationDate?.getTime() ?? Number.POSITIVE_INFINITY);
        points.push({ vault, kind, recovery_point: RecoveryPointArn, taken_at: new Date(taken).toISOString() });
      }
    return points;
  };
