import type { JsonObject } from '../assembly/json.ts';

/** Seconds since 1970, as the protocol of AWS Backup carries times. */
export type Seconds = number;

/** How long a recovery point is kept; forever without `DeleteAfterDays`. */
export interface Lifecycle {
  readonly DeleteAfterDays?: number;
  readonly MoveToColdStorageAfterDays?: number;
}

/** The plan and rule that made a recovery point. */
export interface Creator {
  readonly BackupPlanId: string;
  readonly BackupPlanArn: string;
  readonly BackupPlanName: string;
  readonly BackupPlanVersion: string;
  readonly BackupRuleId: string;
  readonly BackupRuleName: string;
  readonly BackupRuleCron: string;
  readonly BackupRuleTimezone: string;
}

/** A vault. */
export interface Vault {
  readonly BackupVaultName: string;
  readonly BackupVaultArn: string;
  readonly EncryptionKeyArn: string;
  readonly CreationDate: Seconds;
  readonly CreatorRequestId?: string;
  readonly Lock?: VaultLock;
  /** JSON text. */
  readonly Policy?: string;
  readonly Notifications?: { readonly SNSTopicArn: string; readonly BackupVaultEvents: readonly string[] };
  readonly Tags: Readonly<Record<string, string>>;
}

/** What a locked vault demands of its recovery points. */
export interface VaultLock {
  readonly MinRetentionDays?: number;
  readonly MaxRetentionDays?: number;
  /** From then on nobody can change the lock; never without it (governance mode). */
  readonly LockDate?: Seconds;
}

/** What is kept of the table itself, as input of CreateTable without its name. */
export interface TableContent {
  readonly definition: JsonObject;
  readonly tags: Readonly<Record<string, string>>;
  readonly items: number;
  readonly bytes: number;
  /** SHA-256 over all lines of the archive, in hex. */
  readonly sha256: string;
}

/** A recovery point. */
export interface Point {
  readonly RecoveryPointArn: string;
  readonly BackupVaultName: string;
  readonly BackupVaultArn: string;
  readonly SourceBackupVaultArn?: string;
  readonly ResourceArn: string;
  readonly ResourceName: string;
  readonly CreatedBy?: Creator;
  readonly IamRoleArn: string;
  readonly Status: 'CREATING' | 'COMPLETED';
  readonly CreationDate: Seconds;
  readonly InitiationDate: Seconds;
  readonly CompletionDate?: Seconds;
  readonly BackupSizeInBytes?: number;
  readonly Lifecycle?: Lifecycle;
  readonly EncryptionKeyArn: string;
  readonly LastRestoreTime?: Seconds;
  readonly Tags: Readonly<Record<string, string>>;
  readonly Content?: TableContent;
}

interface Job {
  readonly CreationDate: Seconds;
  readonly CompletionDate?: Seconds;
  readonly StatusMessage?: string;
  readonly BackupSizeInBytes?: number;
  readonly IamRoleArn: string;
  readonly IdempotencyToken?: string;
}

/** A copy that is to be made once a backup job has completed. */
export interface Copying {
  readonly destination: string;
  readonly lifecycle?: Lifecycle;
}

/** A job that backs a table up. */
export interface BackupJob extends Job {
  readonly BackupJobId: string;
  readonly BackupVaultName: string;
  readonly BackupVaultArn: string;
  readonly RecoveryPointArn: string;
  readonly ResourceArn: string;
  readonly Lifecycle?: Lifecycle;
  readonly CreatedBy?: Creator;
  readonly State: 'CREATED' | 'RUNNING' | 'COMPLETED' | 'FAILED' | 'ABORTED';
  readonly PercentDone: number;
  readonly Tags: Readonly<Record<string, string>>;
  readonly Copies: readonly Copying[];
}

/** A job that copies a recovery point. */
export interface CopyJob extends Job {
  readonly CopyJobId: string;
  readonly SourceBackupVaultArn: string;
  readonly SourceRecoveryPointArn: string;
  readonly DestinationBackupVaultArn: string;
  readonly DestinationRecoveryPointArn: string;
  readonly ResourceArn: string;
  readonly Lifecycle?: Lifecycle;
  readonly CreatedBy?: Creator;
  readonly CreatedByBackupJobId?: string;
  readonly State: 'CREATED' | 'RUNNING' | 'COMPLETED' | 'FAILED';
}

/** A job that makes a table of a recovery point. */
export interface RestoreJob extends Job {
  readonly RestoreJobId: string;
  readonly RecoveryPointArn: string;
  readonly SourceResourceArn: string;
  readonly BackupVaultArn: string;
  readonly RecoveryPointCreationDate: Seconds;
  readonly Status: 'PENDING' | 'RUNNING' | 'COMPLETED' | 'ABORTED' | 'FAILED';
  readonly PercentDone: number;
  readonly ExpectedCompletionTimeMinutes: number;
  readonly CreatedResourceArn?: string;
  readonly Metadata: Readonly<Record<string, string>>;
  readonly CopyTags: boolean;
  readonly ValidationStatus?: string;
  readonly ValidationStatusMessage?: string;
}

/** What a Region's account has switched on. */
export interface RegionSettings {
  /** Types of resources that AWS Backup protects here. */
  readonly optedIn: Readonly<Record<string, boolean>>;
  /** Types that AWS Backup manages fully; for DynamoDB this is "advanced DynamoDB backup". */
  readonly managed: Readonly<Record<string, boolean>>;
}
