import { randomUUID } from 'node:crypto';
import { BATCH, fillTable } from '../archive/fill.ts';
import { ArchiveDamaged, readArchive } from '../archive/read.ts';
import { tableArn, tableOf } from '../arns.ts';
import { invalidParameter, invalidRequest, missingParameter } from '../errors.ts';
import type { Point, RestoreJob } from '../records.ts';
import { carryOut, JobFailure } from './carry-out.ts';
import { tableInput } from './new-table.ts';
import type { Workplace } from './workplace.ts';

/** A restore that is asked for. */
export interface RestoreWish {
  readonly point: string;
  /** `targetTableName`, `encryptionType`, `kmsMasterKeyArn`. */
  readonly metadata: Readonly<Record<string, string>>;
  readonly iamRoleArn: string;
  readonly idempotencyToken?: string;
  readonly copyTags: boolean;
}

/** Restores at once in a Region of an account (Amazon DynamoDB quotas). */
const AT_ONCE = 50;

/**
 * Begins to restore a recovery point into a new table; the same token gives the same job.
 * @throws ResourceNotFoundException, InvalidParameterValueException, MissingParameterValueException, InvalidRequestException
 */
export function startRestore(place: Workplace, wish: RestoreWish): RestoreJob {
  const { store } = place;
  const same = store.restoreJobs
    .all()
    .find((job) => wish.idempotencyToken && job.IdempotencyToken === wish.idempotencyToken);
  if (same) return same;
  const point = store.point(wish.point);
  checkMetadata(wish.metadata);
  if (point.Status !== 'COMPLETED') throw invalidRequest(`The recovery point ${wish.point} is not complete`);
  const job: RestoreJob = {
    RestoreJobId: randomUUID().toUpperCase(),
    RecoveryPointArn: wish.point,
    SourceResourceArn: point.ResourceArn,
    BackupVaultArn: point.BackupVaultArn,
    RecoveryPointCreationDate: point.CreationDate,
    IamRoleArn: wish.iamRoleArn,
    CreationDate: place.now(),
    Status: 'PENDING',
    PercentDone: 0,
    BackupSizeInBytes: point.BackupSizeInBytes ?? 0,
    ExpectedCompletionTimeMinutes: 1,
    Metadata: wish.metadata,
    CopyTags: wish.copyTags,
    ...(wish.idempotencyToken ? { IdempotencyToken: wish.idempotencyToken } : {}),
  };
  store.restoreJobs.put(job.RestoreJobId, job);
  place.begin(runRestore(place, job.RestoreJobId));
  return job;
}

function checkMetadata({
  targetTableName,
  encryptionType = 'Default',
  kmsMasterKeyArn,
}: Readonly<Record<string, string>>): void {
  if (!targetTableName) throw missingParameter('Missing metadata: targetTableName');
  if (!/^[\w.-]{3,255}$/.test(targetTableName)) throw invalidParameter(`Invalid targetTableName: ${targetTableName}`);
  if (!['Default', 'KMS'].includes(encryptionType)) throw invalidParameter(`Invalid encryptionType: ${encryptionType}`);
  if (kmsMasterKeyArn && encryptionType !== 'KMS') throw invalidParameter('kmsMasterKeyArn needs encryptionType KMS');
}

/** Takes a restore job to its end. A table that an earlier life of the twin began is its own and is filled on. */
export function runRestore(place: Workplace, id: string): Promise<void> {
  const { store } = place;
  const job = (): RestoreJob => store.restoreJobs.get(id) as RestoreJob;
  const change = (part: Partial<RestoreJob>): void => store.restoreJobs.put(id, { ...job(), ...part });
  const name = String(job().Metadata.targetTableName);
  return carryOut(place, 'restore', tableOf(job().SourceResourceArn).name, {
    running: () => change({ Status: 'RUNNING' }),
    work: async () => {
      refuseTooMany(place);
      const point = store.point(job().RecoveryPointArn);
      if (!job().CreatedResourceArn) {
        await create(place, point, job());
        change({ CreatedResourceArn: tableArn(place.region, name) });
      }
      await fill(place, point, name, (PercentDone) => store.restoreJobs.show(id, { ...job(), PercentDone }));
    },
    completed: (elapsed_s) => {
      change({ Status: 'COMPLETED', PercentDone: 100, CompletionDate: job().CreationDate + elapsed_s });
      const point = store.points.get(job().RecoveryPointArn);
      if (point) store.points.put(point.RecoveryPointArn, { ...point, LastRestoreTime: place.now() });
    },
    failed: async (StatusMessage, elapsed_s) => {
      const { CreatedResourceArn, ...rest } = job();
      // A restore that fails leaves no table: DynamoDB makes it whole or not at all.
      if (CreatedResourceArn) await place.database.call('DeleteTable', { TableName: name }).catch(() => undefined);
      const CompletionDate = rest.CreationDate + elapsed_s;
      store.restoreJobs.put(id, { ...rest, Status: 'FAILED', StatusMessage, CompletionDate });
    },
  });
}

/** The service accepts the job and lets it fail when DynamoDB will not restore more at once. */
function refuseTooMany({ store }: Workplace): void {
  const running = store.restoreJobs.all().filter(({ Status }) => Status === 'RUNNING').length;
  if (running > AT_ONCE)
    throw new JobFailure(
      `Subscriber limit exceeded: There is a limit of ${AT_ONCE} simultaneous table restores (LimitExceededException)`,
    );
}

async function create({ database }: Workplace, point: Point, job: RestoreJob): Promise<void> {
  try {
    await database.call('CreateTable', tableInput(point, job));
  } catch (error) {
    if (!(error instanceof Error && error.name === 'ResourceInUseException')) throw error;
    throw new JobFailure(`Table already exists: ${job.Metadata.targetTableName} (TableAlreadyExistsException)`);
  }
}

async function fill(
  { store, database, signal }: Workplace,
  point: Point,
  table: string,
  progress: (percent: number) => void,
): Promise<void> {
  const { items = 0, sha256 = '' } = point.Content ?? {};
  let done = 0;
  try {
    const batches = readArchive(store.archiveOf(point.RecoveryPointArn), { items, sha256 }, BATCH);
    await fillTable(database, table, batches, (count) => {
      signal.throwIfAborted();
      done += count;
      // Everything is in before the checksum is known to be right: the last hundredth is for that.
      progress(Math.floor((done / Math.max(items, 1)) * 99));
    });
  } catch (cause) {
    const damage =
      cause instanceof ArchiveDamaged
        ? cause
        : await damageOf(store.archiveOf(point.RecoveryPointArn), { items, sha256 });
    if (damage)
      throw new JobFailure(`The recovery point ${point.RecoveryPointArn} is damaged: ${damage.message}`, { cause });
    throw cause;
  }
}

/** Whether an archive is damaged: what the database refuses of one comes before its checksum is known. */
async function damageOf(file: string, content: { items: number; sha256: string }): Promise<ArchiveDamaged | undefined> {
  try {
    for await (const _ of readArchive(file, content, BATCH));
    return undefined;
  } catch (error) {
    return error instanceof ArchiveDamaged ? error : undefined;
  }
}
