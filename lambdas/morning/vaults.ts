import {
  type BackupClient,
  DescribeBackupVaultCommand,
  DescribeRegionSettingsCommand,
  paginateListRecoveryPointsByBackupVault,
  type RecoveryPointByBackupVault,
} from '@aws-sdk/client-backup';
import type { Found } from '../../domain/morning/recovery-point.ts';
import { kindOf, type Place } from './place.ts';

/** A vault as AWS Backup describes it. */
export interface SeenVault {
  name: string;
  created_at: string;
  locked: boolean;
  min_retention_days?: number;
  /** From when on nobody can take the lock away, ISO 8601; absent when anybody with the right can. */
  lock_date?: string;
}

/** What this function asks of AWS Backup. Each call is one request, or one a page. */
export interface Vaults {
  found(vault: string, since: Date): Promise<Found[]>;
  describe(vault: string): Promise<SeenVault>;
  /** Whether AWS Backup manages backups of tables fully: vault keys, copies and locks work only then. */
  advancedBackupOn(): Promise<boolean>;
}

const RESTORABLE = ['COMPLETED', 'AVAILABLE'];
/** Points on their way out are as good as gone. */
const GONE = ['DELETING', 'EXPIRED'];

/**
 * The earlier of its two times: the instant it shows is never after it. For a copy they may be those of the copying.
 */
const takenAt = ({ CreationDate, InitiationDate }: RecoveryPointByBackupVault): string =>
  new Date(Math.min(CreationDate?.getTime() ?? Infinity, InitiationDate?.getTime() ?? Infinity)).toISOString();

function foundPoint(place: Place, vault: string, point: RecoveryPointByBackupVault): Found[] {
  const { RecoveryPointArn, ResourceArn, Status = '', BackupSizeInBytes, CreatedBy, CreationDate } = point;
  const kind = kindOf(place, ResourceArn ?? '');
  if (!RecoveryPointArn || !CreationDate || kind === undefined || GONE.includes(Status)) return [];
  const rule = CreatedBy?.BackupRuleName;
  return [
    {
      ...{ vault, kind, recovery_point: RecoveryPointArn, taken_at: takenAt(point) },
      size_bytes: BackupSizeInBytes ?? 0,
      ...(rule ? { rule } : {}),
      ...(RESTORABLE.includes(Status) ? {} : { state: Status }),
    },
  ];
}

export function createVaults(client: BackupClient, place: Place): Vaults {
  return {
    async found(vault, since) {
      const input = { BackupVaultName: vault, ByResourceType: 'DynamoDB', ByCreatedAfter: since };
      const found: Found[] = [];
      for await (const { RecoveryPoints = [] } of paginateListRecoveryPointsByBackupVault({ client }, input))
        found.push(...RecoveryPoints.flatMap((point) => foundPoint(place, vault, point)));
      return found;
    },
    async describe(vault) {
      const seen = await client.send(new DescribeBackupVaultCommand({ BackupVaultName: vault }));
      return {
        name: vault,
        created_at: (seen.CreationDate ?? new Date(0)).toISOString(),
        locked: seen.Locked === true,
        ...(seen.MinRetentionDays === undefined ? {} : { min_retention_days: seen.MinRetentionDays }),
        ...(seen.LockDate === undefined ? {} : { lock_date: seen.LockDate.toISOString() }),
      };
    },
    async advancedBackupOn() {
      const { ResourceTypeManagementPreference } = await client.send(new DescribeRegionSettingsCommand({}));
      return ResourceTypeManagementPreference?.DynamoDB === true;
    },
  };
}
