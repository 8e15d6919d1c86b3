import { rmSync } from 'node:fs';
import type { Workplace } from './jobs/workplace.ts';
import { isExpired } from './retention.ts';

/** Removes a Region's points whose retention is over, as the service does by itself; returns their ARNs. */
export function expire({ store, now }: Workplace): string[] {
  const over = store.points
    .all()
    .filter((point) => point.Status === 'COMPLETED' && isExpired(store.vault(point.BackupVaultName), point, now()));
  for (const { RecoveryPointArn } of over) {
    store.points.remove(RecoveryPointArn);
    rmSync(store.archiveOf(RecoveryPointArn), { force: true });
  }
  return over.map(({ RecoveryPointArn }) => RecoveryPointArn);
}
