import { restoreJobAnswer } from '../answers/jobs.ts';
import { isAsked, isWithin, pageOf } from '../answers/page.ts';
import { invalidParameter, invalidRequest, notFound } from '../errors.ts';
import { startRestore } from '../jobs/restore.ts';
import type { RestoreJob } from '../records.ts';
import { type Call, type Operations, optional, required, textsIn } from './call.ts';

const VALIDATIONS: readonly string[] = ['SUCCESSFUL', 'FAILED', 'TIMED_OUT', 'VALIDATING'];

function start(call: Call): object {
  const { RestoreJobId } = startRestore(call.place, {
    point: required(call, 'RecoveryPointArn'),
    metadata: textsIn(call, 'Metadata'),
    iamRoleArn: required(call, 'IamRoleArn'),
    copyTags: call.body.CopySourceTagsToRestoredResource === true,
    ...optional(call, 'IdempotencyToken', 'idempotencyToken'),
  });
  return { RestoreJobId };
}

function jobIn({ place: { store }, path }: Call): RestoreJob {
  const job = store.restoreJobs.get(path.RestoreJobId ?? '');
  if (!job) throw notFound(`Restore job not found: ${path.RestoreJobId}`);
  return job;
}

function list({ place: { store }, query }: Call): object {
  const found = store.restoreJobs
    .all()
    .filter(
      (job) =>
        isWithin(query, job.CreationDate, job.CompletionDate) &&
        isAsked(query, 'resourceType', 'DynamoDB') &&
        isAsked(query, 'status', job.Status),
    );
  const { entries, NextToken } = pageOf(found, ({ RestoreJobId }) => RestoreJobId, query);
  return { RestoreJobs: entries.map(restoreJobAnswer), NextToken };
}

/** Once and for all, except that "validating" may be said before. */
function validate(call: Call): undefined {
  const { store, behaviour } = call.place;
  const job = jobIn(call);
  const ValidationStatus = required(call, 'ValidationStatus');
  if (!VALIDATIONS.includes(ValidationStatus)) throw invalidParameter(`Invalid validation status: ${ValidationStatus}`);
  if (job.Status !== 'COMPLETED') throw invalidRequest(`Restore job ${job.RestoreJobId} is not completed`);
  if (!behaviour().validateAnyJob)
    throw invalidRequest(`Restore job ${job.RestoreJobId} was not started by a restore testing plan`);
  if (job.ValidationStatus !== undefined && job.ValidationStatus !== 'VALIDATING')
    throw invalidRequest(`Restore job ${job.RestoreJobId} already has a validation status`);
  const message = optional(call, 'ValidationStatusMessage', 'ValidationStatusMessage');
  store.restoreJobs.put(job.RestoreJobId, { ...job, ValidationStatus, ...message });
}

/** Jobs that make tables of recovery points. */
export const RESTORE_JOBS: Operations = {
  'PUT /restore-jobs': start,
  'GET /restore-jobs': list,
  'GET /restore-jobs/{RestoreJobId}': (call) => restoreJobAnswer(jobIn(call)),
  'GET /restore-jobs/{RestoreJobId}/metadata': (call) => {
    const { RestoreJobId, Metadata } = jobIn(call);
    return { RestoreJobId, Metadata };
  },
  'PUT /restore-jobs/{RestoreJobId}/validations': validate,
};
