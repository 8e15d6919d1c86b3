import { runBackup } from './backup.ts';
import { runCopy } from './copy.ts';
import { runRestore } from './restore.ts';
import type { Workplace } from './workplace.ts';

const OPEN: readonly string[] = ['CREATED', 'PENDING', 'RUNNING'];

/** Goes on with the jobs that an earlier life of the twin left under way. */
export function takeUp(place: Workplace): void {
  const { store, begin } = place;
  for (const { BackupJobId, State } of store.backupJobs.all())
    if (OPEN.includes(State)) begin(runBackup(place, BackupJobId));
  for (const { CopyJobId, State } of store.copyJobs.all()) if (OPEN.includes(State)) begin(runCopy(place, CopyJobId));
  for (const { RestoreJobId, Status } of store.restoreJobs.all())
    if (OPEN.includes(Status)) begin(runRestore(place, RestoreJobId));
}
