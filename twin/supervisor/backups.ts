import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { WorldPlan } from '../assembly/plan.ts';
import { type BackupService, serveBackup } from '../backup/service.ts';
import type { Link } from '../dynamodb/link.ts';
import { keepBackupHours } from './backup-hours.ts';
import type { Closers } from './closers.ts';

export interface BackupsOptions {
  readonly dataDir?: string;
  /** When the vaults were made; now, when not said. */
  readonly begins?: Date;
  /** Whether the plans' backups are taken by the clock, when not said, or only by hand. */
  readonly backsUp?: 'by the clock' | 'by hand';
}

/**
 * Starts AWS Backup for all Regions, with the vaults and plans of the templates. It works on the tables as each Region sees them, so what
 * befalls the Region's way to DynamoDB befalls its backups too.
 */
export async function startBackups(
  { vaults, backupPlans }: WorldPlan,
  links: ReadonlyMap<string, Link>,
  { dataDir, begins, backsUp = 'by the clock' }: BackupsOptions,
  closers: Closers,
): Promise<BackupService> {
  let declaredAt = begins?.getTime();
  const service = await serveBackup({
    directory: dataDir === undefined ? mkdtempSync(join(tmpdir(), 'backups-')) : join(dataDir, 'backups'),
    endpoints: new Map([...links].map(([region, { url }]) => [region, url])),
    vaults,
    plans: backupPlans,
    clock: () => declaredAt ?? Date.now(),
  });
  declaredAt = undefined;
  closers.add(service.close);
  if (backsUp === 'by the clock') closers.add(keepBackupHours(service));
  return service;
}
