import { randomUUID } from 'node:crypto';
import { scanLines } from '../archive/scan.ts';
import { describeTable } from '../archive/table.ts';
import { writeArchive } from '../archive/write.ts';
import { isManaged, newOwnBackupArn, newPointArn, tableOf } from '../arns.ts';
import { invalidParameter } from '../errors.ts';
import type { BackupJob, Copying, Creator, Lifecycle, Point, Seconds } from '../records.ts';
import { lockRefuses } from '../retention.ts';
import { carryOut, JobFailure } from './carry-out.ts';
import { startCopy } from './copy.ts';
import type { Workplace } from './workplace.ts';

/** A backup that is asked for. */
export interface BackupWish {
  readonly vault: string;
  readonly resourceArn: string;
  readonly iamRoleArn: string;
  readonly idempotencyToken?: string;
  readonly lifecycle?: Lifecycle;
  readonly tags?: Readonly<Record<string, string>>;
  readonly createdBy?: Creator;
  readonly copies?: readonly Copying[];
  /** When it is made, where that is not now. */
  readonly at?: Seconds;
}

/**
 * Begins to back a table up; the same token gives the same job.
 * @throws ResourceNotFoundException, InvalidParameterValueException
 */
export function startBackup(place: Workplace, wish: BackupWish): BackupJob {
  const { store, region } = place;
  const same = store.backupJobs
    .all()
    .find((job) => wish.idempotencyToken && job.IdempotencyToken === wish.idempotencyToken);
  if (same) return same;
  const vault = store.vault(wish.vault);
  const table = tableOf(wish.resourceArn);
  if (table.region !== region) throw invalidParameter(`The resource ${wish.resourceArn} is not in ${region}`);
  const at = wish.at ?? place.now();
  const managed = store.settings.managed.DynamoDB === true;
  const job: BackupJob = {
    BackupJobId: randomUUID().toUpperCase(),
    BackupVaultName: vault.BackupVaultName,
    BackupVaultArn: vault.BackupVaultArn,
    RecoveryPointArn: managed ? newPointArn(region) : newOwnBackupArn(wish.resourceArn, at * 1000),
    ResourceArn: wish.resourceArn,
    IamRoleArn: wish.iamRoleArn,
    CreationDate: at,
    State: 'CREATED',
    PercentDone: 0,
    Tags: wish.tags ?? {},
    Copies: wish.copies ?? [],
    ...(wish.idempotencyToken ? { IdempotencyToken: wish.idempotencyToken } : {}),
    ...(wish.lifecycle ? { Lifecycle: wish.lifecycle } : {}),
    ...(wish.createdBy ? { CreatedBy: wish.createdBy } : {}),
  };
  store.backupJobs.put(job.BackupJobId, job);
  place.begin(runBackup(place, job.BackupJobId));
  return job;
}

/** Takes a backup job to its end; copies begin when it has completed. */
export function runBackup(place: Workplace, id: string): Promise<void> {
  const { store } = place;
  const job = (): BackupJob => store.backupJobs.get(id) as BackupJob;
  const change = (part: Partial<BackupJob>): void => store.backupJobs.put(id, { ...job(), ...part });
  const { name } = tableOf(job().ResourceArn);
  return carryOut(place, 'backup', name, {
    running: () => {
      change({ State: 'RUNNING' });
      store.points.put(job().RecoveryPointArn, pointOf(place, job()));
    },
    work: () => archive(place, job(), name),
    completed: (elapsed_s) => {
      const CompletionDate = job().CreationDate + elapsed_s;
      const point = store.point(job().RecoveryPointArn);
      store.points.put(point.RecoveryPointArn, { ...point, Status: 'COMPLETED', CompletionDate });
      const BackupSizeInBytes = point.BackupSizeInBytes ?? 0;
      change({ State: 'COMPLETED', PercentDone: 100, CompletionDate, BackupSizeInBytes });
      for (const copy of job().Copies) startCopy(place, copyWish(job(), copy, CompletionDate));
    },
    failed: (StatusMessage, elapsed_s) => {
      store.points.remove(job().RecoveryPointArn);
      change({ State: 'FAILED', StatusMessage, CompletionDate: job().CreationDate + elapsed_s });
    },
  });
}

function pointOf({ store }: Workplace, job: BackupJob): Point {
  return {
    RecoveryPointArn: job.RecoveryPointArn,
    BackupVaultName: job.BackupVaultName,
    BackupVaultArn: job.BackupVaultArn,
    ResourceArn: job.ResourceArn,
    ResourceName: tableOf(job.ResourceArn).name,
    IamRoleArn: job.IamRoleArn,
    Status: 'CREATING',
    CreationDate: job.CreationDate,
    InitiationDate: job.CreationDate,
    EncryptionKeyArn: isManaged(job.RecoveryPointArn) ? store.vault(job.BackupVaultName).EncryptionKeyArn : '',
    Tags: job.Tags,
    ...(job.Lifecycle ? { Lifecycle: job.Lifecycle } : {}),
    ...(job.CreatedBy ? { CreatedBy: job.CreatedBy } : {}),
  };
}

async function archive({ store, database, signal }: Workplace, job: BackupJob, table: string): Promise<void> {
  const refusal = lockRefuses(store.vault(job.BackupVaultName), job.Lifecycle);
  if (refusal) throw new JobFailure(refusal);
  const description = await describeTable(database, table);
  const file = store.archiveOf(job.RecoveryPointArn);
  const { items, bytes, sha256 } = await writeArchive(
    file,
    scanLines(database, table, () => signal.throwIfAborted()),
  );
  const point = store.point(job.RecoveryPointArn);
  const Content = { ...description, items, bytes, sha256 };
  store.points.put(job.RecoveryPointArn, { ...point, BackupSizeInBytes: bytes, Content });
}

function copyWish(job: BackupJob, { destination, lifecycle }: Copying, at: Seconds) {
  return {
    point: job.RecoveryPointArn,
    sourceVault: job.BackupVaultName,
    destination,
    iamRoleArn: job.IamRoleArn,
    createdByBackupJob: job.BackupJobId,
    idempotencyToken: `${job.BackupJobId}/${destination}`,
    at,
    ...(lifecycle ? { lifecycle } : {}),
  };
}
