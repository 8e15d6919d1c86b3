import { ACCOUNT } from '../../assembly/identity.ts';
import { tableOf } from '../arns.ts';
import type { BackupJob, CopyJob, RestoreJob } from '../records.ts';

const RESOURCE = { AccountId: ACCOUNT, ResourceType: 'DynamoDB', IsParent: false };
const CATEGORY: Readonly<Record<string, string>> = { COMPLETED: 'SUCCESS', FAILED: 'FAILURE', ABORTED: 'FAILURE' };
const percent = (done: number): string => `${done.toFixed(2)}%`;

/** A backup job as the service shows it. */
export function backupJobAnswer(job: BackupJob): object {
  const { Tags: _, Copies: __, IdempotencyToken: ___, Lifecycle, PercentDone, ...shown } = job;
  return {
    ...RESOURCE,
    ...shown,
    PercentDone: percent(PercentDone),
    ResourceName: tableOf(job.ResourceArn).name,
    InitiationDate: job.CreationDate,
    VaultType: 'BACKUP_VAULT',
    MessageCategory: CATEGORY[job.State],
    RecoveryPointLifecycle: Lifecycle,
    BytesTransferred: job.BackupSizeInBytes,
  };
}

/** A copy job as the service shows it. */
export function copyJobAnswer(job: CopyJob): object {
  const { IdempotencyToken: _, Lifecycle, ...shown } = job;
  return {
    ...RESOURCE,
    ...shown,
    ResourceName: tableOf(job.ResourceArn).name,
    DestinationRecoveryPointLifecycle: Lifecycle,
    DestinationVaultType: 'BACKUP_VAULT',
    MessageCategory: CATEGORY[job.State],
  };
}

/** A restore job as the service shows it. */
export function restoreJobAnswer(job: RestoreJob): object {
  const { Metadata: _, CopyTags: __, IdempotencyToken: ___, PercentDone, ...shown } = job;
  return { ...RESOURCE, ...shown, PercentDone: percent(PercentDone) };
}
