import { isManaged } from '../arns.ts';
import type { Point, Vault } from '../records.ts';
import { deleteAt } from '../retention.ts';

/** A recovery point as the service shows it. */
export function pointAnswer(point: Point): object {
  const { Content: _, Tags: __, ...shown } = point;
  return {
    ...shown,
    ResourceType: 'DynamoDB',
    IsEncrypted: true,
    IsParent: false,
    VaultType: 'BACKUP_VAULT',
    StorageClass: 'WARM',
    EncryptionKeyType: isManaged(point.RecoveryPointArn) ? 'CUSTOMER_MANAGED_KMS_KEY' : 'AWS_OWNED_KMS_KEY',
    CalculatedLifecycle: { DeleteAt: deleteAt(point.CreationDate, point.Lifecycle) },
  };
}

/** A recovery point in the list of one resource's points. */
export function pointOfResourceAnswer(point: Point): object {
  const { RecoveryPointArn, CreationDate, Status, EncryptionKeyArn, BackupVaultName, ResourceName } = point;
  return {
    RecoveryPointArn,
    CreationDate,
    Status,
    EncryptionKeyArn,
    BackupSizeBytes: point.BackupSizeInBytes,
    BackupVaultName,
    ResourceName,
    IsParent: false,
    VaultType: 'BACKUP_VAULT',
  };
}

/** A vault as the service shows it. */
export function vaultAnswer(vault: Vault, points: readonly Point[]): object {
  const { Lock, Policy: _, Notifications: __, Tags: ___, ...shown } = vault;
  return {
    ...shown,
    VaultType: 'BACKUP_VAULT',
    VaultState: 'AVAILABLE',
    EncryptionKeyType: 'CUSTOMER_MANAGED_KMS_KEY',
    NumberOfRecoveryPoints: points.filter(({ BackupVaultArn }) => BackupVaultArn === vault.BackupVaultArn).length,
    Locked: Lock !== undefined,
    ...Lock,
  };
}
