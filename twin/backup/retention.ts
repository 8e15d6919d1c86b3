import type { Lifecycle, Point, Seconds, Vault } from './records.ts';

const DAY_S = 86_400;

/** When a point may go and will go; never when there is none. */
export function deleteAt(creation: Seconds, lifecycle: Lifecycle | undefined): Seconds | undefined {
  return lifecycle?.DeleteAfterDays === undefined ? undefined : creation + lifecycle.DeleteAfterDays * DAY_S;
}

/** What a vault's lock has against keeping a point that long. */
export function lockRefuses({ Lock, BackupVaultName }: Vault, lifecycle: Lifecycle | undefined): string | undefined {
  const days = lifecycle?.DeleteAfterDays ?? Number.POSITIVE_INFINITY;
  if (Lock?.MinRetentionDays !== undefined && days < Lock.MinRetentionDays)
    return `Retention period ${days} days is shorter than the minimum retention period ${Lock.MinRetentionDays} days of the locked vault ${BackupVaultName}`;
  if (Lock?.MaxRetentionDays !== undefined && days > Lock.MaxRetentionDays)
    return `Retention period is longer than the maximum retention period ${Lock.MaxRetentionDays} days of the locked vault ${BackupVaultName}`;
  return undefined;
}

/** Whether a locked vault still holds on to the point: until its own retention ends, and at least as long as the lock demands. */
export function isHeld({ Lock }: Vault, point: Point, now: Seconds): boolean {
  if (!Lock) return false;
  const end = deleteAt(point.CreationDate, point.Lifecycle) ?? Number.POSITIVE_INFINITY;
  return now < Math.max(end, point.CreationDate + (Lock.MinRetentionDays ?? 0) * DAY_S);
}

/** Whether a point's time is over, and its vault lets it go. */
export function isExpired(vault: Vault, point: Point, now: Seconds): boolean {
  const end = deleteAt(point.CreationDate, point.Lifecycle);
  return end !== undefined && now >= end && !isHeld(vault, point, now);
}
