import { randomUUID } from 'node:crypto';
import { copyFile } from 'node:fs/promises';
import { isManaged, newPointArn, tableOf, vaultOf } from '../arns.ts';
import { invalidParameter, invalidRequest } from '../errors.ts';
import { denies } from '../policy.ts';
import type { CopyJob, Lifecycle, Point, Seconds, Vault } from '../records.ts';
import { lockRefuses } from '../retention.ts';
import type { Store } from '../store.ts';
import { carryOut, JobFailure } from './carry-out.ts';
import type { Workplace } from './workplace.ts';

/** A copy that is asked for. */
export interface CopyWish {
  readonly point: string;
  readonly sourceVault: string;
  /** ARN of the vault to copy into. */
  readonly destination: string;
  readonly iamRoleArn: string;
  readonly idempotencyToken?: string;
  readonly lifecycle?: Lifecycle;
  readonly createdByBackupJob?: string;
  readonly at?: Seconds;
}

/**
 * Begins to copy a recovery point into another vault; the same token gives the same job.
 * @throws ResourceNotFoundException, InvalidParameterValueException, InvalidRequestException
 */
export function startCopy(place: Workplace, wish: CopyWish): CopyJob {
  const { store } = place;
  const same = store.copyJobs
    .all()
    .find((job) => wish.idempotencyToken && job.IdempotencyToken === wish.idempotencyToken);
  if (same) return same;
  const point = store.point(wish.point, wish.sourceVault);
  const { region } = vaultOf(wish.destination);
  if (point.Status !== 'COMPLETED') throw invalidRequest(`The recovery point ${wish.point} is not complete`);
  if (!isManaged(wish.point))
    throw invalidRequest('Copying DynamoDB backups needs advanced features for DynamoDB backups to be enabled');
  if (!place.storeOf(region)) throw invalidParameter(`Invalid destination Region: ${region}`);
  const lifecycle = wish.lifecycle ?? point.Lifecycle;
  const job: CopyJob = {
    CopyJobId: randomUUID().toUpperCase(),
    SourceBackupVaultArn: point.BackupVaultArn,
    SourceRecoveryPointArn: wish.point,
    DestinationBackupVaultArn: wish.destination,
    DestinationRecoveryPointArn: newPointArn(region),
    ResourceArn: point.ResourceArn,
    IamRoleArn: wish.iamRoleArn,
    CreationDate: wish.at ?? place.now(),
    State: 'CREATED',
    ...(wish.idempotencyToken ? { IdempotencyToken: wish.idempotencyToken } : {}),
    ...(wish.createdByBackupJob ? { CreatedByBackupJobId: wish.createdByBackupJob } : {}),
    ...(point.CreatedBy ? { CreatedBy: point.CreatedBy } : {}),
    ...(lifecycle ? { Lifecycle: lifecycle } : {}),
  };
  store.copyJobs.put(job.CopyJobId, job);
  place.begin(runCopy(place, job.CopyJobId));
  return job;
}

/** Takes a copy job to its end. */
export function runCopy(place: Workplace, id: string): Promise<void> {
  const { store } = place;
  const job = (): CopyJob => store.copyJobs.get(id) as CopyJob;
  const change = (part: Partial<CopyJob>): void => store.copyJobs.put(id, { ...job(), ...part });
  const target = (): Store => place.storeOf(vaultOf(job().DestinationBackupVaultArn).region) as Store;
  let lost = false;
  return carryOut(place, 'copy', tableOf(job().ResourceArn).name, {
    running: () => change({ State: 'RUNNING' }),
    work: async (fault) => {
      lost = fault?.what === 'lose';
      await copy(place, job(), target());
    },
    completed: (elapsed_s) => {
      const copied = target().point(job().DestinationRecoveryPointArn);
      const CompletionDate = job().CreationDate + elapsed_s;
      if (lost) target().points.remove(copied.RecoveryPointArn);
      else target().points.put(copied.RecoveryPointArn, { ...copied, Status: 'COMPLETED', CompletionDate });
      change({ State: 'COMPLETED', CompletionDate, BackupSizeInBytes: copied.BackupSizeInBytes ?? 0 });
    },
    failed: (StatusMessage, elapsed_s) => {
      target().points.remove(job().DestinationRecoveryPointArn);
      change({ State: 'FAILED', StatusMessage, CompletionDate: job().CreationDate + elapsed_s });
    },
  });
}

async function copy({ store }: Workplace, job: CopyJob, target: Store): Promise<void> {
  const vault = target.vault(vaultOf(job.DestinationBackupVaultArn).name);
  const refusal = lockRefuses(vault, job.Lifecycle);
  if (refusal) throw new JobFailure(refusal);
  const source = store.vault(vaultOf(job.SourceBackupVaultArn).name);
  const leaving = { action: 'backup:CopyFromBackupVault', resource: source.BackupVaultArn, principal: job.IamRoleArn };
  if (denies(source.Policy, { ...leaving, facts: { 'backup:copytargets': [job.DestinationBackupVaultArn] } }))
    throw new JobFailure(
      `Access Denied trying to call AWS Backup service: the policy of ${leaving.resource} denies it`,
    );
  const { BackupVaultArn: resource, Policy } = vault;
  if (denies(Policy, { action: 'backup:CopyIntoBackupVault', resource, principal: job.IamRoleArn }))
    throw new JobFailure(`Access Denied trying to call AWS Backup service: the policy of ${resource} denies the copy`);
  target.points.put(job.DestinationRecoveryPointArn, copyOf(store.point(job.SourceRecoveryPointArn), job, vault));
  await copyFile(store.archiveOf(job.SourceRecoveryPointArn), target.archiveOf(job.DestinationRecoveryPointArn));
}

/** A copy keeps the creation date of its source (AWS Backup Developer Guide, "Copy a backup"). */
function copyOf(point: Point, job: CopyJob, vault: Vault): Point {
  const { CompletionDate: _, LastRestoreTime: __, Lifecycle: ___, ...source } = point;
  return {
    ...source,
    RecoveryPointArn: job.DestinationRecoveryPointArn,
    BackupVaultName: vault.BackupVaultName,
    BackupVaultArn: vault.BackupVaultArn,
    SourceBackupVaultArn: job.SourceBackupVaultArn,
    IamRoleArn: job.IamRoleArn,
    EncryptionKeyArn: vault.EncryptionKeyArn,
    Status: 'CREATING',
    ...(job.Lifecycle ? { Lifecycle: job.Lifecycle } : {}),
  };
}
