import { copyJobAnswer } from '../answers/jobs.ts';
import { isAsked, isWithin, pageOf } from '../answers/page.ts';
import { notFound } from '../errors.ts';
import { startCopy } from '../jobs/copy.ts';
import { type Call, lifecycleIn, type Operations, optional, required } from './call.ts';

function start(call: Call): object {
  const { CopyJobId, CreationDate } = startCopy(call.place, {
    point: required(call, 'RecoveryPointArn'),
    sourceVault: required(call, 'SourceBackupVaultName'),
    destination: required(call, 'DestinationBackupVaultArn'),
    iamRoleArn: required(call, 'IamRoleArn'),
    ...optional(call, 'IdempotencyToken', 'idempotencyToken'),
    ...lifecycleIn(call),
  });
  return { CopyJobId, CreationDate, IsParent: false };
}

function list({ place: { store }, query }: Call): object {
  const found = store.copyJobs
    .all()
    .filter(
      (job) =>
        isWithin(query, job.CreationDate, job.CompletionDate) &&
        isAsked(query, 'resourceArn', job.ResourceArn) &&
        isAsked(query, 'resourceType', 'DynamoDB') &&
        isAsked(query, 'destinationVaultArn', job.DestinationBackupVaultArn) &&
        isAsked(query, 'sourceRecoveryPointArn', job.SourceRecoveryPointArn) &&
        isAsked(query, 'state', job.State),
    );
  const { entries, NextToken } = pageOf(found, ({ CopyJobId }) => CopyJobId, query);
  return { CopyJobs: entries.map(copyJobAnswer), NextToken };
}

/** Jobs that copy recovery points into other vaults. */
export const COPY_JOBS: Operations = {
  'PUT /copy-jobs': start,
  'GET /copy-jobs': list,
  'GET /copy-jobs/{CopyJobId}': ({ place: { store }, path }) => {
    const job = store.copyJobs.get(path.CopyJobId ?? '');
    if (!job) throw notFound(`Copy job not found: ${path.CopyJobId}`);
    return { CopyJob: copyJobAnswer(job) };
  },
};
