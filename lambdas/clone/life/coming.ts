import { BackupClient, paginateListRestoreJobs } from '@aws-sdk/client-backup';
import type { CloneRecord } from './record.ts';

/** The recovery points of all restores that have not ended. Until one has ended, AWS Backup does not say which table it makes. */
export type ListRunningRestores = () => Promise<string[]>;

export const runningRestores = (client = new BackupClient({})): ListRunningRestores =>
  async function list() {
    const points: string[] = [];
    for (const ByStatus of ['PENDING', 'RUNNING'] as const)
      for await (const page of paginateListRestoreJobs({ client }, { ByStatus, ByResourceType: 'DynamoDB' }))
        points.push(...(page.RestoreJobs ?? []).map(({ RecoveryPointArn }) => RecoveryPointArn ?? ''));
    return points;
  };

/** How many restores may still make a table of this clone: one of the same recovery point for something else counts too, and is waited for. */
export async function comingTo({ plan }: CloneRecord, list: ListRunningRestores): Promise<number> {
  const own = new Set(plan.tables.map(({ recovery_point }) => recovery_point));
  return (await list()).filter((point) => own.has(point)).length;
}
