import { backupJobAnswer } from '../answers/jobs.ts';
import { isAsked, isWithin, pageOf } from '../answers/page.ts';
import { notFound } from '../errors.ts';
import { startBackup } from '../jobs/backup.ts';
import { type Call, lifecycleIn, type Operations, optional, required, textsIn } from './call.ts';

function start(call: Call): object {
  const { BackupJobId, RecoveryPointArn, CreationDate } = startBackup(call.place, {
    vault: required(call, 'BackupVaultName'),
    resourceArn: required(call, 'ResourceArn'),
    iamRoleArn: required(call, 'IamRoleArn'),
    tags: textsIn(call, 'RecoveryPointTags'),
    ...optional(call, 'IdempotencyToken', 'idempotencyToken'),
    ...lifecycleIn(call),
  });
  return { BackupJobId, RecoveryPointArn, CreationDate, IsParent: false };
}

function list({ place: { store }, query }: Call): object {
  const found = store.backupJobs
    .all()
    .filter(
      (job) =>
        isWithin(query, job.CreationDate, job.CompletionDate) &&
        isAsked(query, 'resourceArn', job.ResourceArn) &&
        isAsked(query, 'resourceType', 'DynamoDB') &&
        isAsked(query, 'backupVaultName', job.BackupVaultName) &&
        isAsked(query, 'state', job.State),
    );
  const { entries, NextToken } = pageOf(found, ({ BackupJobId }) => BackupJobId, query);
  return { BackupJobs: entries.map(backupJobAnswer), NextToken };
}

/** Jobs that back tables up. */
export const BACKUP_JOBS: Operations = {
  'PUT /backup-jobs': start,
  'GET /backup-jobs': list,
  'GET /backup-jobs/{BackupJobId}': ({ place: { store }, path }) => {
    const job = store.backupJobs.get(path.BackupJobId ?? '');
    if (!job) throw notFound(`Backup job not found: ${path.BackupJobId}`);
    return backupJobAnswer(job);
  },
};
